import type { PersonId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { Tx } from '#platform/db/database.ts'
import type { EnrolmentId } from '../domain/enrolment.ts'
import type { Owed } from '../domain/ports.ts'

/** Questions this module asks of those above it; `app.ts` hands it the answers. */
export type EnrolmentPorts = {
  /** What is still owed of the phase the run is in (activities). */
  owed: (tx: Tx, enrolmentId: EnrolmentId) => Promise<Owed[]>
  /** Whether the business plan has been approved (business). */
  planApproved: (tx: Tx, enrolmentId: EnrolmentId) => Promise<boolean>
  /** Told when a run ended before its time, or the person died (loans); in the transaction of the step. */
  runEnded?: (tx: Tx, ended: { enrolmentId: EnrolmentId; personId: PersonId; at: Instant }) => Promise<void>
}
