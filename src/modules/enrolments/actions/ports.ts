import type { Tx } from '#platform/db/database.ts'
import type { EnrolmentId } from '../domain/enrolment.ts'
import type { Owed } from '../domain/ports.ts'

/** Questions this module asks of those above it; `app.ts` hands it the answers. */
export type EnrolmentPorts = {
  /** What is still owed of the phase the run is in (activities). */
  owed: (tx: Tx, enrolmentId: EnrolmentId) => Promise<Owed[]>
  /** Whether the business plan has been approved (business). */
  planApproved: (tx: Tx, enrolmentId: EnrolmentId) => Promise<boolean>
}
