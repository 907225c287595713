import { z } from 'zod'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn, nullable } from '#platform/db/row.ts'
import { askers, changeReasons } from '../domain/change.ts'
import { type SessionId, timeColumn } from './sessions.ts'

const changeRow = z
  .object({
    asked_by: z.enum(askers),
    reason: z.enum(changeReasons),
    from_on: dayColumn,
    from_time: timeColumn,
    from_place: z.string(),
    to_on: nullable(dayColumn),
    to_time: timeColumn.nullable(),
    to_place: z.string().nullable(),
    changed_by: idColumn<'account'>(),
    changed_at: instantColumn,
  })
  .transform((row) => ({
    askedBy: row.asked_by,
    reason: row.reason,
    from: { on: row.from_on, startsAt: row.from_time, place: row.from_place },
    /** Null when it was cancelled. */
    to: row.to_on === null || row.to_time === null ? null : { on: row.to_on, startsAt: row.to_time, place: row.to_place ?? '' },
    by: row.changed_by,
    at: row.changed_at,
  }))

/** A session moved or cancelled: from where to where, who asked, why, and whose hand it was. */
export type ChangeMade = z.infer<typeof changeRow>

/** How a session came to be where it is, the newest first. */
export function changesOf(tx: Tx, id: SessionId): Promise<ChangeMade[]> {
  return tx.rows(
    changeRow,
    sql`
    select asked_by, reason, from_on, from_time, from_place, to_on, to_time, to_place, changed_by, changed_at
    from activities.session_change where session_id = ${id} order by changed_at desc`,
  )
}
