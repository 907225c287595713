import type { PersonId, StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf, isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { saveFiling } from '../store/filings.ts'

/** Where a happening was filed. `eventKey` is the timeline's own key of it. */
export type FilingCommand = {
  actor: StaffActor
  personId: PersonId
  caseId: Id<'referral'>
  eventKey: string
  system: string
  filedAs: string
  on: Day
  requestId: string
  at: Instant
}

/** Notes where in the authority's own case system a happening was filed (offentlighedsloven § 15). Never in the future. */
export async function fileEvent(tx: Tx, command: FilingCommand): Promise<Result<true, NotPermitted | { kind: 'day_in_future' }>> {
  const { actor, personId, caseId, on, requestId, at } = command
  const permitted = authorize(actor, actions.file, { personId })
  if (!permitted.ok) return permitted
  if (isBefore(dayOf(at), on)) return refuse({ kind: 'day_in_future' })
  const isNew = await saveFiling(tx, command, { actor, at, requestId })
  if (isNew) await recordChange(tx, { actor, action: actions.file, on: { noun: 'case', id: caseId }, personId, at })
  return ok(true)
}
