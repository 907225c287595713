import type { OutOfReach } from '#kernel/day-reach.ts'
import type { Day } from '#kernel/days.ts'
import { isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'

/** A goal's identity. */
export type GoalId = Id<'goal'>
/** A step's identity. */
export type GoalStepId = Id<'goal_step'>

/** Who may take a step: the citizen, or whoever has a role about the run. */
export const stepOwners = ['citizen', 'coach', 'financial_adviser', 'programme_manager', 'caseworker'] as const
/** One of them. */
export type StepOwner = (typeof stepOwners)[number]

/** How a goal stands when it is looked at. The last two end it. */
export const standings = ['on_track', 'behind', 'reached', 'dropped'] as const
/** One of them. */
export type Standing = (typeof standings)[number]

/** Where a goal is. */
export type GoalState = 'open' | 'reached' | 'dropped'

/** What a review makes of a goal's state. */
export function stateAfter(standing: Standing): GoalState {
  return standing === 'reached' || standing === 'dropped' ? standing : 'open'
}

/** Why a goal is not set, worked on or reviewed. */
export type GoalRefusal =
  | { kind: 'no_such_goal' }
  | { kind: 'goal_ended'; state: GoalState }
  | { kind: 'not_your_step' }
  | { kind: 'review_in_the_future' }
  | OutOfReach

/** A step that is not done by its day. */
export function isOverdue(step: { dueOn: Day; done: boolean }, today: Day): boolean {
  return !step.done && isBefore(step.dueOn, today)
}
