import type { Actor, StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type NotPermitted, authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { type EnrolmentPorts, type StepRefusal, takeStep } from '#modules/enrolments/index.ts'
import { closeTasks } from '#modules/notices/index.ts'
import { type NoActingConsent, actFor } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import {
  type Proposal,
  type ProposalId,
  type ProposalRefusal,
  doneByAccepting,
  mayAnswerProposal,
  mayWithdrawProposal,
} from '../domain/proposal.ts'
import { saveEvent } from '../store/events.ts'
import { closeProposal, lockProposal } from '../store/proposals.ts'
import { tellOfProposal } from './tell.ts'

/** The answer to a proposal, with its reason in words. */
export type ProposalAnswer = { actor: StaffActor; proposalId: ProposalId; accepted: boolean; words: string; at: Instant }

/** Why a proposal is not answered; a step that the run refuses is told as it is, and nothing is answered. */
export type AnswerProposalRefusal = NotPermitted | { kind: 'no_such_proposal' } | ProposalRefusal | StepRefusal

/** Answers a proposal. Accepting a prolongation or a pause does it, in the same transaction, by the rules of the run. */
export async function answerProposal(
  tx: Tx,
  ports: EnrolmentPorts,
  given: ProposalAnswer,
): Promise<Result<Proposal, AnswerProposalRefusal>> {
  const { actor, proposalId, accepted, words, at } = given
  const proposal = await lockProposal(tx, proposalId)
  const agreed = proposal === null ? null : await agreement(tx, proposal.agreementId)
  if (proposal === null || agreed === null) return refuse({ kind: 'no_such_proposal' })
  const permitted = authorize(actor, actions.answer_proposal, { parties: agreed.parties })
  if (!permitted.ok) return permitted
  const may = mayAnswerProposal(proposal, actor.organisationId)
  if (!may.ok) return may
  const done = accepted ? await carryOut(tx, ports, proposal, given) : ok(true as const)
  if (!done.ok) return done
  const state = accepted ? 'accepted' : 'declined'
  await closeProposal(tx, proposalId, { state, answer: words, actor, at })
  await saveEvent(tx, { noun: 'proposal', id: proposalId, agreementId: agreed.id, name: accepted ? 'accept' : 'decline' }, actor, at)
  await closeTasks(tx, { subject: { noun: 'proposal', id: proposalId }, at })
  await tellOfProposal(tx, agreed, proposal, 'proposal_answered', at)
  await recordChange(tx, {
    actor,
    action: actions.answer_proposal,
    on: { noun: 'proposal', id: proposalId },
    personId: proposal.personId,
    codes: { accepted },
    at,
  })
  return ok({ ...proposal, state, answer: words })
}

async function carryOut(
  tx: Tx,
  ports: EnrolmentPorts,
  { change, enrolmentId, why }: Proposal,
  { actor, words, at }: ProposalAnswer,
): Promise<Result<true, StepRefusal>> {
  if (!doneByAccepting(change)) return ok(true)
  const wish =
    change.kind === 'prolong'
      ? ({ step: 'prolong', until: change.until } as const)
      : ({ step: 'pause', from: change.from, until: change.until, keepsPlace: true } as const)
  const reason = change.kind === 'pause' ? { reason: 'other', words: why ?? words } : { words }
  const taken = await takeStep(tx, ports, { actor, enrolmentId, wish, ...reason, at })
  return taken.ok ? ok(true) : taken
}

/** Takes a proposal back while nobody has answered it. */
export async function withdrawProposal(
  tx: Tx,
  { actor, proposalId, at }: { actor: Exclude<Actor, { kind: 'system' }>; proposalId: ProposalId; at: Instant },
): Promise<Result<Proposal, NotPermitted | { kind: 'no_such_proposal' } | ProposalRefusal>> {
  const proposal = await lockProposal(tx, proposalId)
  const agreed = proposal === null ? null : await agreement(tx, proposal.agreementId)
  if (proposal === null || agreed === null) return refuse({ kind: 'no_such_proposal' })
  const permitted = authorize(actor, actions.withdraw_proposal, { parties: agreed.parties, personId: proposal.personId })
  if (!permitted.ok) return permitted
  const may = mayWithdrawProposal(proposal, proposal.from === null || actor.kind === 'citizen' ? null : actor.organisationId)
  if (!may.ok) return may
  const acted = await inTheirName(tx, proposal, actor, at)
  if (!acted.ok) return refuse({ kind: 'proposed_by_another' })
  await closeProposal(tx, proposalId, { state: 'withdrawn', answer: null, actor, at })
  await saveEvent(tx, { noun: 'proposal', id: proposalId, agreementId: agreed.id, name: 'withdraw' }, actor, at)
  await closeTasks(tx, { subject: { noun: 'proposal', id: proposalId }, at })
  await recordChange(tx, {
    actor,
    action: actions.withdraw_proposal,
    on: { noun: 'proposal', id: proposalId },
    personId: proposal.personId,
    at,
  })
  return ok({ ...proposal, state: 'withdrawn' })
}

// What the citizen proposed is the citizen's to take back; staff do it in their name, on their consent.
async function inTheirName(tx: Tx, { id, personId, from }: Proposal, actor: Actor, at: Instant): Promise<Result<true, NoActingConsent>> {
  if (from !== null) return ok(true)
  return actFor(tx, { actor, personId, cover: 'proposals', action: actions.withdraw_proposal, subjectId: id, at })
}
