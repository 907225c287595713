import { z } from 'zod'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from './database.ts'
import { instantColumn } from './row.ts'

/** Writes that a run of what had fallen due has ended. */
export async function recordDueRun(tx: Tx, finishedAt: Instant): Promise<void> {
  await tx.run(sql`
    insert into platform.due_run (finished_at) values (${finishedAt})
    on conflict (single) do update set finished_at = greatest(due_run.finished_at, excluded.finished_at)`)
}

/** When the last run of what had fallen due ended, in whichever process; null when there was none yet. */
export async function lastDueRun(tx: Tx): Promise<Instant | null> {
  const row = await tx.maybe(z.object({ finished_at: instantColumn }), sql`select finished_at from platform.due_run`)
  return row?.finished_at ?? null
}
