import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'
import type { ReportId } from '../domain/report/report.ts'

/** Keeps a link to a published report by the digest of its key. */
export async function insertLink(tx: Tx, made: { sha256: string; id: ReportId; untilOn: Day; by: AccountId; at: Instant }): Promise<void> {
  await tx.run(sql`
    insert into evaluation.link (token_sha256, report_id, until_on, made_by, made_at)
    values (${made.sha256}, ${made.id}, ${made.untilOn}, ${made.by}, ${made.at})`)
}

/** How many links to a report are open on a day. */
export async function openLinks(tx: Tx, id: ReportId, on: Day): Promise<number> {
  const row = await tx.one(
    z.object({ count: z.int() }),
    sql`select count(*)::int as count from evaluation.link where report_id = ${id} and stopped_at is null and until_on >= ${on}`,
  )
  return row.count
}

/** Closes every open link to a report. */
export async function stopLinks(tx: Tx, id: ReportId, at: Instant): Promise<void> {
  await tx.run(sql`update evaluation.link set stopped_at = ${at} where report_id = ${id} and stopped_at is null`)
}

const openedRow = z
  .object({ report_id: idColumn<'report'>(), purchaser_id: idColumn<'organisation'>() })
  .transform((row) => ({ reportId: row.report_id, purchaserId: row.purchaser_id }))

/** The published report that a key opens on a day, and whose it is; null when it opens none. */
export function reportByKey(tx: Tx, sha256: string, on: Day): Promise<z.infer<typeof openedRow> | null> {
  return tx.maybe(openedRow, sql`select report_id, purchaser_id from evaluation.report_by_key(${sha256}, ${on})`)
}
