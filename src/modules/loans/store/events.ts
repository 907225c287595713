import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { ore } from '#kernel/money.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn, oreColumn } from '#platform/db/row.ts'
import type { LoanEvent } from '../domain/engine/index.ts'
import type { LoanId, LoanTerms } from '../domain/loan.ts'
import { type LoanEventName, loanEvents } from '../domain/loan-machine.ts'

const amount = z.string().transform((text) => ore(BigInt(text)))

const eventRow = z
  .object({
    event_id: z.string(),
    name: z.enum(loanEvents),
    effective_on: dayColumn,
    recorded_at: instantColumn,
    account_id: z.string().nullable(),
    reason: z.string().nullable(),
    payload: z.object({ amount: amount.optional(), event: z.string().optional() }),
  })
  .transform((row) => ({
    id: row.event_id,
    name: row.name,
    on: row.effective_on,
    at: row.recorded_at,
    accountId: row.account_id,
    reason: row.reason,
    amount: row.payload.amount ?? null,
    undoes: row.payload.event ?? null,
  }))

/** An event of a loan as it was recorded. */
export type RecordedEvent = z.infer<typeof eventRow>

/** What happened to a loan, in order of entry. */
export function eventsOf(tx: Tx, loanId: LoanId): Promise<RecordedEvent[]> {
  return tx.rows(
    eventRow,
    sql`select event_id, name, effective_on, recorded_at, account_id, reason, payload from loans.event where loan_id = ${loanId} order by id`,
  )
}

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
               ${asked.knownAt}::timestamptz as recorded_at, null::text as account_id, null::text as reason, payload
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

/** An event to record. */
export type NewEvent = {
  id: string
  loanId: LoanId
  name: LoanEventName
  on: Day
  at: Instant
  actor: Actor
  reason?: string | null
  payload?: Record<string, string>
}

/** Records an event; false when this request has been recorded before. */
export async function insertEvent(tx: Tx, event: NewEvent): Promise<boolean> {
  const { actor } = event
  const accountId = actor.kind === 'system' ? null : actor.accountId
  const organisationId = actor.kind === 'citizen' ? null : actor.organisationId
  const made = await tx.run(sql`
    insert into loans.event (event_id, loan_id, name, effective_on, recorded_at, account_id, organisation_id, reason, payload)
    values (${event.id}, ${event.loanId}, ${event.name}, ${event.on}, ${event.at}, ${accountId}, ${organisationId}, ${event.reason ?? null},
            ${event.payload ?? {}})
    on conflict (event_id) do nothing`)
  return made === 1
}

/** The events that move money, as the engine takes them. */
export function moneyLog(events: readonly RecordedEvent[]): LoanEvent[] {
  return events.flatMap((event): LoanEvent[] => {
    const { id, on } = event
    if ((event.name === 'pay_out' || event.name === 'pay') && event.amount !== null)
      return [{ id, on, kind: event.name, amount: event.amount }]
    return event.name === 'undo' && event.undoes !== null ? [{ id, on, kind: 'undo', eventId: event.undoes }] : []
  })
}
