import type { Day } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { Tx } from '#platform/db/database.ts'

/** What activities asks of the modules above it. */
export type ActivityPorts = {
  /** The days of the plan's steps that the citizen should have done by now and has not. */
  overdueSteps: (tx: Tx, enrolmentId: Id<'enrolment'>, today: Day) => Promise<Day[]>
}
