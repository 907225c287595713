import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Tx, join, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import type { LoanId } from '../domain/loan.ts'
import { type LoanEventName, loanSteps } from '../domain/loan-machine.ts'
import { type RecordedEvent, payloadSchema } from '../domain/recorded-event.ts'

const eventName = z.string().refine((name): name is LoanEventName => Object.hasOwn(loanSteps, name))

/** A row of the log as the database gives it. */
export const eventRow = z
  .object({
    event_id: z.string(),
    name: eventName,
    effective_on: dayColumn,
    recorded_at: instantColumn,
    account_id: z.string().nullable(),
    organisation_id: z.string().nullable(),
    reason: z.string().nullable(),
    payload: payloadSchema,
    words: z.string().nullable(),
  })
  .transform(
    (row): RecordedEvent => ({
      id: row.event_id,
      name: row.name,
      on: row.effective_on,
      at: row.recorded_at,
      accountId: row.account_id,
      organisationId: row.organisation_id,
      reason: row.reason,
      payload: row.payload,
      amount: row.payload.amount ?? null,
      undoes: row.name === 'undo' || row.name === 'undo_deferral' || row.name === 'take_interest_back' ? (row.payload.event ?? null) : null,
      words: row.words,
    }),
  )

/** What happened to a loan, in order of entry. */
export function eventsOf(tx: Tx, loanId: LoanId): Promise<RecordedEvent[]> {
  return tx.rows(
    eventRow,
    sql`
    select e.event_id, e.name, e.effective_on, e.recorded_at, e.account_id, e.organisation_id, e.reason, e.payload, w.words
    from loans.event e left join loans.event_words w on w.event_id = e.event_id
    where e.loan_id = ${loanId} order by e.id`,
  )
}

/** What happened to each of these loans, in order of entry. */
export async function eventsOfEach(tx: Tx, loanIds: readonly LoanId[]): Promise<Map<LoanId, RecordedEvent[]>> {
  const row = z.object({ loan_id: idColumn<'loan'>() }).and(eventRow)
  const rows = await tx.rows(
    row,
    sql`
    select e.loan_id, e.event_id, e.name, e.effective_on, e.recorded_at, e.account_id, e.organisation_id, e.reason, e.payload, w.words
    from loans.event e left join loans.event_words w on w.event_id = e.event_id
    where e.loan_id = any(${[...loanIds]}::uuid[]) order by e.id`,
  )
  return Map.groupBy(rows, ({ loan_id }) => loan_id)
}

const application = z.object({ loan_id: idColumn<'loan'>(), applied_on: dayColumn })

/** The day each loan's application was last sent. */
export async function lastSentOn(tx: Tx, loanIds: readonly LoanId[]): Promise<Map<LoanId, Day>> {
  if (loanIds.length === 0) return new Map()
  const rows = await tx.rows(
    application,
    sql`select distinct on (loan_id) loan_id, effective_on as applied_on from loans.event
        where loan_id = any(${[...loanIds]}::uuid[]) and name in ('apply', 'apply_again') order by loan_id, id desc`,
  )
  return new Map(rows.map((row) => [row.loan_id, row.applied_on]))
}

/** An event to record; `words` go into the erasable row beside it. */
export type NewEvent = {
  id: string
  loanId: LoanId
  name: LoanEventName
  on: Day
  at: Instant
  actor: Actor
  reason?: string | null
  payload?: object
  words?: string | null
}

/** Records an event; false when this request has been recorded before. */
export async function insertEvent(tx: Tx, event: NewEvent): Promise<boolean> {
  const { words = null } = event
  const made = await insertEvents(tx, [event])
  if (made === 1 && words !== null)
    await tx.run(sql`insert into loans.event_words (event_id, loan_id, words) values (${event.id}, ${event.loanId}, ${words})`)
  return made === 1
}

/** Records events without words, in this order; answers how many had not been recorded before. */
export function insertEvents(tx: Tx, events: readonly Omit<NewEvent, 'words'>[]): Promise<number> {
  const rows = events.map((event) => {
    const { actor } = event
    const accountId = actor.kind === 'system' ? null : actor.accountId
    const organisationId = actor.kind === 'citizen' ? null : actor.organisationId
    return sql`(${event.id}::uuid, ${event.loanId}::uuid, ${event.name}, ${event.on}::date, ${event.at}::timestamptz, ${accountId}::uuid,
      ${organisationId}::uuid, ${event.reason ?? null}, ${event.payload ?? {}}::jsonb)`
  })
  return tx.run(sql`
    insert into loans.event (event_id, loan_id, name, effective_on, recorded_at, account_id, organisation_id, reason, payload)
    values ${join(rows)} on conflict (event_id) do nothing`)
}
