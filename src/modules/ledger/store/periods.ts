import { z } from 'zod'
import type { HumanId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, nullable } from '#platform/db/row.ts'
import { type Period, type PeriodState, periodStates } from '../domain/period.ts'

const periodRow = z
  .object({ month: dayColumn, state: z.enum(periodStates), asked_by: idColumn<'human'>() })
  .transform((row): Period => ({ month: row.month, state: row.state, askedBy: row.asked_by }))

/** The months of a book that somebody has touched, the oldest first. */
export function keptPeriods(tx: Tx, bookId: string): Promise<Period[]> {
  return tx.rows(periodRow, sql`select month, state, asked_by from ledger.period where book_id = ${bookId} order by month`)
}

/** The month of the first entry of a book, by posting day; null while there is none. */
export async function firstMonth(tx: Tx, bookId: string): Promise<Day | null> {
  const row = await tx.one(
    z.object({ month: nullable(dayColumn) }),
    sql`select date_trunc('month', min(posted_on))::date as month from ledger.entry where book_id = ${bookId}`,
  )
  return row.month
}

/** Waits until no entry into the book is under way, and lets none begin until the transaction ends. */
export async function lockPeriods(tx: Tx, bookId: string): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('ledger.period ' || ${bookId}::text, 0))`)
}

/** Writes where a month stands; `askedBy` when it is asked for, `settledBy` when that is carried out or dropped. */
export async function savePeriod(
  tx: Tx,
  bookId: string,
  step: { month: Day; state: PeriodState; on: Day } & ({ askedBy: HumanId } | { settledBy: HumanId }),
): Promise<void> {
  const { month, state, on } = step
  const askedBy = 'askedBy' in step ? step.askedBy : null
  const settledBy = 'settledBy' in step ? step.settledBy : null
  const changed = await tx.run(sql`
    update ledger.period set state = ${state}, asked_by = coalesce(${askedBy}::uuid, asked_by), settled_by = ${settledBy}, changed_on = ${on}
    where book_id = ${bookId} and month = ${month}`)
  if (changed === 0)
    await tx.run(sql`
      insert into ledger.period (book_id, month, state, asked_by, changed_on) values (${bookId}, ${month}, ${state}, ${askedBy}, ${on})`)
}
