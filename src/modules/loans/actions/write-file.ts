import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange, recordRead } from '#modules/audit/index.ts'
import { addressee, cprForPaper } from '#modules/people/index.ts'
import { loanActions } from '../actions.ts'
import { type BatchId, endToEndOf } from '../domain/payment.ts'
import type { PaymentFile } from '../domain/payment-file.ts'
import { accountById } from '../store/own-accounts.ts'
import { batchById } from '../store/payments.ts'
import { type PaymentsUnseen, wholeOf } from './batches.ts'

/** Why no file was written. */
export type FileRefusal =
  | NotPermitted
  | { kind: 'no_such_batch' }
  | { kind: 'batch_not_approved' }
  | PaymentsUnseen
  | { kind: 'no_cpr'; number: string }

/**
 * What goes to the bank for an approved batch, with CPR numbers: each fetch is logged, on the batch and on every borrower. Payments that were
 * rejected or came back stay in it: it is the file that was approved.
 */
export async function paymentFileOf(
  tx: Tx,
  command: { actor: StaffActor; id: BatchId; at: Instant; textOf: (number: string) => string },
): Promise<Result<{ file: PaymentFile; number: string }, FileRefusal>> {
  const { actor, id, at, textOf } = command
  const batch = await batchById(tx, id)
  if (batch === null) return refuse({ kind: 'no_such_batch' })
  const permit = authorize(actor, loanActions.download_batch, { ownerId: batch.lenderId })
  if (!permit.ok) return permit
  if (batch.approvedAt === null || batch.executeOn === null) return refuse({ kind: 'batch_not_approved' })
  const account = await accountById(tx, batch.accountId)
  assert(account !== null, 'a batch has its account')
  const payments: PaymentFile['payments'][number][] = []
  const listed = await wholeOf(tx, batch)
  if (!listed.ok) return listed
  for (const payment of listed.value) {
    const { personId, amount, number, cvr } = payment
    const cpr = cvr === null ? await cprForPaper(tx, personId) : null
    const payee = cvr === null ? { kind: 'cpr' as const, number: cpr ?? '' } : { kind: 'cvr' as const, number: cvr }
    if (payee.number === '') return refuse({ kind: 'no_cpr', number })
    await recordRead(tx, { actor, page: loanActions.download_batch.name, personId, on: { noun: 'payment_order', id: payment.id }, at })
    const name = (await addressee(tx, personId))?.name ?? number
    payments.push({ endToEnd: endToEndOf(payment.id), amount, name, payee, text: textOf(number) })
  }
  await recordChange(tx, {
    actor,
    action: loanActions.download_batch,
    on: { noun: 'payment_batch', id },
    codes: { orders: payments.length },
    at,
  })
  const debtor = { name: account.holder, account: account.account, bic: account.bic }
  const { messageId, executeOn, approvedAt } = batch
  return ok({ number: batch.number, file: { format: account.format, messageId, at: approvedAt, executeOn, debtor, payments } })
}
