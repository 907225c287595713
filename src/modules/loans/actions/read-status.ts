import type { StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { loanActions } from '../actions.ts'
import { endToEndOf, type Outcome } from '../domain/payment.ts'
import type { PaymentStatus, StatusReport } from '../domain/payment-file.ts'
import { type LoanPayment, batchOfMessage, lockBatch, paymentsOf } from '../store/payments.ts'
import { settlePayment } from './batches.ts'

/** How many payments a report told as paid and as rejected, how many it changed nothing for, and how many it could not be written for. */
export type StatusCounts = { paid: number; rejected: number; same: number; other: number }

/**
 * Writes the bank's status report on the payments of the batch it answers. What it says of a payment wins over what it says of the whole.
 * Read twice, it changes nothing.
 */
export async function readStatus(
  tx: Tx,
  command: { actor: StaffActor; on: Day; at: Instant; report: StatusReport },
): Promise<Result<StatusCounts, NotPermitted | { kind: 'no_such_batch' }>> {
  const { actor, on, at, report } = command
  const permit = authorize(actor, loanActions.settle_payment, { ownerId: actor.organisationId })
  if (!permit.ok) return permit
  const batch = await batchOfMessage(tx, actor.organisationId, report.messageId)
  if (batch === null) return refuse({ kind: 'no_such_batch' })
  await lockBatch(tx, batch.id)
  const counts: StatusCounts = { paid: 0, rejected: 0, same: 0, other: 0 }
  for (const payment of await paymentsOf(tx, batch.id)) {
    const outcome = outcomeOf(payment, report.statuses, on)
    const settled = outcome === null ? ok({ changed: false }) : await settlePayment(tx, { actor, on, at, id: payment.id, outcome })
    if (!settled.ok) counts.other += 1
    else if (outcome === null || !settled.value.changed) counts.same += 1
    else counts[outcome.state === 'paid' ? 'paid' : 'rejected'] += 1
  }
  return ok(counts)
}

function outcomeOf(payment: LoanPayment, statuses: readonly PaymentStatus[], on: Day): Outcome | null {
  const own = statuses.find((one) => one.endToEnd === endToEndOf(payment.id))
  const said = own ?? statuses.find((one) => one.endToEnd === null)
  if (said === undefined || said.status === 'under_way') return null
  return said.status === 'paid' ? { state: 'paid', on } : { state: 'rejected', on, reason: said.reason }
}
