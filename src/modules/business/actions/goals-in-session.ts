import type { StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { ok } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { businessActions } from '../actions.ts'
import { type GoalId, type Standing, standings } from '../domain/goal.ts'
import type { RunId } from '../store/business.ts'
import { goalsOf, lockGoal } from '../store/goals.ts'
import { texts } from '../texts/texts.ts'
import { type GoalAnswer, reviewGoal } from './goals.ts'
import { runOf } from './run-of.ts'

/** What the register of an individual session shows of the goals: those still open, and the ways they may stand. */
export type GoalsToReview = {
  goals: { id: GoalId; words: string; note: string }[]
  standings: { value: Standing; label: string }[]
}

/** The open goals of a run for the register of a session with it; none for one who may not review them. */
export async function goalsToReview(tx: Tx, actor: StaffActor, enrolmentId: RunId, lang: Lang): Promise<GoalsToReview> {
  const found = await runOf(tx, actor, businessActions.review_goal, enrolmentId)
  const say = texts(lang).goals
  const open = found.ok ? (await goalsOf(tx, enrolmentId)).filter(({ state }) => state === 'open') : []
  const goals = open.map(({ id, words, wantedOn, reviews: [last] }) => {
    const stood = last === undefined ? '' : ` · ${say.reviewLine(dayText(last.on), say.standings[last.standing])}`
    return { id, words, note: `${say.by(dayText(wantedOn))}${stood}` }
  })
  return { goals, standings: standings.map((value) => ({ value, label: say.standings[value] })) }
}

/** How goals stood in a session, as its register says; `requestId` is that of the register's saving. */
export type SessionReviews = {
  actor: StaffActor
  sessionId: Id<'session'>
  on: Day
  requestId: string
  marks: readonly { goalId: Id<'goal'>; standing: string; words: string }[]
  at: Instant
}

/** Keeps how the goals stood in a session. The same saving twice is one review a goal; a goal or standing that is none is passed over. */
export async function reviewInSession(tx: Tx, { marks, sessionId, on, requestId, ...deed }: SessionReviews): Promise<GoalAnswer> {
  for (const mark of marks) {
    const standing = standings.find((known) => known === mark.standing)
    const goal = standing === undefined ? null : await lockGoal(tx, mark.goalId)
    if (standing === undefined || goal === null) continue
    if (goal.reviews.some(({ registerRequest }) => registerRequest === requestId)) continue
    const register = { sessionId, requestId }
    const answer = await reviewGoal(tx, { ...deed, requestId: newId(), goalId: goal.id, standing, words: mark.words, on, register })
    if (!answer.ok) return answer
  }
  return ok(true)
}
