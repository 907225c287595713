import type { CitizenActor, OrganisationId } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { type AccessKind, type AccessRequestId, type AccessWish, dueOf } from '../domain/access-request.ts'
import { accessRequestsAbout, saveAskedFor } from '../store/access-requests.ts'

/** What a citizen asks for: of which authority, in which of their cases, and how they want it. */
export type AskForFile = {
  actor: CitizenActor
  id: AccessRequestId
  caseId: Id<'referral'>
  organisationId: OrganisationId
  kind: AccessKind
  wish: AccessWish
  at: Instant
}

/**
 * The citizen asks to see their file; the clock of the authority runs from today. While one is open there, whoever wrote it in, it stands for the
 * next (`already_open`). The same form is the same request, and answers the day with `isNew` false. That the authority works with the case is the caller's to know.
 */
export async function askForFile(
  tx: Tx,
  command: AskForFile,
): Promise<Result<{ dueOn: Day; isNew: boolean }, NotPermitted | { kind: 'already_open' }>> {
  const { actor, id, caseId, organisationId, kind, wish, at } = command
  const { personId } = actor
  const permitted = authorize(actor, actions.ask_access, { personId })
  if (!permitted.ok) return permitted
  const known = await accessRequestsAbout(tx, personId)
  const same = known.find((one) => one.id === id)
  if (same !== undefined) return ok({ dueOn: same.dueOn, isNew: false })
  if (known.some((one) => one.caseId === caseId && one.organisationId === organisationId && one.answered === null))
    return refuse({ kind: 'already_open' })
  const receivedOn = dayOf(at)
  const dueOn = dueOf(kind, receivedOn)
  // Two windows at once: the database keeps one.
  if (!(await saveAskedFor(tx, { id, caseId, organisationId, kind, receivedOn, dueOn }, wish, { actor, at })))
    return refuse({ kind: 'already_open' })
  await recordChange(tx, { actor, action: actions.ask_access, on: { noun: 'access_request', id }, personId, codes: { kind }, at })
  return ok({ dueOn, isNew: true })
}
