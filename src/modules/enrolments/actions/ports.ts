import type { Actor, PersonId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Tx } from '#platform/db/database.ts'
import type { EnrolmentId } from '../domain/enrolment.ts'
import type { Owed } from '../domain/ports.ts'

/** Questions this module asks of those above it; `app.ts` hands it the answers. */
export type EnrolmentPorts = {
  /** What is still owed of the phase the run is in (activities). */
  owed: (tx: Tx, enrolmentId: EnrolmentId) => Promise<Owed[]>
  /** Whether the business plan has been approved (business). */
  planApproved: (tx: Tx, enrolmentId: EnrolmentId) => Promise<boolean>
  /** Told when an after-care check found the business closed (business); in the transaction of the step. */
  businessClosed?: (tx: Tx, found: { actor: Actor; enrolmentId: EnrolmentId; on: Day; months: number; at: Instant }) => Promise<void>
  /** Told when a run ended before its time, or the person died (loans); in the transaction of the step. */
  runEnded?: (tx: Tx, ended: { enrolmentId: EnrolmentId; personId: PersonId; at: Instant }) => Promise<void>
}
