import { z } from 'zod'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn } from '#platform/db/row.ts'
import type { Booking } from '../domain/conflicts.ts'
import type { Asker, ChangeReason } from '../domain/change.ts'
import { type Session, type SessionId, sessionsWhere } from './sessions.ts'

/** A class's identity. */
export type ClassId = Id<'class'>

const classRow = z
  .object({
    id: idColumn<'class'>(),
    agreement_id: idColumn<'agreement'>(),
    phase: z.enum(['qualifying', 'main']),
    activity: z.string(),
    label: z.string(),
    from_on: dayColumn,
    weekdays: z.array(z.int()),
    every_weeks: z.int(),
  })
  .transform((row) => ({
    id: row.id,
    agreementId: row.agreement_id,
    phase: row.phase,
    activity: row.activity,
    label: row.label,
    from: row.from_on,
    weekdays: row.weekdays,
    everyWeeks: row.every_weeks,
  }))

/** A class and the template it came from. */
export type Class = z.infer<typeof classRow>

const columns = sql`id, agreement_id, phase, activity, label, from_on, weekdays, every_weeks`

/** A class the organisation may see; null when there is none. */
export function classById(tx: Tx, id: ClassId): Promise<Class | null> {
  return tx.maybe(classRow, sql`select ${columns} from activities.class where id = ${id}`)
}

/** The classes that have sessions to come, by name. */
export function runningClasses(tx: Tx, today: Day): Promise<Class[]> {
  return tx.rows(
    classRow,
    sql`
    select ${columns} from activities.class c
    where exists (select 1 from activities.session s where s.class_id = c.id and s.held_on >= ${today}) order by label, id`,
  )
}

/** Keeps a class; false when this request has made it before. */
export async function insertClass(
  tx: Tx,
  made: Omit<Class, 'weekdays'> & { weekdays: readonly number[]; accountId: string; at: Instant },
): Promise<boolean> {
  const count = await tx.run(sql`
    insert into activities.class (id, agreement_id, phase, activity, label, from_on, weekdays, every_weeks, made_by, made_at)
    values (${made.id}, ${made.agreementId}, ${made.phase}, ${made.activity}, ${made.label}, ${made.from},
            ${[...made.weekdays]}::int[], ${made.everyWeeks}, ${made.accountId}, ${made.at})
    on conflict (id) do nothing`)
  return count === 1
}

/** The sessions of a class by number; locked when `lock` is asked for. */
export async function sessionsOfClass(tx: Tx, id: ClassId, lock = false): Promise<Session[]> {
  if (lock) await tx.run(sql`select from activities.session where class_id = ${id} order by id for update`)
  return sessionsWhere(tx, sql`where s.class_id = ${id} order by s.held_on, s.starts_at, s.class_no`)
}

const bookingRow = z.object({ session_id: z.string(), enrolment_id: z.string() })

/** What is planned and not cancelled on any of these days or the day before, with who takes part: what may be in the way. */
export async function bookingsOn(tx: Tx, days: readonly Day[]): Promise<Booking[]> {
  const near = [...new Set(days.flatMap((on) => [on.subtract({ days: 1 }), on, on.add({ days: 1 })].map(String)))]
  const found = await sessionsWhere(
    tx,
    sql`where s.held_on = any(${near}::date[]) and s.cancelled_at is null and s.took_place is distinct from false order by s.held_on, s.starts_at, s.id`,
  )
  return bookingsOf(tx, found)
}

/** Sessions as bookings. */
export async function bookingsOf(tx: Tx, sessions: readonly Session[]): Promise<Booking[]> {
  const rows = await tx.rows(
    bookingRow,
    sql`select session_id, enrolment_id from activities.participant where session_id = any(${sessions.map(({ id }) => id)}::uuid[])`,
  )
  const people = Map.groupBy(rows, (row) => row.session_id)
  return sessions.map(({ id, on, startsAt, minutes, place, teacherId }) => {
    const enrolmentIds = (people.get(id) ?? []).map((row) => row.enrolment_id)
    return { id, on, startsAt, minutes, place, teacherId, enrolmentIds }
  })
}

/** What changes a session, and why. */
export type SessionChange = {
  requestId: string
  before: Session
  to: Pick<Session, 'on' | 'startsAt' | 'place' | 'teacherId'> | null
  askedBy: Asker
  reason: ChangeReason
  accountId: string
  at: Instant
}

/** Moves a session, or cancels it when `to` is null, and keeps the row that tells of it. */
export async function saveChange(tx: Tx, change: SessionChange): Promise<void> {
  const { before, to } = change
  const another = to === null || to.teacherId === before.teacherId ? null : to.teacherId
  if (to === null) await tx.run(sql`update activities.session set cancelled_at = ${change.at} where id = ${before.id}`)
  else
    await tx.run(sql`
      update activities.session set held_on = ${to.on}, starts_at = ${to.startsAt}, place = ${to.place}, teacher_id = ${to.teacherId}
      where id = ${before.id}`)
  if (to !== null && !to.on.equals(before.on))
    await tx.run(sql`
      update activities.participant set remind_on = ${to.on.subtract({ days: 1 })}, reminded_at = null where session_id = ${before.id}`)
  await tx.run(sql`
    insert into activities.session_change (request_id, session_id, kind, asked_by, reason, from_on, from_time, from_place,
                                           to_on, to_time, to_place, from_teacher, to_teacher, changed_by, changed_at)
    values (${change.requestId}, ${before.id}, ${to === null ? 'cancelled' : 'moved'}, ${change.askedBy}, ${change.reason},
            ${before.on}, ${before.startsAt}, ${before.place}, ${to?.on ?? null}, ${to?.startsAt ?? null}, ${to?.place ?? null},
            ${another === null ? null : before.teacherId}, ${another},
            ${change.accountId}, ${change.at})`)
}

/** True when this request has changed the session before. */
export async function isChanged(tx: Tx, sessionId: SessionId, requestId: string): Promise<boolean> {
  const found = await tx.maybe(
    bookingRow.pick({ session_id: true }),
    sql`select session_id from activities.session_change where session_id = ${sessionId} and request_id = ${requestId}`,
  )
  return found !== null
}
