import { z } from 'zod'
import type { AccountId, PersonId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Sql, type Tx, sql } from '#platform/db/database.ts'
import { countColumn, dayColumn, idColumn, instantColumn, nullable } from '#platform/db/row.ts'
import { absenceReasons, outcomes } from '../domain/attendance.ts'

/** A session's identity. */
export type SessionId = Id<'session'>

/** A time of day as it comes from the database. */
export const timeColumn = z.string().transform((text) => Temporal.PlainTime.from(text))

const sessionRow = z
  .object({
    id: idColumn<'session'>(),
    agreement_id: idColumn<'agreement'>(),
    activity: z.string(),
    phase: z.enum(['qualifying', 'main']),
    held_on: dayColumn,
    starts_at: timeColumn,
    minutes: z.int(),
    place: z.string(),
    teacher_id: idColumn<'account'>(),
    took_place: z.boolean().nullable(),
    version: z.int(),
    registered_at: nullable(instantColumn),
    class_id: idColumn<'class'>().nullable(),
    class_no: z.int().nullable(),
    cancelled_at: nullable(instantColumn),
  })
  .transform((row) => ({
    id: row.id,
    agreementId: row.agreement_id,
    activity: row.activity,
    phase: row.phase,
    on: row.held_on,
    startsAt: row.starts_at,
    minutes: row.minutes,
    place: row.place,
    teacherId: row.teacher_id,
    tookPlace: row.took_place,
    version: row.version,
    registeredAt: row.registered_at,
    classId: row.class_id,
    classNo: row.class_no,
    cancelledAt: row.cancelled_at,
  }))

/** A planned or held session. */
export type Session = z.infer<typeof sessionRow>

const columns = sql`s.id, s.agreement_id, s.activity, s.phase, s.held_on, s.starts_at, s.minutes, s.place, s.teacher_id, s.took_place,
  s.version, s.registered_at, s.class_id, s.class_no, s.cancelled_at`

/** Sessions by a condition, for this module's other stores. */
export function sessionsWhere(tx: Tx, where: Sql): Promise<Session[]> {
  return tx.rows(sessionRow, sql`select ${columns} from activities.session s ${where}`)
}

/** A session the reader may see, locked when `lock` is asked for; a meeting with one whom they may not see is none. */
export async function session(tx: Tx, id: SessionId, lock = false): Promise<Session | null> {
  if (lock) await tx.run(sql`select from activities.session where id = ${id} for update`)
  return (await sessionsWhere(tx, sql`where s.id = ${id} and activities.people_seen(s.id)`))[0] ?? null
}

/** Sessions from a day on, and earlier ones whose register is missing; by day. Only those with somebody whom the reader may see. */
export function openSessions(tx: Tx, from: Day): Promise<Session[]> {
  return sessionsWhere(
    tx,
    sql`
    where (s.held_on >= ${from} or (s.took_place is null and s.cancelled_at is null)) and activities.people_seen(s.id)
    order by s.held_on, s.starts_at, s.id`,
  )
}

/** The sessions of an agreement that are still to be held or registered, from a day on, by time. */
export function comingSessions(tx: Tx, agreementId: string, from: Day): Promise<Session[]> {
  return sessionsWhere(
    tx,
    sql`
    where s.agreement_id = ${agreementId} and s.held_on >= ${from} and s.cancelled_at is null and s.took_place is null
    order by s.held_on, s.starts_at, s.id`,
  )
}

/** What somebody teaches on a day, and their earlier sessions whose register is missing; by time. */
export function sessionsOfTeacher(tx: Tx, teacherId: string, today: Day): Promise<Session[]> {
  return sessionsWhere(
    tx,
    sql`
    where s.teacher_id = ${teacherId} and s.cancelled_at is null
      and (s.held_on = ${today} or (s.held_on < ${today} and s.took_place is null)) and activities.people_seen(s.id)
    order by s.held_on, s.starts_at, s.id`,
  )
}

