import { z } from 'zod'
import type { PersonId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Sql, type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn } from '#platform/db/row.ts'
import { type Enrolment, type EnrolmentId, enrolmentFrom } from '../domain/enrolment.ts'
import { type Run, ballOfRun, openPause } from '../domain/run.ts'
import { runEventSchema } from './run-event-row.ts'

const row = z.object({
  id: idColumn<'enrolment'>(),
  referral_id: idColumn<'referral'>(),
  person_id: idColumn<'person'>(),
  agreement_id: idColumn<'agreement'>(),
  case_number: z.string(),
  ball_since: dayColumn,
  place_number: z.int().nullable(),
  events: z.array(runEventSchema),
})

// An event's row as one document: its payload with name and day laid over it.
const selected = sql`
  select e.id, e.referral_id, e.person_id, e.agreement_id, e.case_number, e.ball_since, e.place_number,
    (select jsonb_agg(v.payload || jsonb_build_object('name', v.name, 'on', v.effective_on) order by v.id)
     from enrolments.event v where v.enrolment_id = e.id) as events
  from enrolments.enrolment e`

const enrolmentRow = row.transform(
  ({ id, referral_id, person_id, agreement_id, case_number, ball_since, place_number, events }): Enrolment =>
    enrolmentFrom(
      {
        id,
        referralId: referral_id,
        personId: person_id,
        agreementId: agreement_id,
        caseNumber: case_number,
        ballSince: ball_since,
        placeNumber: place_number,
      },
      events,
    ),
)

function found(tx: Tx, where: Sql): Promise<Enrolment | null> {
  return tx.maybe(enrolmentRow, sql`${selected} ${where}`)
}

/** The run, or null when the session may not see its person. */
export function enrolment(tx: Tx, id: EnrolmentId): Promise<Enrolment | null> {
  return found(tx, sql`where e.id = ${id}`)
}

/** The run that came of a referral, or null while there is none. */
export function enrolmentOfReferral(tx: Tx, referralId: Id<'referral'>): Promise<Enrolment | null> {
  return found(tx, sql`where e.referral_id = ${referralId}`)
}

/** The runs of a person, the newest first. */
export function enrolmentsOfPerson(tx: Tx, personId: PersonId): Promise<Enrolment[]> {
  return tx.rows(enrolmentRow, sql`${selected} where e.person_id = ${personId} order by e.accepted_on desc, e.id`)
}

/** Every run under an agreement that the session may see, by case number. */
export function enrolmentsOf(tx: Tx, agreementId: Id<'agreement'>): Promise<Enrolment[]> {
  return tx.rows(enrolmentRow, sql`${selected} where e.agreement_id = ${agreementId} order by e.case_number`)
}

/** The runs of these identities that the session may see, in no order. */
export function enrolmentsByIds(tx: Tx, ids: readonly string[]): Promise<Enrolment[]> {
  return tx.rows(enrolmentRow, sql`${selected} where e.id = any(${[...ids]}::uuid[])`)
}

/** Runs in the order of their identity, at most `most`, the first after `after`. */
export function enrolmentsAfter(tx: Tx, after: string | null, most: number): Promise<Enrolment[]> {
  return tx.rows(enrolmentRow, sql`${selected} where ${after}::uuid is null or e.id > ${after}::uuid order by e.id limit ${most}`)
}

const storedRun = z.object({ state: z.string(), ball: z.string().nullable(), paused: z.boolean(), led_to: z.string() })

/** What is kept of a run beside its events, and the state its last event says it led to. */
export function storedRunOf(tx: Tx, id: EnrolmentId): Promise<z.output<typeof storedRun>> {
  return tx.one(
    storedRun,
    sql`select e.state, e.ball, e.paused,
               (select v.payload ->> 'state' from enrolments.event v where v.enrolment_id = e.id order by v.id desc limit 1) as led_to
        from enrolments.enrolment e where e.id = ${id}`,
  )
}

/** The run, locked until the transaction ends; the events are read after the lock, so that nothing of a racing act is missed. */
export async function lockEnrolment(tx: Tx, id: EnrolmentId): Promise<Enrolment | null> {
  const locked = await tx.run(sql`select from enrolments.enrolment where id = ${id} for update`)
  return locked === 1 ? enrolment(tx, id) : null
}

/** Locks the line of an agreement: who stands where may not change while a place is offered. */
export async function lockLine(tx: Tx, agreementId: Id<'agreement'>): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${agreementId}, 9))`)
}

/** How many wait under an agreement, also for one who may see none of them. */
export async function lineLength(tx: Tx, agreementId: Id<'agreement'>): Promise<number> {
  return (await tx.one(z.object({ waiting: z.int() }), sql`select enrolments.line_length(${agreementId}) as waiting`)).waiting
}

/** Whether the referral already has its run. */
export async function hasEnrolment(tx: Tx, referralId: Id<'referral'>): Promise<boolean> {
  return (await tx.rows(z.object({}), sql`select from enrolments.enrolment where referral_id = ${referralId}`)).length > 0
}

/** Keeps a new run; its admission follows as its first event. */
export async function saveNew(
  tx: Tx,
  made: { id: EnrolmentId; referralId: Id<'referral'>; personId: PersonId; agreementId: Id<'agreement'>; caseNumber: string },
  run: Run,
  { on, at, nextDueOn }: { on: Day; at: Instant; nextDueOn: Day | null },
): Promise<void> {
  await tx.run(sql`
    insert into enrolments.enrolment (id, referral_id, person_id, agreement_id, case_number, state, ball, ball_since, priority, accepted_on, next_due_on, changed_at)
    values (${made.id}, ${made.referralId}, ${made.personId}, ${made.agreementId}, ${made.caseNumber}, ${run.state}, ${ballOfRun(run)}, ${on},
      ${run.priority}, ${run.acceptedOn}, ${nextDueOn}, ${at})`)
}

/** Moves a waiting run under another agreement of the same parties. */
export async function saveAgreementOf(tx: Tx, id: EnrolmentId, agreementId: Id<'agreement'>): Promise<void> {
  await tx.run(sql`update enrolments.enrolment set agreement_id = ${agreementId} where id = ${id}`)
}

/** The runs that wait under an agreement, for a job that may not see whom they are of. */
export async function waitingRuns(tx: Tx, agreementId: Id<'agreement'>): Promise<EnrolmentId[]> {
  const rows = await tx.rows(
    z.object({ enrolment_id: idColumn<'enrolment'>() }),
    sql`select enrolment_id from enrolments.waiting_runs(${agreementId})`,
  )
  return rows.map((row) => row.enrolment_id)
}

/** Writes where the run stands now, in the transaction of the event that took it there. */
export async function saveStanding(
  tx: Tx,
  id: EnrolmentId,
  run: Run,
  { on, at, nextDueOn, placeNumber }: { on: Day; at: Instant; nextDueOn: Day | null; placeNumber: number | null },
): Promise<void> {
  const ball = ballOfRun(run)
  await tx.run(sql`
    update enrolments.enrolment
    set state = ${run.state}, priority = ${run.priority}, paused = ${openPause(run) !== null}, place_number = ${placeNumber}, next_due_on = ${nextDueOn}, changed_at = ${at},
        ball_since = case when ball is distinct from ${ball} then ${on}::date else ball_since end, ball = ${ball}
    where id = ${id}`)
}
