import type { Actor, PersonId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { assert, ok, refuse, type Result } from '#kernel/result.ts'
import { agreement } from '#modules/agreements/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { MachineRefusal } from '../domain/guards.ts'
import type { Happening } from '../domain/progress.ts'
import type { ProposalId, ProposedDecision, ReferralId } from '../domain/referral.ts'
import type { Outcome } from '../domain/states.ts'
import { openProposal, saveDecision } from '../store/decisions.ts'
import { endParts } from './end-parts.ts'
import { freeze } from './freeze.ts'
import { sendDecisionLetter } from './send-letter.ts'
import { closeReferralTasks, tellCase } from './tell.ts'
import { type CaseRefusal, type Command, type OpenCase, openCase, takeStep } from './take-step.ts'

/** What follows an acceptance, handed in where the modules are put together: the person is admitted to the waiting list. */
export type ReferralPorts = {
  accepted: (
    tx: Tx,
    given: {
      referralId: ReferralId
      personId: PersonId
      agreementId: Id<'agreement'>
      caseNumber: string
      acceptedOn: Day
      actor: Actor
      at: Instant
    },
  ) => Promise<void>
}

/** Why a decision is not made. */
export type ConfirmRefusal = CaseRefusal | MachineRefusal

/** What was decided, and the letter that tells it. */
export type Decided = { outcome: Outcome; letterId: string | null }

function happeningOf(proposal: ProposedDecision): Happening {
  switch (proposal.outcome) {
    case 'accepted':
      return { name: 'accept' }
    case 'not_now':
      return { name: 'defer' }
    case 'refused':
      return { name: 'refuse' }
    case 'hearing':
      assert(proposal.hearingUntil, 'a hearing has a deadline')
      return { name: 'open_hearing', until: proposal.hearingUntil.toString() }
  }
}

/**
 * Turns the second key. The decision is frozen with what it rests on, its letter is made and kept, and what follows happens
 * in the same transaction. `proposalId` is the proposal the reader saw: another one is refused.
 */
export async function confirmDecision(
  tx: Tx,
  ports: ReferralPorts,
  command: Command & { proposalId: ProposalId },
): Promise<Result<Decided, ConfirmRefusal>> {
  const opened = await openCase(tx, command, actions.decide)
  if (!opened.ok) return opened
  const open = opened.value
  const proposal = await openProposal(tx, open.referral.id)
  if (proposal === null)
    return open.referral.ball === 'none'
      ? refuse({ kind: 'not_in_state', state: open.referral.state, event: 'accept' })
      : refuse({ kind: 'proposal_changed' })
  const { reason, reviewOn } = proposal
  const step = await takeStep(tx, open, happeningOf(proposal), { proposalSeen: command.proposalId }, { reason, reviewOn })
  if (!step.ok) return step
  const letterId = await keepDecision(tx, open, proposal)
  await follow(tx, ports, open, proposal)
  return ok({ outcome: proposal.outcome, letterId })
}

async function keepDecision(tx: Tx, open: OpenCase, proposal: ProposedDecision): Promise<string | null> {
  const { referral, actor, at, today } = open
  assert(actor.kind === 'staff', 'only staff are permitted to decide')
  const snapshot = await freeze(tx, referral, proposal, today)
  const letterId = await sendDecisionLetter(tx, open, proposal)
  const under = await agreement(tx, referral.agreementId)
  await saveDecision(tx, {
    id: newId(),
    referralId: referral.id,
    proposal,
    on: today,
    at,
    decidingAuthority: under?.decidingAuthority.intake.by.da ?? '',
    confirmedBy: actor.accountId,
    confirmedByHumanId: actor.humanId,
    confirmedOrganisationId: actor.organisationId,
    snapshot,
    letterId,
  })
  return letterId
}

const noticeOf = { accepted: 'accepted', not_now: 'not_now', hearing: 'hearing', refused: 'refused' } as const

async function follow(tx: Tx, ports: ReferralPorts, open: OpenCase, proposal: ProposedDecision): Promise<void> {
  const { referral, actor, at, today } = open
  await closeReferralTasks(tx, open)
  await tellCase(tx, open, noticeOf[proposal.outcome], { dueOn: proposal.hearingUntil })
  if (proposal.outcome === 'refused') await endParts(tx, open)
  if (proposal.outcome !== 'accepted') return
  const { id: referralId, personId, agreementId, caseNumber } = referral
  await ports.accepted(tx, { referralId, personId, agreementId, caseNumber, acceptedOn: today, actor, at })
}
