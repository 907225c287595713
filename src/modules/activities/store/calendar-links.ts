import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import { sha256Of } from '#platform/sha256.ts'
import { type Session, sessionsWhere } from './sessions.ts'

/** The kinds of calendar a link can lead to. */
export const calendarKinds = ['coach', 'class', 'citizen'] as const
/** One of them. */
export type CalendarKind = (typeof calendarKinds)[number]

/** A link as its holder sees it; the secret is not in it. */
export type CalendarLink = { id: string; kind: CalendarKind; subjectId: string; madeAt: Instant }

/** Makes a link and answers its secret, which is kept nowhere; an earlier link of the same holder to the same calendar ends. */
export async function makeLink(
  tx: Tx,
  link: {
    kind: CalendarKind
    subjectId: string
    accountId: string
    organisationId: string | null
    personId: string | null
    lang: 'da' | 'en'
    at: Instant
  },
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await tx.run(sql`
    update activities.calendar_link set revoked_at = ${link.at}
    where account_id = ${link.accountId} and kind = ${link.kind} and subject_id = ${link.subjectId} and revoked_at is null`)
  await tx.run(sql`
    insert into activities.calendar_link (id, kind, subject_id, account_id, organisation_id, person_id, lang, secret_hash, made_at)
    values (${newId()}, ${link.kind}, ${link.subjectId}, ${link.accountId}, ${link.organisationId}, ${link.personId}, ${link.lang},
            ${sha256Of(secret)}, ${link.at})`)
  return secret
}

/** Ends a link of the session's own account; false when it has none such. */
export async function revokeLink(tx: Tx, id: string, at: Instant): Promise<boolean> {
  return (await tx.run(sql`update activities.calendar_link set revoked_at = ${at} where id = ${id} and revoked_at is null`)) === 1
}

/** The live links of the session's own account. */
export function ownLinks(tx: Tx): Promise<CalendarLink[]> {
  const row = z
    .object({ id: z.string(), kind: z.enum(calendarKinds), subject_id: z.string(), made_at: instantColumn })
    .transform((one): CalendarLink => ({ id: one.id, kind: one.kind, subjectId: one.subject_id, madeAt: one.made_at }))
  return tx.rows(
    row,
    sql`select id, kind, subject_id, made_at from activities.calendar_link where revoked_at is null order by kind, made_at`,
  )
}

const holderRow = z.object({
  kind: z.enum(calendarKinds),
  subject_id: z.string(),
  account_id: idColumn<'account'>(),
  organisation_id: idColumn<'organisation'>().nullable(),
  person_id: idColumn<'person'>().nullable(),
  lang: z.enum(['da', 'en']),
})

/** In whose name a feed is read. */
export type FeedHolder = z.infer<typeof holderRow>

/** The holder of the link with this secret; null when there is none that works. */
export function holderOf(tx: Tx, secret: string): Promise<FeedHolder | null> {
  return tx.maybe(
    holderRow,
    sql`select kind, subject_id, account_id, organisation_id, person_id, lang from activities.calendar_of(${sha256Of(secret)})`,
  )
}

/** The sessions of a feed from a day on, as its holder may see them. */
export function feedSessions(tx: Tx, { kind, subject_id: subject }: FeedHolder, from: string): Promise<Session[]> {
  const order = sql`order by s.held_on, s.starts_at, s.id limit 1000`
  switch (kind) {
    case 'coach':
      return sessionsWhere(tx, sql`where s.teacher_id = ${subject} and s.held_on >= ${from} ${order}`)
    case 'class':
      return sessionsWhere(tx, sql`where s.class_id = ${subject} and s.held_on >= ${from} ${order}`)
    case 'citizen':
      return sessionsWhere(
        tx,
        sql`join activities.participant p on p.session_id = s.id where p.person_id = ${subject} and s.held_on >= ${from} ${order}`,
      )
  }
}

/** How often each session was changed: a calendar takes the higher number for the newer. */
export async function changeCounts(tx: Tx, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.rows(
    z.object({ session_id: z.string(), n: z.int() }),
    sql`select session_id, count(*)::int as n from activities.session_change where session_id = any(${[...ids]}::uuid[]) group by session_id`,
  )
  return new Map(rows.map((row) => [row.session_id, row.n]))
}

const reminderRow = z
  .object({
    session_id: idColumn<'session'>(),
    enrolment_id: z.string(),
    person_id: idColumn<'person'>(),
    case_number: z.string(),
    agreement_id: idColumn<'agreement'>(),
    held_on: dayColumn,
  })
  .transform((row) => ({
    sessionId: row.session_id,
    enrolmentId: row.enrolment_id,
    personId: row.person_id,
    caseNumber: row.case_number,
    agreementId: row.agreement_id,
    on: row.held_on,
  }))

/** Somebody to remind of a session. */
export type Reminder = z.infer<typeof reminderRow>

/** Takes the reminders that have fallen due, each once however many jobs run; only sessions that are still to come. */
export function takeReminders(tx: Tx, today: string, at: Instant): Promise<Reminder[]> {
  return tx.rows(
    reminderRow,
    sql`
    update activities.participant p set reminded_at = ${at} from activities.session s
    where s.id = p.session_id and p.remind_on <= ${today} and p.reminded_at is null and s.held_on >= ${today}
      and s.cancelled_at is null and s.took_place is null
    returning p.session_id, p.enrolment_id, p.person_id, p.case_number, s.agreement_id, s.held_on`,
  )
}
