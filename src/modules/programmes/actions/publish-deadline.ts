import type { StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { type CaseType, type DeadlineRefusal, checkDeadline } from '../domain/deadline.ts'
import { latestDeadline, saveDeadline } from '../store/deadlines.ts'

/** A deadline of the actor's own authority, from a day on; 1 to 365 days. */
export type DeadlineCommand = { actor: StaffActor; caseType: CaseType; from: Day; days: number; legalSource: string; at: Instant }

/** Publishes a deadline for what comes in from a day on. What came before keeps the one it had. */
export async function publishDeadline(tx: Tx, command: DeadlineCommand): Promise<Result<true, NotPermitted | DeadlineRefusal>> {
  const { actor, caseType, from, days, legalSource, at } = command
  const { organisationId, accountId } = actor
  const permitted = authorize(actor, actions.publish_deadline, { ownerId: organisationId })
  if (!permitted.ok) return permitted
  const problem = checkDeadline(from, { today: dayOf(at), latest: await latestDeadline(tx, organisationId, caseType) })
  if (problem !== null) return refuse(problem)
  await saveDeadline(tx, { organisationId, caseType, from, days, legalSource, accountId, at })
  const codes = { case_type: caseType, from: from.toString(), days }
  await recordChange(tx, { actor, action: actions.publish_deadline, on: { noun: 'organisation', id: organisationId }, codes, at })
  return ok(true)
}
