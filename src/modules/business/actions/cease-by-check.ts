import type { Actor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { recordChange } from '#modules/audit/index.ts'
import { enrolment } from '#modules/enrolments/index.ts'
import { businessActions } from '../actions.ts'
import { refusedMilestone } from '../domain/business-machine.ts'
import { refusedDay } from '../domain/milestone.ts'
import { type RunId, businessState, insertMilestone, lockBusiness, milestonesOf } from '../store/business.ts'

/** An after-care check that found the business of a run closed: who made it, on which day, and after how many months. */
export type ClosedAtCheck = { actor: Actor; enrolmentId: RunId; on: Day; months: number; at: Instant }

/**
 * Lets the business of a run cease on the day of the check that found it closed, with the check as what shows it. Whoever may record
 * the check was asked before; a business that never was or has ceased already stays as it is.
 */
export async function ceaseByCheck(tx: Tx, { actor, enrolmentId, on, months, at }: ClosedAtCheck): Promise<void> {
  assert(actor.kind === 'staff', 'a check is recorded by staff')
  const run = await enrolment(tx, enrolmentId)
  assert(run !== null, 'whoever records a check sees the run')
  if ((await businessState(tx, enrolmentId)) === 'none') return
  const state = await lockBusiness(tx, run, at)
  const earlier = await milestonesOf(tx, enrolmentId)
  if (refusedMilestone('ceased', state, earlier) !== null || refusedDay(on, dayOf(at), earlier) !== null) return
  const milestone = { name: 'ceased', checkMonths: months } as const
  await insertMilestone(tx, { enrolmentId, milestone, state: 'ceased', on, evidence: null, requestId: newId(), actor, at })
  const about = { on: { noun: 'enrolment', id: enrolmentId }, personId: run.personId } as const
  await recordChange(tx, { actor, action: businessActions.ceased, ...about, codes: { check_months: months }, at })
}
