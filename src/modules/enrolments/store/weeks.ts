import { z } from 'zod'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn } from '#platform/db/row.ts'
import { type PlaceStepName, placeStepNames } from '../domain/place-machine.ts'
import type { Capacity } from '../domain/week.ts'

/** One thing that happened, by case number. */
export type WeekEvent = { on: Day; caseNumber: string; name: PlaceStepName }

const row = z
  .object({ on_day: dayColumn, case_number: z.string(), name: z.enum(placeStepNames) })
  .transform(({ on_day, case_number, name }): WeekEvent => ({ on: on_day, caseNumber: case_number, name }))

/** What was recorded in the runs of an agreement in some days, without persons; a death is told as an ending. */
export function weekEvents(tx: Tx, id: Id<'agreement'>, { from, until }: { from: Day; until: Day }): Promise<WeekEvent[]> {
  return tx.rows(row, sql`select on_day, case_number, name from enrolments.week(${id}, ${from}::date, ${until}::date)`)
}

const capacityRow = z.object({ capacity: z.enum(['full', 'unused', 'usual']) })

/** How the places stood when a week was last looked at; null before the first time. */
export async function lastCapacity(tx: Tx, id: Id<'agreement'>): Promise<Capacity | null> {
  const found = await tx.maybe(
    capacityRow,
    sql`select capacity from enrolments.week_told where agreement_id = ${id} order by week_on desc limit 1`,
  )
  return found?.capacity ?? null
}

/** Keeps that a week was looked at; false when it was before. */
export async function saveWeek(
  tx: Tx,
  id: Id<'agreement'>,
  week: { from: Day; capacity: Capacity; happened: number; at: Instant },
): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into enrolments.week_told (agreement_id, week_on, capacity, happened, told_at)
    values (${id}, ${week.from}, ${week.capacity}, ${week.happened}, ${week.at}) on conflict do nothing`)
  return rows === 1
}
