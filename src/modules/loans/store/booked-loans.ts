import { z } from 'zod'
import type { Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn, oreColumn } from '#platform/db/row.ts'
import type { LoanId, LoanTerms } from '../domain/loan.ts'
import type { RecordedEvent } from '../domain/recorded-event.ts'
import { eventRow } from './events.ts'

/** What the book of an agreement holds of a loan: its terms and its events as known at a moment, without the person. */
export type BookedLoan = { id: LoanId; caseNumber: string; terms: LoanTerms; events: RecordedEvent[] }

const bookRow = z.object({
  loan_id: idColumn<'loan'>(),
  case_number: z.string(),
  amount_ore: oreColumn,
  terms: z.int(),
  start_pause_months: z.int(),
  anchor_day: z.int(),
  step_ore: oreColumn,
})

/** The loans of an agreement as known at a moment (loans.book), for whoever may read the agreement's figures. */
export async function bookedLoans(tx: Tx, asked: { agreementId: Id<'agreement'>; knownAt: Instant }): Promise<BookedLoan[]> {
  const rows = await tx.rows(
    bookRow.and(eventRow),
    sql`select loan_id, case_number, amount_ore, terms, start_pause_months, anchor_day, step_ore, event_id, name, effective_on,
               ${asked.knownAt}::timestamptz as recorded_at, null::text as account_id, null::text as organisation_id, null::text as reason, payload, null::text as words
        from loans.book(${asked.agreementId}, ${asked.knownAt})`,
  )
  const loans = new Map<LoanId, BookedLoan>()
  for (const row of rows) {
    const known = loans.get(row.loan_id)
    if (known !== undefined) known.events.push(row)
    else {
      const terms = {
        amount: row.amount_ore,
        terms: row.terms,
        startPauseMonths: row.start_pause_months,
        anchorDay: row.anchor_day,
        step: row.step_ore,
      }
      loans.set(row.loan_id, { id: row.loan_id, caseNumber: row.case_number, terms, events: [row] })
    }
  }
  return [...loans.values()]
}
