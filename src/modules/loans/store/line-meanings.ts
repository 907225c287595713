import { z } from 'zod'
import type { OrganisationId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, nullable } from '#platform/db/row.ts'
import type { LoanId } from '../domain/loan.ts'
import type { BatchId, PaymentId } from '../domain/payment.ts'
import type { BankLineId } from './bank-lines.ts'

/** What a movement that is no payment on a loan was. */
export const meaningKinds = ['order_paid', 'batch_paid', 'order_back', 'payment_back'] as const
/** One of them. */
export type MeaningKind = (typeof meaningKinds)[number]

/** Ties a movement to what it was. */
export async function insertMeaning(
  tx: Tx,
  given: { lineId: BankLineId; kind: MeaningKind; paymentId?: PaymentId; batchId?: BatchId; eventId?: string },
): Promise<void> {
  await tx.run(sql`
    insert into loans.bank_settlement (line_id, kind, order_id, batch_id, event_id)
    values (${given.lineId}, ${given.kind}, ${given.paymentId ?? null}, ${given.batchId ?? null}, ${given.eventId ?? null})`)
}

const meaningRow = z
  .object({ kind: z.enum(meaningKinds), loan_id: nullable(idColumn<'loan'>()), batch_id: nullable(idColumn<'payment_batch'>()) })
  .transform((row) => ({ kind: row.kind, loanId: row.loan_id, batchId: row.batch_id }))

/** What a settled movement was, with the loan or the batch it was about; null when it was used for payments. */
export function meaningOf(tx: Tx, lineId: BankLineId): Promise<z.infer<typeof meaningRow> | null> {
  return tx.maybe(
    meaningRow,
    sql`
    select s.kind, coalesce(o.loan_id, e.loan_id) as loan_id, s.batch_id
    from loans.bank_settlement s left join loans.payment_order o on o.id = s.order_id left join loans.event e on e.event_id = s.event_id
    where s.line_id = ${lineId}`,
  )
}

const toldRow = z
  .object({ line_id: idColumn<'bank_line'>(), order_id: idColumn<'payment_order'>(), kind: z.enum(['order_paid', 'order_back']) })
  .transform((row) => ({ lineId: row.line_id, paymentId: row.order_id, kind: row.kind }))

/** Open movements that the bank told with the end-to-end id of a payment of ours, and its amount: out when it was paid, in when it came back. */
export function toldPayments(tx: Tx, lenderId: OrganisationId, limit: number): Promise<z.infer<typeof toldRow>[]> {
  return tx.rows(
    toldRow,
    sql`
    select b.id as line_id, o.id as order_id, case when b.amount_ore < 0 then 'order_paid' else 'order_back' end as kind
    from loans.bank_line b
    join loans.payment_order o on o.lender_id = b.lender_id and upper(replace(o.id::text, '-', '')) = b.end_to_end and o.amount_ore = abs(b.amount_ore)
    where b.lender_id = ${lenderId} and b.state = 'open' and b.end_to_end is not null and o.state in ('ordered', 'paid')
    order by b.booked_on, b.n limit ${limit}`,
  )
}

const paidInRow = z
  .object({ event_id: z.string(), loan_id: idColumn<'loan'>(), number: z.string(), effective_on: dayColumn })
  .transform((row) => ({ eventId: row.event_id, loanId: row.loan_id, number: row.number, on: row.effective_on }))

/** A payment in that has not been taken back. */
export type PaidIn = { eventId: string; loanId: LoanId; number: string; on: Day }

/** Payments of an amount on the lender's loans up to and with a day that have not been taken back, the latest first, at most ten. */
export function paymentsIn(tx: Tx, lenderId: OrganisationId, { amount, until }: { amount: Ore; until: Day }): Promise<PaidIn[]> {
  return tx.rows(
    paidInRow,
    sql`
    select e.event_id, e.loan_id, l.number, e.effective_on from loans.event e join loans.loan l on l.id = e.loan_id
    where l.lender_id = ${lenderId} and e.name = 'pay' and e.payload ->> 'amount' = ${amount.toString()} and e.effective_on <= ${until}
      and not exists (select from loans.event u where u.loan_id = e.loan_id and u.name = 'undo' and u.payload ->> 'event' = e.event_id::text)
    order by e.effective_on desc, e.id desc limit 10`,
  )
}