/** The persons expected at what somebody teaches between two days, both included. */
export async function personsTaught(tx: Tx, { teacherId, from, until }: { teacherId: string; from: Day; until: Day }): Promise<PersonId[]> {
  const rows = await tx.rows(
    z.object({ person_id: idColumn<'person'>() }),
    sql`select distinct p.person_id from activities.session s join activities.participant p on p.session_id = s.id
        where s.teacher_id = ${teacherId} and s.held_on between ${from} and ${until} and s.cancelled_at is null`,
  )
  return rows.map((row) => row.person_id)
}

/** Whoever teaches a run on a day, each once. */
export async function teachersOn(tx: Tx, enrolmentId: string, on: Day): Promise<AccountId[]> {
  const held = (await sessionsOfRun(tx, enrolmentId)).filter((one) => one.on.equals(on) && one.cancelledAt === null)
  return [...new Set(held.map(({ teacherId }) => teacherId))]
}

/** The sessions of a run, by day. */
export function sessionsOfRun(tx: Tx, enrolmentId: string): Promise<Session[]> {
  return sessionsWhere(
    tx,
    sql`join activities.participant p on p.session_id = s.id where p.enrolment_id = ${enrolmentId} order by s.held_on, s.starts_at, s.id`,
  )
}

/** A session as it is planned. */
export type NewSession = Omit<Session, 'tookPlace' | 'version' | 'registeredAt' | 'cancelledAt'>

/** Keeps a planned session; false when this request has planned it before. */
export async function insertSession(tx: Tx, made: NewSession): Promise<boolean> {
  const count = await tx.run(sql`
    insert into activities.session (id, agreement_id, activity, phase, held_on, starts_at, minutes, place, teacher_id, class_id, class_no)
    values (${made.id}, ${made.agreementId}, ${made.activity}, ${made.phase}, ${made.on}, ${made.startsAt}, ${made.minutes}, ${made.place},
            ${made.teacherId}, ${made.classId}, ${made.classNo})
    on conflict (id) do nothing`)
  return count === 1
}

/** Expects a run at a session. */
export async function insertParticipant(
  tx: Tx,
  sessionId: SessionId,
  run: { id: string; personId: PersonId; caseNumber: string },
): Promise<void> {
  await tx.run(sql`
    insert into activities.participant (session_id, enrolment_id, person_id, case_number, remind_on)
    select id, ${run.id}, ${run.personId}, ${run.caseNumber}, held_on - 1 from activities.session where id = ${sessionId}
    on conflict do nothing`)
}

const participantRow = z
  .object({
    enrolment_id: z.string(),
    person_id: idColumn<'person'>(),
    case_number: z.string(),
    outcome: z.enum(outcomes).nullable(),
    reason: z.enum(absenceReasons).nullable(),
  })
  .transform((row) => ({
    enrolmentId: row.enrolment_id,
    personId: row.person_id,
    caseNumber: row.case_number,
    outcome: row.outcome,
    reason: row.reason,
  }))

/** Somebody expected at a session. */
export type Participant = z.infer<typeof participantRow>

/** Who is expected at a session, by case number. */
export function participants(tx: Tx, sessionId: SessionId): Promise<Participant[]> {
  return tx.rows(
    participantRow,
    sql`select enrolment_id, person_id, case_number, outcome, reason from activities.participant where session_id = ${sessionId} order by case_number`,
  )
}

/** How often a run attended each activity of a phase, in sessions that took place. */
export async function attendedBy(tx: Tx, enrolmentId: string, phase: 'qualifying' | 'main'): Promise<Map<string, number>> {
  const rows = await tx.rows(
    z.object({ activity: z.string(), n: countColumn }),
    sql`
    select s.activity, count(*) as n from activities.participant p join activities.session s on s.id = p.session_id
    where p.enrolment_id = ${enrolmentId} and s.phase = ${phase} and s.took_place and p.outcome in ('present', 'late', 'partly')
    group by s.activity`,
  )
  return new Map(rows.map((row) => [row.activity, row.n]))
}
