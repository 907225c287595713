import { outOfReach } from '#kernel/day-reach.ts'
import { type Day, type Instant, dayOf, isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { ActionRef } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { businessActions } from '../actions.ts'
import type { GoalId, GoalRefusal, GoalStepId, Standing, StepOwner } from '../domain/goal.ts'
import { type RunId, lockBusiness } from '../store/business.ts'
import { type Goal, insertGoal, insertReview, insertStep, lockGoal, saveStepDone } from '../store/goals.ts'
import type { Writer } from '../store/plans.ts'
import { type RunRefusal, runOf } from './run-of.ts'

/** Who does something about a goal, when, by which press of a button. */
export type GoalDeed = { actor: Writer; requestId: string; at: Instant }

/** Why nothing is done about a goal. */
export type GoalAnswer = Result<true, RunRefusal | GoalRefusal>

/** Sets a goal of a run. Citizen and staff may. */
export async function setGoal(tx: Tx, deed: GoalDeed & { enrolmentId: RunId; words: string; wantedOn: Day }): Promise<GoalAnswer> {
  const { actor, enrolmentId, at } = deed
  const found = await runOf(tx, actor, businessActions.set_goal, enrolmentId)
  if (!found.ok) return found
  const out = outOfReach(deed.wantedOn, 'planned', dayOf(at))
  if (out !== null) return refuse(out)
  await lockBusiness(tx, found.value.run, at)
  await insertGoal(tx, deed, deed)
  await keepLine(tx, deed, businessActions.set_goal, { id: deed.requestId, personId: found.value.run.personId })
  return ok(true)
}

/** Adds a step to an open goal. */
export async function addGoalStep(
  tx: Tx,
  deed: GoalDeed & { goalId: GoalId; words: string; owner: StepOwner; dueOn: Day },
): Promise<GoalAnswer> {
  const found = await openGoal(tx, deed, businessActions.set_goal)
  if (!found.ok) return found
  const out = outOfReach(deed.dueOn, 'planned', dayOf(deed.at))
  if (out !== null) return refuse(out)
  await insertStep(tx, deed.goalId, deed, deed)
  await keepLine(tx, deed, businessActions.set_goal, { id: deed.goalId, personId: found.value.personId })
  return ok(true)
}

/** Says that a step is done: the citizen of their own steps, staff of any. */
export async function finishGoalStep(tx: Tx, deed: GoalDeed & { goalId: GoalId; stepId: GoalStepId }): Promise<GoalAnswer> {
  const found = await openGoal(tx, deed, businessActions.finish_goal_step)
  if (!found.ok) return found
  const step = found.value.goal.steps.find(({ id }) => id === deed.stepId)
  if (step === undefined) return refuse({ kind: 'no_such_goal' })
  if (deed.actor.kind === 'citizen' && step.owner !== 'citizen') return refuse({ kind: 'not_your_step' })
  await saveStepDone(tx, deed.stepId, deed)
  await keepLine(tx, deed, businessActions.finish_goal_step, { id: deed.goalId, personId: found.value.personId })
  return ok(true)
}

/** Writes how a goal stood when it was looked at in a session. `reached` and `dropped` end it. */
export async function reviewGoal(
  tx: Tx,
  deed: GoalDeed & {
    goalId: GoalId
    standing: Standing
    words: string
    on: Day
    /** The session it was looked at in, and the saving of its register. */
    register?: { sessionId: Id<'session'>; requestId: string }
  },
): Promise<GoalAnswer> {
  const found = await openGoal(tx, deed, businessActions.review_goal)
  if (!found.ok) return found
  if (isBefore(dayOf(deed.at), deed.on)) return refuse({ kind: 'review_in_the_future' })
  const out = outOfReach(deed.on, 'happened', dayOf(deed.at))
  if (out !== null) return refuse(out)
  await insertReview(tx, deed.goalId, deed, deed)
  await keepLine(tx, deed, businessActions.review_goal, { id: deed.goalId, personId: found.value.personId })
  return ok(true)
}

type Open = { goal: Goal; personId: string }

async function openGoal(
  tx: Tx,
  { actor, goalId, requestId }: GoalDeed & { goalId: GoalId },
  action: ActionRef,
): Promise<Result<Open, RunRefusal | GoalRefusal>> {
  const goal = await lockGoal(tx, goalId)
  if (goal === null) return refuse({ kind: 'no_such_goal' })
  const found = await runOf(tx, actor, action, goal.enrolmentId)
  if (!found.ok) return found
  const sentTwice = goal.reviews.some(({ id }) => id === requestId)
  if (goal.state !== 'open' && !sentTwice) return refuse({ kind: 'goal_ended', state: goal.state })
  return ok({ goal, personId: found.value.run.personId })
}

async function keepLine(tx: Tx, { actor, at }: GoalDeed, action: ActionRef, on: { id: string; personId: string }): Promise<void> {
  await recordChange(tx, { actor, action, on: { noun: 'goal', id: on.id }, personId: on.personId, at })
}
