import { z } from 'zod'
import type { Day } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { countColumn, dayColumn, nullable, oreColumn } from '#platform/db/row.ts'
import type { Entry } from '#modules/ledger/index.ts'
import { statementOf } from '#modules/ledger/index.ts'
import type { Loan } from '../domain/loan.ts'
import type { RecordedEvent } from '../domain/recorded-event.ts'
import type { Stretch } from '../domain/stretch.ts'
import { eventsOf } from './events.ts'
import { loansAfter } from './loans.ts'
import { type LoanPayment, paymentsOfLoan } from './payments.ts'
import { stretchesOf } from './standings.ts'

const instalment = z.object({
  n: z.int(),
  due_on: dayColumn,
  payable_by: dayColumn,
  amount_ore: oreColumn,
  paid_ore: oreColumn,
  paid_on: nullable(dayColumn),
})
const paidTranche = z.object({ amount_ore: oreColumn, paid_by_event: z.string() })

/** A loan with all that is stored of it and all it can be reckoned from. */
export type CheckedLoan = {
  id: string
  loan: Loan
  events: RecordedEvent[]
  plan: { n: number; due: Day; payableBy: Day; amount: Ore; paid: Ore; paidOn: Day | null }[]
  tranches: { event: string; amount: Ore }[]
  entries: Entry[]
  stretches: Stretch[]
  payments: LoanPayment[]
}

/** Loans of every lender in the order of their identity, at most `most`, the first after `after`; for the owner, who sees them all. */
export async function loansToCheck(tx: Tx, after: string | null, most: number): Promise<CheckedLoan[]> {
  const checked: CheckedLoan[] = []
  for (const loan of await loansAfter(tx, after, most)) {
    const rows = await tx.rows(
      instalment,
      sql`select n, due_on, payable_by, amount_ore, paid_ore, paid_on from loans.instalment where loan_id = ${loan.id} order by n`,
    )
    const paid = await tx.rows(
      paidTranche,
      sql`select amount_ore, paid_by_event from loans.tranche where loan_id = ${loan.id} and paid_by_event is not null order by n`,
    )
    checked.push({
      id: loan.id,
      loan,
      events: await eventsOf(tx, loan.id),
      plan: rows.map((row) => ({
        n: row.n,
        due: row.due_on,
        payableBy: row.payable_by,
        amount: row.amount_ore,
        paid: row.paid_ore,
        paidOn: row.paid_on,
      })),
      tranches: paid.map((row) => ({ event: row.paid_by_event, amount: row.amount_ore })),
      entries: await statementOf(tx, loan.id),
      stretches: await stretchesOf(tx, loan.id),
      payments: await paymentsOfLoan(tx, loan.id),
    })
  }
  return checked
}

const batchTotals = z
  .object({ id: z.string(), orders: z.int(), sum_ore: oreColumn, n: countColumn, total: oreColumn, unbooked: countColumn })
  .transform((row) => ({ id: row.id, orders: row.orders, sum: row.sum_ore, n: row.n, total: row.total, unbooked: row.unbooked }))

/** Approved batches in the order of their identity, at most `most`, the first after `after`: the totals that were approved, and what the batch holds. */
export function batchesToCheck(tx: Tx, after: string | null, most: number): Promise<z.infer<typeof batchTotals>[]> {
  return tx.rows(
    batchTotals,
    sql`
    select b.id, b.orders, b.sum_ore, count(o.id) as n, coalesce(sum(o.amount_ore), 0)::bigint as total, count(o.id) filter (where o.event_id is null) as unbooked
    from loans.payment_batch b left join loans.payment_order o on o.batch_id = b.id
    where b.state = 'approved' and (${after}::uuid is null or b.id > ${after}::uuid) group by b.id order by b.id limit ${most}`,
  )
}
