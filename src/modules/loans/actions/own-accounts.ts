import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { loanActions } from '../actions.ts'
import { type AccountFacts, type ConfirmRefusal, type OwnAccountId, refusedConfirmation } from '../domain/own-account.ts'
import { decideAccount, insertAccount, lockAccount } from '../store/own-accounts.ts'

/** A constraint that says the same as the domain: one proposal at a time for an account. */
export const accountConstraints = { own_account_one_proposed: { kind: 'account_proposed_already' } } as const

/** Proposes an account of the lender's own, a change of one, or with `closes` that it is taken out of use. Nothing changes until another confirms. */
export async function proposeAccount(
  tx: Tx,
  command: { actor: StaffActor; requestId: string; at: Instant; facts: AccountFacts; closes: boolean },
): Promise<Result<true, NotPermitted>> {
  const { actor, requestId, at, facts, closes } = command
  const permit = authorize(actor, loanActions.propose_own_account, { ownerId: actor.organisationId })
  if (!permit.ok) return permit
  const made = { ...facts, id: requestId, lenderId: actor.organisationId, closes, by: actor.humanId, at }
  if (await insertAccount(tx, made))
    await recordChange(tx, {
      actor,
      action: loanActions.propose_own_account,
      on: { noun: 'own_account', id: requestId },
      codes: { closes },
      at,
    })
  return ok(true)
}

/** Why a proposal was not decided. */
export type DecideAccountRefusal = NotPermitted | { kind: 'no_such_account' } | ConfirmRefusal

/** Confirms a proposal, by another human than who made it; or drops it, which its maker may too. */
export async function decideOwnAccount(
  tx: Tx,
  command: { actor: StaffActor; id: OwnAccountId; decision: 'confirmed' | 'dropped'; at: Instant },
): Promise<Result<true, DecideAccountRefusal>> {
  const { actor, id, decision, at } = command
  const proposal = await lockAccount(tx, id)
  if (proposal === null) return refuse({ kind: 'no_such_account' })
  const permit = authorize(actor, loanActions.confirm_own_account, { ownerId: proposal.lenderId })
  if (!permit.ok) return permit
  // The second press of the same button.
  if (proposal.state === decision && proposal.decidedBy === actor.humanId) return ok(true)
  const refused = refusedConfirmation(proposal, actor.humanId)
  if (refused !== null && !(decision === 'dropped' && refused.kind === 'second_person_required')) return refuse(refused)
  await decideAccount(tx, proposal, { state: decision, by: actor.humanId, at })
  const codes = { decision }
  await recordChange(tx, { actor, action: loanActions.confirm_own_account, on: { noun: 'own_account', id }, codes, at })
  return ok(true)
}
