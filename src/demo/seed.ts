import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { setStage } from './play.ts'

/** When the demo's play starts and where it opens: the pilot's first weeks, and after the extension. */
export const demoOpensAt = {
  start: Temporal.Instant.from('2015-09-01T07:00:00Z'),
  open: Temporal.Instant.from('2016-10-12T08:00:00Z'),
}

/** What the play needs: the database, a clock it may move, and what does all that has fallen due. */
export type Theatre = { db: Db; clock: Clock & { moveTo(instant: Temporal.Instant): void }; runDue: () => Promise<number> }

/** Plays the pilot from September 2015 on, through the same actions the pages use. */
export async function seedDemo(theatre: Theatre): Promise<void> {
  await setStage(theatre.db, theatre.clock)
}
