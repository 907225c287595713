import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { loanActions } from '../actions.ts'
import type { ReferenceRate } from '../domain/reference-rate.ts'
import { insertRate } from '../store/reference-rates.ts'

/**
 * Enters a published rate for the lender's own loans, once for a request. It is added to the others: what was reckoned by an older one
 * stays as it was.
 */
export async function enterRate(
  tx: Tx,
  command: { actor: StaffActor; rate: Pick<ReferenceRate, 'kind' | 'validFrom' | 'value' | 'source'>; requestId: string; at: Instant },
): Promise<Result<true, NotPermitted>> {
  const { actor, rate, requestId, at } = command
  const permit = authorize(actor, loanActions.enter_rate, { ownerId: actor.organisationId })
  if (!permit.ok) return permit
  if (!(await insertRate(tx, rate, { organisationId: actor.organisationId, accountId: actor.accountId, requestId, at }))) return ok(true)
  const on = { noun: 'reference_rate', id: requestId as Id<'reference_rate'> }
  await recordChange(tx, { actor, action: loanActions.enter_rate, on, codes: { kind: rate.kind, value: Number(rate.value) }, at })
  return ok(true)
}
