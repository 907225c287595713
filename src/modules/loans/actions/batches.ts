import type { StaffActor } from '#kernel/actor.ts'
import { nextBankDay } from '#kernel/bank-days.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { loanActions } from '../actions.ts'
import type { OwnAccountId } from '../domain/own-account.ts'
import {
  type ApproveBatchRefusal,
  type BatchId,
  type Outcome,
  type OutcomeRefusal,
  type PaymentId,
  checkBatch,
  judgeOutcome,
} from '../domain/payment.ts'
import type { EventRefusal } from '../domain/engine/index.ts'
import { ownAccounts } from '../store/own-accounts.ts'
import {
  type CountedBatch,
  type LoanPayment,
  batchById,
  insertBatch,
  lockBatch,
  lockPayment,
  paymentsIn,
  paymentsOf,
  saveApproved,
  saveDroppedBatch,
  saveOrdered,
  saveOutcome,
} from '../store/payments.ts'
import { type BookRefusal, bookPayment, unbookPayment } from './book-payment.ts'

type By = { actor: StaffActor; on: Day; at: Instant }

/** Why no batch was made. */
export type MakeBatchRefusal = NotPermitted | { kind: 'no_such_account' } | { kind: 'batch_empty' }

/** Gathers every payment that is released and in no batch, to be paid from an own account. The same request again makes none. */
export async function makeBatch(tx: Tx, command: By & { id: BatchId; accountId: OwnAccountId }): Promise<Result<true, MakeBatchRefusal>> {
  const { actor, id, accountId, on, at } = command
  const permit = authorize(actor, loanActions.make_batch, { ownerId: actor.organisationId })
  if (!permit.ok) return permit
  if ((await batchById(tx, id)) !== null) return ok(true)
  const accounts = await ownAccounts(tx, actor.organisationId)
  if (!accounts.some((one) => one.id === accountId)) return refuse({ kind: 'no_such_account' })
  if ((await paymentsIn(tx, actor.organisationId, 'released')).length === 0) return refuse({ kind: 'batch_empty' })
  const gathered = await insertBatch(tx, { id, lenderId: actor.organisationId, accountId, by: actor.humanId, on, at })
  // Another clerk may have gathered them at the same instant.
  if (gathered === 0) return refuse({ kind: 'batch_empty' })
  await recordChange(tx, { actor, action: loanActions.make_batch, on: { noun: 'payment_batch', id }, codes: { orders: gathered }, at })
  return ok(true)
}

/** The batch holds a payment to a borrower whom the actor may not see: done by them it would be done in part. */
export type PaymentsUnseen = { kind: 'payments_unseen' }

/** Every payment of a batch, for what is done with the whole of it. */
export async function wholeOf(tx: Tx, { id, orders }: CountedBatch): Promise<Result<LoanPayment[], PaymentsUnseen>> {
  const listed = await paymentsOf(tx, id)
  return listed.length < orders ? refuse({ kind: 'payments_unseen' }) : ok(listed)
}

/** Why a batch was not approved or dropped; `payment_not_payable` names the loan and what stands in the way. */
export type DecideBatchRefusal =
  | NotPermitted
  | { kind: 'no_such_batch' }
  | PaymentsUnseen
  | ApproveBatchRefusal
  | { kind: 'payment_not_payable'; number: string; why: BookRefusal }

/**
 * Approves a batch, by another human than who made it or released what is in it: every payment is booked on its loan, and the file can be
 * fetched. All or none: a payment that cannot be made any more is named and must be taken out first. Money is asked to move on the next bank day.
 */
export async function approveBatch(tx: Tx, command: By & { id: BatchId }): Promise<Result<true, DecideBatchRefusal>> {
  const { actor, id, on, at } = command
  const batch = await lockBatch(tx, id)
  if (batch === null) return refuse({ kind: 'no_such_batch' })
  const permit = authorize(actor, loanActions.approve_batch, { ownerId: batch.lenderId })
  if (!permit.ok) return permit
  const payments: LoanPayment[] = []
  const listed = await wholeOf(tx, batch)
  if (!listed.ok) return listed
  for (const { id: paymentId } of listed.value) {
    const locked = await lockPayment(tx, paymentId)
    if (locked !== null && locked.batchId === id) payments.push(locked)
  }
  const checked = checkBatch(batch, payments, actor.humanId)
  if (!checked.ok) return checked
  const booked = await bookAll(tx, command, payments)
  if (!booked.ok) return booked
  await saveApproved(tx, id, { by: actor.humanId, at, executeOn: nextBankDay(on), orders: payments.length, sum: checked.value })
  const codes = { orders: payments.length, sum_ore: checked.value.toString() }
  await recordChange(tx, { actor, action: loanActions.approve_batch, on: { noun: 'payment_batch', id }, codes, at })
  return ok(true)
}

async function bookAll(
  tx: Tx,
  by: By,
  payments: readonly LoanPayment[],
): Promise<Result<true, Extract<DecideBatchRefusal, { kind: 'payment_not_payable' }>>> {
  for (const payment of payments) {
    const booked = await bookPayment(tx, by, payment)
    if (!booked.ok) return refuse({ kind: 'payment_not_payable', number: payment.number, why: booked.refusal })
    await saveOrdered(tx, payment.id, booked.value)
  }
  return ok(true)
}

/** Drops a draft; its payments wait for another batch. */
export async function dropBatch(tx: Tx, command: By & { id: BatchId }): Promise<Result<true, DecideBatchRefusal>> {
  const { actor, id, at } = command
  const batch = await lockBatch(tx, id)
  if (batch === null) return refuse({ kind: 'no_such_batch' })
  const permit = authorize(actor, loanActions.make_batch, { ownerId: batch.lenderId })
  if (!permit.ok) return permit
  if (batch.state === 'dropped') return ok(true)
  if (batch.state !== 'draft') return refuse({ kind: 'batch_decided_already' })
  await saveDroppedBatch(tx, id)
  await recordChange(tx, { actor, action: loanActions.make_batch, on: { noun: 'payment_batch', id }, codes: { dropped: true }, at })
  return ok(true)
}

/** Why an outcome was not written. */
export type SettleRefusal = NotPermitted | { kind: 'no_such_payment' } | OutcomeRefusal | EventRefusal

/**
 * Writes what became of a payment that was sent. A rejection, and money that comes back, takes the booking back and leaves the tranche free
 * to be sent again. Told twice, it changes nothing; answers whether it changed something.
 */
export async function settlePayment(
  tx: Tx,
  command: By & { id: PaymentId; outcome: Outcome },
): Promise<Result<{ changed: boolean }, SettleRefusal>> {
  const { actor, id, outcome, at } = command
  const payment = await lockPayment(tx, id)
  if (payment === null) return refuse({ kind: 'no_such_payment' })
  const permit = authorize(actor, loanActions.settle_payment, { ownerId: payment.lenderId })
  if (!permit.ok) return permit
  const judged = judgeOutcome(payment, outcome)
  if (!judged.ok) return judged
  if (judged.value === null) return ok({ changed: false })
  const undone = outcome.state === 'paid' ? ok(null) : await unbookPayment(tx, command, payment)
  if (!undone.ok) return undone
  const reason = outcome.state === 'paid' ? null : outcome.reason
  await saveOutcome(tx, id, { state: outcome.state, on: outcome.on, reason, undoneBy: undone.value })
  const codes = { outcome: outcome.state }
  const { personId } = payment
  await recordChange(tx, { actor, action: loanActions.settle_payment, on: { noun: 'payment_order', id }, personId, codes, at })
  return ok({ changed: true })
}
