import { deadlineEnd } from '#kernel/bank-days.ts'
import { newId } from '#kernel/ids.ts'
import { assert, ok, refuse, type Result } from '#kernel/result.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { checkDecision, type DecisionDraft, type DecisionRefusal } from '../domain/decision.ts'
import type { MachineRefusal } from '../domain/guards.ts'
import type { ProposalId } from '../domain/referral.ts'
import { otherAuthority } from '../domain/states.ts'
import { saveDropped, saveProposal } from '../store/decisions.ts'
import { openDifferences } from './assess.ts'
import { closeReferralTasks, tellCase } from './tell.ts'
import { type CaseRefusal, type Command, openCase, takeStep } from './take-step.ts'

/** Why a decision cannot be proposed; `decision_incomplete` holds all that is wrong with its words. */
export type ProposeRefusal = CaseRefusal | MachineRefusal | { kind: 'decision_incomplete'; problems: readonly DecisionRefusal[] }

/** Turns the first key: proposes a decision to the other authority. Answers the proposal's identity. */
export async function proposeDecision(tx: Tx, command: Command & { draft: DecisionDraft }): Promise<Result<ProposalId, ProposeRefusal>> {
  const opened = await openCase(tx, command, actions.propose)
  if (!opened.ok) return opened
  const open = opened.value
  const { referral, actor, authority, at } = open
  assert(actor.kind === 'staff' && authority !== null, 'only the two authorities are permitted to propose')
  const { draft } = command
  const { reasons } = await programmeVersion(tx, referral.programmeVersionId)
  const problems = checkDecision(draft, { refusal: reasons.refusal, not_now: reasons.not_now }, open.today)
  if (problems.length > 0) return refuse({ kind: 'decision_incomplete', problems })
  const id = newId<'proposal'>()
  const { outcome } = draft
  const proposal = { id, outcome, authority, humanId: actor.humanId }
  const reason = outcome === 'accepted' ? null : draft.reason
  const step = await takeStep(tx, open, { name: 'propose', proposal }, { unreconciled: await openDifferences(tx, referral) }, { reason })
  if (!step.ok) return step
  await saveProposal(tx, referral.id, {
    ...proposal,
    reason,
    round: referral.round,
    reasonText: outcome === 'accepted' ? '' : draft.reasonText.trim(),
    considerations: draft.considerations.trim(),
    legalRule: outcome === 'accepted' || outcome === 'not_now' ? '' : draft.legalRule.trim(),
    reviewOn: outcome === 'not_now' ? draft.reviewOn : null,
    hearingUntil: outcome === 'hearing' && draft.hearingUntil ? deadlineEnd(draft.hearingUntil) : null,
    accountId: actor.accountId,
    organisationId: actor.organisationId,
    proposedAt: at,
  })
  await closeReferralTasks(tx, open)
  await tellCase(tx, open, 'decision_proposed', { page: 'decision', state: 'conciliation', only: [otherAuthority(authority)] })
  return ok(id)
}

/** Takes one's own proposal back, or objects to the other's, with a reason either way. */
export async function dropProposal(
  tx: Tx,
  command: Command & { text: string },
): Promise<Result<true, CaseRefusal | MachineRefusal | { kind: 'text_missing' }>> {
  const opened = await openCase(tx, command, actions.drop_proposal)
  if (!opened.ok) return opened
  const open = opened.value
  if (open.progress.proposal === null) return refuse({ kind: 'proposal_changed' })
  if (command.text.trim() === '') return refuse({ kind: 'text_missing' })
  const step = await takeStep(tx, open, { name: 'drop_proposal' }, {}, { text: command.text })
  if (!step.ok) return step
  await saveDropped(tx, open.referral.id, open.at)
  await closeReferralTasks(tx, open)
  if (open.authority !== null)
    await tellCase(tx, open, 'decision_returned', { page: 'decision', state: 'conciliation', only: [otherAuthority(open.authority)] })
  return ok(true)
}
