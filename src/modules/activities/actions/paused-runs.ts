import type { Day } from '#kernel/days.ts'
import type { Tx } from '#platform/db/database.ts'
import { enrolmentsByIds } from '#modules/enrolments/index.ts'
import { isPausedOn } from '../domain/paused.ts'

/** Which of these runs stand still on a day; no other run is read. */
export async function pausedRuns(tx: Tx, enrolmentIds: readonly string[], on: Day): Promise<Set<string>> {
  const runs = await enrolmentsByIds(tx, enrolmentIds)
  return new Set(runs.filter((run) => isPausedOn(run.pauses, on)).map((run) => run.id))
}
