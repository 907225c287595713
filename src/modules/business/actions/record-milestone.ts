import type { Actor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { enrolment } from '#modules/enrolments/index.ts'
import { businessActions } from '../actions.ts'
import { sameWarning } from './benefit-warning.ts'
import { type OrderRefusal, hasApprovedPlan, refusedMilestone, stateAfter } from '../domain/business-machine.ts'
import { type DayRefusal, type NewMilestone, refusedDay } from '../domain/milestone.ts'
import { type RunId, insertMilestone, lockBusiness, milestonesOf } from '../store/business.ts'

/**
 * A milestone reached on a day, with the words that show it; `requestId` makes a repeated press the same milestone. `benefitTold` says
 * that the citizen has been told what the registration does to the benefit: nobody registers without. What was told held for a
 * registration on `toldFor`; when the day means something else it is told anew.
 */
export type MilestoneCommand = {
  actor: Actor
  enrolmentId: RunId
  milestone: NewMilestone
  on: Day
  evidence: string
  benefitTold?: boolean
  toldFor?: Day
  requestId: string
  at: Instant
}

/** Why no milestone was recorded, in order of precedence. */
export type MilestoneRefusal =
  | { kind: 'no_such_enrolment' }
  | NotPermitted
  | OrderRefusal
  | DayRefusal
  | { kind: 'evidence_missing' }
  | { kind: 'benefit_not_told' }
  | { kind: 'told_of_another_day' }

/** Records the next milestone of a run's business. It is never changed afterwards. */
export async function recordMilestone(tx: Tx, command: MilestoneCommand): Promise<Result<true, MilestoneRefusal>> {
  const { actor, enrolmentId, milestone, on, requestId, at } = command
  const run = await enrolment(tx, enrolmentId)
  const agreed = run === null ? null : await agreement(tx, run.agreementId)
  if (run === null || agreed === null) return refuse({ kind: 'no_such_enrolment' })
  const action = businessActions[milestone.name]
  const permit = authorize(actor, action, { parties: agreed.parties, personId: run.personId })
  if (!permit.ok) return permit
  assert(actor.kind === 'staff', 'milestones are recorded by staff')
  const state = await lockBusiness(tx, run, at)
  const earlier = await milestonesOf(tx, enrolmentId)
  if (earlier.some((past) => past.requestId === requestId)) return ok(true)
  const refused = refusedMilestone(milestone.name, state, earlier) ?? refusedDay(on, dayOf(at), earlier)
  if (refused !== null) return refuse(refused)
  const evidence = command.evidence.trim()
  if (evidence === '') return refuse({ kind: 'evidence_missing' })
  if (milestone.name === 'registered' && command.benefitTold !== true) return refuse({ kind: 'benefit_not_told' })
  if (milestone.name === 'registered' && !(await sameWarning(tx, run.personId, command.toldFor ?? on, on)))
    return refuse({ kind: 'told_of_another_day' })
  await insertMilestone(tx, { enrolmentId, milestone, state: stateAfter(milestone.name, state), on, evidence, requestId, actor, at })
  await recordChange(tx, { actor, action, on: { noun: 'enrolment', id: enrolmentId }, personId: run.personId, at })
  return ok(true)
}

/** Whether an approved plan stands for a run: what its gate asks. */
export async function planApproved(tx: Tx, enrolmentId: RunId): Promise<boolean> {
  return hasApprovedPlan(await milestonesOf(tx, enrolmentId))
}
