import { z } from 'zod'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn, instantColumn } from '#platform/db/row.ts'
import { type Attendance, type RegisterContent, absenceReasons, outcomes } from '../domain/attendance.ts'
import type { SessionId } from './sessions.ts'

/** What a saving of a register keeps. */
export type SavedRegister = RegisterContent & {
  sessionId: SessionId
  /** The version it was read at; the saving makes the next one. */
  version: number
  requestId: string
  accountId: string
  at: Instant
}

const lineRow = z
  .object({ enrolment_id: z.string(), outcome: z.enum(outcomes), reason: z.enum(absenceReasons).nullable() })
  .transform((row): Attendance => ({ enrolmentId: row.enrolment_id, outcome: row.outcome, reason: row.reason }))

/** What a request has saved before; null when it has saved nothing. */
export async function savedByRequest(tx: Tx, sessionId: SessionId, requestId: string): Promise<RegisterContent | null> {
  const found = await tx.maybe(
    z.object({ version: z.int(), took_place: z.boolean(), done_words: z.string().nullable(), next_words: z.string().nullable() }),
    sql`
    select r.version, r.took_place, w.done_words, w.next_words
    from activities.register r left join activities.register_words w on w.session_id = r.session_id and w.version = r.version
    where r.request_id = ${requestId} and r.session_id = ${sessionId}`,
  )
  if (found === null) return null
  const lines = await tx.rows(
    lineRow,
    sql`select enrolment_id, outcome, reason from activities.register_line where session_id = ${sessionId} and version = ${found.version}`,
  )
  return { tookPlace: found.took_place, lines, words: { done: found.done_words ?? '', next: found.next_words ?? '' } }
}

/** Saves a register as a further row at the version it was read at, and brings the present state along; false when another has saved it since. */
export async function saveRegister(tx: Tx, register: SavedRegister): Promise<boolean> {
  const saved = await tx.run(sql`
    update activities.session
    set took_place = ${register.tookPlace}, version = version + 1, registered_by = ${register.accountId}, registered_at = ${register.at}
    where id = ${register.sessionId} and version = ${register.version}`)
  if (saved === 0) return false
  const version = register.version + 1
  await tx.run(sql`
    insert into activities.register (session_id, version, request_id, took_place, registered_by, registered_at)
    values (${register.sessionId}, ${version}, ${register.requestId}, ${register.tookPlace}, ${register.accountId}, ${register.at})`)
  await saveLines(tx, { ...register, version, lines: register.tookPlace ? register.lines : [] })
  const { done, next } = register.words
  if (done !== '' || next !== '')
    await tx.run(sql`
      insert into activities.register_words (session_id, version, done_words, next_words)
      values (${register.sessionId}, ${version}, ${done}, ${next})`)
  return true
}

// Three statements however many there are. Each reads the participants once: joined with themselves, every row's wall would be asked for each other row.
async function saveLines(
  tx: Tx,
  { sessionId, version, lines }: { sessionId: SessionId; version: number; lines: readonly Attendance[] },
): Promise<void> {
  const said = sql`
    unnest(${lines.map((line) => line.enrolmentId)}::uuid[], ${lines.map((line) => line.outcome)}::text[],
           ${lines.map((line) => line.reason)}::text[]) as said (enrolment_id, outcome, reason)`
  await tx.run(sql`
    insert into activities.register_line (session_id, version, enrolment_id, person_id, outcome, reason)
    select p.session_id, ${version}, p.enrolment_id, p.person_id, said.outcome, said.reason
    from activities.participant p join ${said} on said.enrolment_id = p.enrolment_id where p.session_id = ${sessionId}`)
  await tx.run(sql`
    update activities.participant p set outcome = said.outcome, reason = said.reason from ${said}
    where p.session_id = ${sessionId} and p.enrolment_id = said.enrolment_id`)
  await tx.run(sql`
    update activities.participant set outcome = null, reason = null
    where session_id = ${sessionId} and outcome is not null and enrolment_id <> all(${lines.map((line) => line.enrolmentId)}::uuid[])`)
}

const lastRow = z
  .object({
    version: z.int(),
    registered_by: idColumn<'account'>(),
    registered_at: instantColumn,
    done_words: z.string().nullable(),
    next_words: z.string().nullable(),
  })
  .transform((row) => ({
    version: row.version,
    by: row.registered_by,
    at: row.registered_at,
    words: { done: row.done_words ?? '', next: row.next_words ?? '' },
  }))

/** A saving: who, when, and the words. */
export type Saving = z.infer<typeof lastRow>

/** The savings of a register, the newest first. */
export function savings(tx: Tx, sessionId: SessionId): Promise<Saving[]> {
  return tx.rows(
    lastRow,
    sql`
    select r.version, r.registered_by, r.registered_at, w.done_words, w.next_words
    from activities.register r left join activities.register_words w on w.session_id = r.session_id and w.version = r.version
    where r.session_id = ${sessionId} order by r.version desc`,
  )
}
