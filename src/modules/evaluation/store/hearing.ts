import { z } from 'zod'
import type { AccountId, OrganisationId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import type { ReportId } from '../domain/report/report.ts'

const hearingRow = z.object({ until_on: dayColumn }).transform(({ until_on: untilOn }) => ({ untilOn }))
const commentRow = z
  .object({ organisation_id: idColumn<'organisation'>(), organisation: z.string(), words: z.string(), written_at: instantColumn })
  .transform((row) => ({ organisationId: row.organisation_id, organisation: row.organisation, words: row.words, at: row.written_at }))

/** What a party said in the hearing. */
export type HearingComment = z.infer<typeof commentRow>
/** The hearing on a draft. */
export type Hearing = { untilOn: Day; comments: readonly HearingComment[] }

/** The hearing on a report, when one was opened. */
export async function hearingOn(tx: Tx, id: ReportId): Promise<Hearing | null> {
  const found = await tx.maybe(hearingRow, sql`select until_on from evaluation.hearing where report_id = ${id}`)
  if (found === null) return null
  const comments = await tx.rows(
    commentRow,
    sql`select c.organisation_id, o.name as organisation, c.words, c.written_at from evaluation.hearing_comment c
        join access.organisation o on o.id = c.organisation_id where c.report_id = ${id} order by c.written_at, c.id`,
  )
  return { ...found, comments }
}

/** Opens the hearing, or gives it another last day. */
export async function saveHearing(tx: Tx, id: ReportId, opened: { untilOn: Day; by: AccountId; at: Instant }): Promise<void> {
  await tx.run(sql`
    insert into evaluation.hearing (report_id, until_on, opened_by, opened_at)
    values (${id}, ${opened.untilOn}, ${opened.by}, ${opened.at})
    on conflict (report_id) do update set until_on = excluded.until_on, opened_by = excluded.opened_by, opened_at = excluded.opened_at`)
}

/** Keeps a comment; false when this request has made it before. */
export async function insertComment(
  tx: Tx,
  made: { requestId: string; id: ReportId; organisationId: OrganisationId; by: AccountId; words: string; at: Instant },
): Promise<boolean> {
  const done = await tx.run(sql`
    insert into evaluation.hearing_comment (id, report_id, organisation_id, account_id, words, written_at)
    values (${made.requestId}, ${made.id}, ${made.organisationId}, ${made.by}, ${made.words}, ${made.at})
    on conflict (id) do nothing`)
  return done === 1
}
