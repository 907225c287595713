import { ore } from '#kernel/money.ts'
import { newId } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import type { LoanId } from '../domain/loan.ts'
import type { BatchId, PaymentId } from '../domain/payment.ts'
import { type BankLineId, type KeptLine, settleLine } from '../store/bank-lines.ts'
import { insertMeaning, paymentsIn } from '../store/line-meanings.ts'
import { batchById, paymentById } from '../store/payments.ts'
import { type By, type LineRefusal, lockedLine } from './bank-lines.ts'
import { type PaymentsUnseen, type SettleRefusal, settlePayment, wholeOf } from './batches.ts'
import { type MoneyRefusal, moveMoney } from './money.ts'

/** What a movement was, when it is no payment on a loan: a payment or a batch that went out, one that came back, a payment in that was returned. */
export type LineMeaning =
  | { kind: 'order_paid' | 'order_back'; paymentId: PaymentId }
  | { kind: 'batch_paid'; batchId: BatchId }
  | { kind: 'payment_back'; eventId: string; loanId: LoanId }

/** Why a movement was not settled so. */
export type MeaningRefusal =
  | LineRefusal
  | SettleRefusal
  | MoneyRefusal
  | { kind: 'no_such_batch' }
  | PaymentsUnseen
  | { kind: 'other_amount' }

/** Settles a movement by what it was: the payments are written as paid or come back, or the payment in is undone. One transaction; a line is settled once. */
export async function meanLine(tx: Tx, command: By & { lineId: BankLineId; meaning: LineMeaning }): Promise<Result<true, MeaningRefusal>> {
  const { actor, lineId, meaning, requestId, at } = command
  const locked = await lockedLine(tx, command)
  if (!locked.ok) return locked
  const line = locked.value
  if (line === null) return ok(true)
  const done = await carryOut(tx, command, line, meaning)
  if (!done.ok) return done
  await settleLine(tx, lineId, { state: 'used', requestId, accountId: actor.accountId, at, note: null })
  await insertMeaning(tx, { lineId, ...done.value })
  return ok(true)
}

type Meant = Omit<Parameters<typeof insertMeaning>[1], 'lineId'>

async function carryOut(tx: Tx, command: By, line: KeptLine, meaning: LineMeaning): Promise<Result<Meant, MeaningRefusal>> {
  switch (meaning.kind) {
    case 'order_paid':
    case 'order_back':
      return onePayment(tx, command, line, meaning)
    case 'batch_paid':
      return wholeBatch(tx, command, line, meaning.batchId)
    case 'payment_back':
      return paymentBack(tx, command, line, meaning)
  }
}

async function onePayment(
  tx: Tx,
  { actor, on, at }: By,
  line: KeptLine,
  { kind, paymentId }: Extract<LineMeaning, { paymentId: PaymentId }>,
): Promise<Result<Meant, MeaningRefusal>> {
  const payment = await paymentById(tx, paymentId)
  if (payment === null) return refuse({ kind: 'no_such_payment' })
  if (line.amount !== (kind === 'order_paid' ? 0n - payment.amount : payment.amount)) return refuse({ kind: 'other_amount' })
  const reason = line.text === '' ? line.name || '–' : line.text
  const outcome =
    kind === 'order_paid'
      ? ({ state: 'paid', on: line.bookedOn } as const)
      : ({ state: 'came_back', on: line.bookedOn, reason: reason.slice(0, 140) } as const)
  const settled = await settlePayment(tx, { actor, on, at, id: paymentId, outcome })
  return settled.ok ? ok({ kind, paymentId }) : settled
}

async function wholeBatch(tx: Tx, { actor, on, at }: By, line: KeptLine, batchId: BatchId): Promise<Result<Meant, MeaningRefusal>> {
  const batch = await batchById(tx, batchId)
  if (batch === null) return refuse({ kind: 'no_such_batch' })
  if (line.amount !== 0n - batch.total) return refuse({ kind: 'other_amount' })
  const listed = await wholeOf(tx, batch)
  if (!listed.ok) return listed
  for (const payment of listed.value) {
    if (payment.state !== 'ordered') continue
    const settled = await settlePayment(tx, { actor, on, at, id: payment.id, outcome: { state: 'paid', on: line.bookedOn } })
    if (!settled.ok) return settled
  }
  return ok({ kind: 'batch_paid', batchId })
}

async function paymentBack(
  tx: Tx,
  { actor, on, at }: By,
  line: KeptLine,
  { eventId, loanId }: Extract<LineMeaning, { eventId: string }>,
): Promise<Result<Meant, MeaningRefusal>> {
  const candidates = line.amount < 0n ? await paymentsIn(tx, line.lenderId, { amount: ore(0n - line.amount), until: line.bookedOn }) : []
  if (!candidates.some((one) => one.eventId === eventId && one.loanId === loanId)) return refuse({ kind: 'other_amount' })
  const undoId = newId<'event'>()
  const undone = await moveMoney(tx, { actor, loanId, requestId: undoId, on, at, move: { kind: 'undo', eventId } })
  return undone.ok ? ok({ kind: 'payment_back', eventId: undoId }) : undone
}
