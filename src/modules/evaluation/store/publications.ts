import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn, instantColumn } from '#platform/db/row.ts'
import { mostAttempts } from '../domain/report/reckoning.ts'
import type { ReportId } from '../domain/report/report.ts'
import { wakeWorker } from './reckonings.ts'

/** Asks the worker to publish a report, and wakes it; asked twice it is published once, and one that was given up is tried anew. */
export async function insertPublication(tx: Tx, asked: { id: ReportId; by: AccountId; at: Instant }): Promise<void> {
  await tx.run(sql`
    insert into evaluation.publication (report_id, asked_by, asked_at) values (${asked.id}, ${asked.by}, ${asked.at})
    on conflict (report_id) do update set attempts = 0 where publication.attempts >= ${mostAttempts}`)
  await wakeWorker(tx)
}

/** True while a report waits to be frozen or is being, and was not given up. */
export async function isPublishing(tx: Tx, id: ReportId): Promise<boolean> {
  const row = await tx.maybe(
    z.object({ attempts: z.int() }),
    sql`select attempts from evaluation.publication where report_id = ${id} and attempts < ${mostAttempts}`,
  )
  return row !== null
}

const claimedRow = z
  .object({ report_id: idColumn<'report'>(), asked_by: idColumn<'account'>(), asked_at: instantColumn })
  .transform((row) => ({ id: row.report_id, by: row.asked_by, at: row.asked_at }))

/** A report that a worker has taken on to publish. */
export type Publication = z.output<typeof claimedRow>

/** Takes on the report asked for first that no living worker is at; null when there is none. */
export function claimPublication(tx: Tx, now: Instant): Promise<Publication | null> {
  return tx.maybe(
    claimedRow,
    sql`update evaluation.publication set attempts = attempts + 1, beat_at = ${now} where report_id = (
          select p.report_id from evaluation.publication p
          where p.attempts < ${mostAttempts} and (p.beat_at is null or p.beat_at < ${now.subtract({ minutes: 10 })})
          order by p.asked_at limit 1 for update skip locked)
        returning report_id, asked_by, asked_at`,
  )
}

/** Lets a report go that could not be published, so that the next worker can try. */
export async function releasePublication(tx: Tx, id: ReportId): Promise<void> {
  await tx.run(sql`update evaluation.publication set beat_at = null where report_id = ${id}`)
}

/** Drops the request of a report that is published. */
export async function dropPublication(tx: Tx, id: ReportId): Promise<void> {
  await tx.run(sql`delete from evaluation.publication where report_id = ${id}`)
}
