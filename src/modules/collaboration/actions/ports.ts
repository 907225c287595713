import type { AccountId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import type { EnrolmentId, EnrolmentPorts } from '#modules/enrolments/index.ts'
import type { Tx } from '#platform/db/database.ts'

/** Questions this module asks of others, beside those of the run whose step an accepted proposal takes; `app.ts` hands it the answers. */
export type CollaborationPorts = EnrolmentPorts & {
  /** Whoever teaches a run on a day (activities). */
  teachersOn: (tx: Tx, enrolmentId: EnrolmentId, on: Day) => Promise<AccountId[]>
}
