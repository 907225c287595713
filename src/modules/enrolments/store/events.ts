import { z } from 'zod'
import type { AccountId, Actor, OrganisationId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Tx, json, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import type { EnrolmentId } from '../domain/enrolment.ts'
import type { RunEvent } from '../domain/run-event.ts'
import type { Run } from '../domain/run.ts'
import { runEventSchema, whereItLed } from './run-event-row.ts'

/** An event as it was recorded. `reason` is null where there is none, or where it is not for the reader. */
export type RecordedEvent = {
  id: bigint
  event: RunEvent
  recordedAt: Instant
  accountId: AccountId | null
  organisationId: OrganisationId | null
  reason: string | null
  words: string | null
  placeNumber: number | null
  /** Last day of the run as planned after the event, once it has started. */
  runEndsOn: Day | null
}

/** Who did it, what was given for it, and where the run then stood. */
export type Recording = {
  actor: Actor
  reason: string | null
  words: string
  run: Run
  placeNumber: number | null
  requestId: string | null
  at: Instant
}

/** Adds an event. A pause's reason goes to its own table, since it may be illness; free text to one that can be erased. */
export async function saveEvent(tx: Tx, id: EnrolmentId, event: RunEvent, recording: Recording): Promise<void> {
  const { actor, reason, words, run, placeNumber, requestId, at } = recording
  const { name, on, ...facts } = event
  const accountId = actor.kind === 'system' ? null : actor.accountId
  const organisationId = actor.kind === 'citizen' ? null : actor.organisationId
  const days = Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, value instanceof Temporal.PlainDate ? value.toString() : value]),
  )
  const payload = json({ ...days, ...whereItLed(run, placeNumber) })
  const { id: eventId } = await tx.one(
    z.object({ id: z.bigint() }),
    sql`insert into enrolments.event (enrolment_id, name, effective_on, recorded_at, account_id, organisation_id, reason, payload, request_id)
        values (${id}, ${name}, ${on}, ${at}, ${accountId}, ${organisationId}, ${name === 'pause' ? null : reason}, ${payload}::jsonb, ${requestId})
        returning id`,
  )
  if (name === 'pause' && reason !== null)
    await tx.run(sql`insert into enrolments.pause_reason (event_id, enrolment_id, reason) values (${eventId}, ${id}, ${reason})`)
  if (words !== '')
    await tx.run(sql`insert into enrolments.event_words (event_id, enrolment_id, words) values (${eventId}, ${id}, ${words})`)
}

const recordedRow = z
  .object({
    id: z.bigint(),
    event: runEventSchema,
    recorded_at: instantColumn,
    account_id: idColumn<'account'>().nullable(),
    organisation_id: idColumn<'organisation'>().nullable(),
    reason: z.string().nullable(),
    words: z.string().nullable(),
    place_number: z.int().nullable(),
    run_ends_on: dayColumn.nullable(),
  })
  .transform(
    ({ recorded_at, account_id, organisation_id, place_number, run_ends_on, ...same }): RecordedEvent => ({
      ...same,
      recordedAt: recorded_at,
      accountId: account_id,
      organisationId: organisation_id,
      placeNumber: place_number,
      runEndsOn: run_ends_on,
    }),
  )

/** Everything recorded of a run, in order. A pause's reason and its words are read only when `pauseReasons` says they may be shown. */
export function recordedEvents(tx: Tx, id: EnrolmentId, { pauseReasons }: { pauseReasons: boolean }): Promise<RecordedEvent[]> {
  return tx.rows(
    recordedRow,
    sql`select v.id, v.payload || jsonb_build_object('name', v.name, 'on', v.effective_on) as event, v.recorded_at, v.account_id, v.organisation_id,
               coalesce(v.reason, case when ${pauseReasons}::boolean then p.reason end) as reason,
               case when v.name <> 'pause' or ${pauseReasons}::boolean then w.words end as words,
               (v.payload ->> 'placeNumber')::int as place_number, (v.payload ->> 'runEndsOn')::date as run_ends_on
        from enrolments.event v
        left join enrolments.pause_reason p on p.event_id = v.id
        left join enrolments.event_words w on w.event_id = v.id
        where v.enrolment_id = ${id}
        order by v.id`,
  )
}

/** Deletes the free text and the pause reasons of a person's runs: what erasure asks of this module. */
export async function eraseWords(tx: Tx, personId: string): Promise<void> {
  const ofPerson = sql`enrolment_id in (select e.id from enrolments.enrolment e where e.person_id = ${personId})`
  await tx.run(sql`delete from enrolments.event_words where ${ofPerson}`)
  await tx.run(sql`delete from enrolments.pause_reason where ${ofPerson}`)
}

/** True when the request has already been recorded: the same button pressed twice. */
export async function isRecorded(tx: Tx, id: EnrolmentId, requestId: string): Promise<boolean> {
  return (
    (await tx.rows(z.object({}), sql`select from enrolments.event where enrolment_id = ${id} and request_id = ${requestId}`)).length > 0
  )
}
