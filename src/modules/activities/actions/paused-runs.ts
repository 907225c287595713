import type { Day } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { Tx } from '#platform/db/database.ts'
import { enrolmentsOf } from '#modules/enrolments/index.ts'
import { isPausedOn } from '../domain/paused.ts'

/** The runs of an agreement that stand still on a day. */
export async function pausedRuns(tx: Tx, agreementId: Id<'agreement'>, on: Day): Promise<Set<string>> {
  const runs = await enrolmentsOf(tx, agreementId)
  return new Set(runs.filter((run) => isPausedOn(run.pauses, on)).map((run) => run.id))
}
