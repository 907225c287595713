import { z } from 'zod'
import type { Actor, PersonId } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Sql, type Tx, join, sql } from '#platform/db/database.ts'
import { countColumn, dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import { noticeKinds, talks } from '../domain/kinds.ts'
import { matrix, toldOf } from '../domain/matrix.ts'
import type { Notice, NoticeId, Subject, Telling } from '../domain/notice.ts'

/**
 * Puts a task or a message into a box, in this or another organisation, and queues its mail. A task that is still open for
 * the same reader about the same thing is told again in the same row, with the new due day; a message of the last thirty
 * minutes that nobody has seen likewise. Mail of a task goes at once, of a message after thirty minutes, and one mail may stand for several.
 * Which of the two it is, the table says; it is a bug to tell somebody whom the table does not name.
 */
export async function tell(tx: Tx, telling: Telling): Promise<void> {
  await tellEach(tx, [telling])
}

/** The same of several, one after the other. */
export async function tellEach(tx: Tx, tellings: readonly Telling[]): Promise<void> {
  if (tellings.length > 0) await tx.run(sql`select ${join(tellings.map(toldAs))}`)
}

function toldAs(telling: Telling): Sql {
  const { to, kind, subject, href, personId = null, caseNumber = null, dueOn = null, at } = telling
  const reader = 'personId' in to ? 'citizen' : 'role' in to ? to.role : 'named'
  const told = toldOf(kind, reader)
  assert(told !== null, `the table of who is told what does not name ${reader} for ${kind}`)
  const [account, organisation, role, person] =
    'accountId' in to
      ? [to.accountId, null, null, null]
      : 'personId' in to
        ? [null, null, null, to.personId]
        : [null, to.organisationId, to.role, null]
  return sql`
    notices.tell(${newId()}, ${account}, ${organisation}, ${role}, ${person}, ${kind}, ${subject.noun}, ${subject.id}, ${href},
                 ${personId}, ${caseNumber}, ${dueOn}, ${told === 'task'}, ${matrix[kind].mail === 'always'}, ${at}, ${dayOf(at)})`
}

const closed = z.object({ closed: z.int() })

/** How many tasks a citizen has left open since before a moment, and when the oldest came; nothing of what they say. */
export function unanswered(tx: Tx, personId: PersonId, before: Instant): Promise<{ count: number; oldest: Instant | null }> {
  const row = z.object({ count: z.int(), oldest: instantColumn.nullable() })
  return tx.one(row, sql`select count, oldest from notices.unanswered(${personId}, ${before})`)
}

/** Closes the open tasks about a thing in whosever box they lie, or those of one kind only; answers how many. */
export async function closeTasks(tx: Tx, of: { subject: Subject; kind?: Telling['kind']; at: Instant }): Promise<number> {
  const { subject, kind = null, at } = of
  const row = await tx.one(closed, sql`select notices.close_tasks(${subject.noun}, ${subject.id}, ${kind}, ${at}) as closed`)
  return row.closed
}

const notice = z
  .object({
    id: idColumn<'notice'>(),
    kind: z.enum(noticeKinds),
    account_id: idColumn<'account'>().nullable(),
    subject_noun: z.string(),
    subject_id: z.string(),
    href: z.string(),
    person_id: idColumn<'person'>().nullable(),
    case_number: z.string().nullable(),
    due_on: dayColumn.nullable(),
    task: z.boolean(),
    at: instantColumn,
    times: z.int(),
    reminded: z.boolean(),
    seen: z.boolean(),
    done_at: instantColumn.nullable(),
  })
  .transform(
    (row): Notice => ({
      id: row.id,
      kind: row.kind,
      toAccount: row.account_id,
      subject: { noun: row.subject_noun, id: row.subject_id },
      href: row.href,
      personId: row.person_id,
      caseNumber: row.case_number,
      dueOn: row.due_on,
      task: row.task,
      at: row.at,
      times: row.times,
      reminded: row.reminded,
      seen: row.seen,
      doneAt: row.done_at,
    }),
  )

// Row-level security leaves each reader only what is addressed to them; a job reads nobody's box.
function noticesWhere(condition: Sql): Sql {
  return sql`
    select n.id, n.kind, n.account_id, n.subject_noun, n.subject_id, n.href, n.person_id, n.case_number, n.due_on, n.task, n.at, n.times,
           n.renotified_at is not null as reminded, r.notice_id is not null as seen, n.done_at
    from notices.notice n left join notices.reading r on r.notice_id = n.id and r.account_id = platform.account_id()
    where ${condition}`
}

/** The open tasks of the session, the most urgent first. */
export function openTasks(tx: Tx): Promise<Notice[]> {
  return tx.rows(notice, sql`${noticesWhere(sql`n.task and n.done_at is null`)} order by n.due_on nulls last, n.at, n.id limit 500`)
}

/** The messages to the session, unseen ones first, then the newest; at most `limit`. */
export function messages(tx: Tx, limit: number): Promise<Notice[]> {
  return tx.rows(notice, sql`${noticesWhere(sql`not n.task`)} order by seen, n.at desc, n.id limit ${limit}`)
}

/** What the session was told after a moment, in the order it came; at most `limit`. */
export function toldSince(tx: Tx, at: Instant, limit: number): Promise<Notice[]> {
  return tx.rows(notice, sql`${noticesWhere(sql`n.at > ${at}::timestamptz`)} order by n.at, n.id limit ${limit}`)
}

/** A notice of the session by its identity; null when it is another's. */
export function noticeById(tx: Tx, id: NoticeId): Promise<Notice | null> {
  return tx.maybe(notice, noticesWhere(sql`n.id = ${id}`))
}

/** Marks what the reader has opened; the first time counts. */
export async function saveSeen(tx: Tx, ids: readonly NoticeId[], accountId: string, at: Instant): Promise<void> {
  await tx.run(sql`
    insert into notices.reading (notice_id, account_id, seen_at)
    select id, ${accountId}, ${at}::timestamptz from unnest(${[...ids]}::uuid[]) as id
    on conflict do nothing`)
}

/** Marks every message about some things as seen by the reader: visiting a case closes its messages. */
export async function seeSubjects(tx: Tx, of: { actor: Actor; subjects: readonly Subject[]; at: Instant }): Promise<void> {
  const { actor, subjects, at } = of
  if (actor.kind === 'system') return
  await tx.run(sql`
    insert into notices.reading (notice_id, account_id, seen_at)
    select n.id, ${actor.accountId}, ${at}::timestamptz from notices.notice n
    where (n.subject_noun, n.subject_id) in (
      select noun, id from unnest(${subjects.map(({ noun }) => noun)}::text[], ${subjects.map(({ id }) => id)}::text[]) as about(noun, id))
    on conflict do nothing`)
}

const counted = z.object({ count: countColumn })

/** How many open tasks and unseen messages the session has. */
export async function waitingCount(tx: Tx): Promise<number> {
  const row = await tx.one(
    counted,
    sql`
    select count(*) from notices.notice n
    where (n.task and n.done_at is null)
       or (not n.task and not exists (select from notices.reading r where r.notice_id = n.id and r.account_id = platform.account_id()))`,
  )
  return row.count
}

const reminded = z.object({ reminded: z.int() })

/** Reminds once of every task that has lain open for seven days by `today`; only in a job's transaction. Answers of how many. */
export async function remindOnce(tx: Tx, today: Day, at: Instant): Promise<number> {
  return (await tx.one(reminded, sql`select notices.renotify(${today}, ${at}) as reminded`)).reminded
}

/** Tells a citizen nothing any more, takes back what waits to be mailed, and asks nobody to talk with them: the citizen has died. */
export async function silence(tx: Tx, personId: PersonId, at: Instant): Promise<void> {
  await tx.run(sql`select notices.silence(${personId}, ${at}, ${[...talks]}::text[])`)
}

/** Tells a citizen again: the death was recorded by mistake. */
export async function unsilence(tx: Tx, personId: PersonId): Promise<void> {
  await tx.run(sql`select notices.unsilence(${personId})`)
}
