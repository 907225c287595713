import { z } from 'zod'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn } from '#platform/db/row.ts'
import { type GoalId, type GoalStepId, type Standing, type StepOwner, standings, stateAfter, stepOwners } from '../domain/goal.ts'
import type { RunId } from './business.ts'
import type { Writer } from './plans.ts'

const stepSchema = z
  .object({ id: idColumn<'goal_step'>(), words: z.string(), owner: z.enum(stepOwners), due_on: dayColumn, done: z.boolean() })
  .transform(({ due_on, ...same }) => ({ ...same, dueOn: due_on }))

const reviewSchema = z
  .object({
    id: z.string(),
    standing: z.enum(standings),
    words: z.string(),
    on: dayColumn,
    by: idColumn<'account'>(),
    session_id: idColumn<'session'>().nullable(),
    register_request: z.string().nullable(),
  })
  .transform(({ session_id, register_request, ...same }) => ({ ...same, sessionId: session_id, registerRequest: register_request }))

const goalRow = z
  .object({
    id: idColumn<'goal'>(),
    enrolment_id: idColumn<'enrolment'>(),
    words: z.string(),
    wanted_on: dayColumn,
    state: z.enum(['open', 'reached', 'dropped']),
    steps: z.array(stepSchema),
    reviews: z.array(reviewSchema),
  })
  .transform(({ enrolment_id, wanted_on, ...same }) => ({ ...same, enrolmentId: enrolment_id, wantedOn: wanted_on }))

/** A goal with its steps by day and its reviews, the newest first. */
export type Goal = z.infer<typeof goalRow>

const selected = sql`
  select g.id, g.enrolment_id, g.words, g.wanted_on, g.state,
    (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'words', s.words, 'owner', s.owner, 'due_on', s.due_on,
       'done', s.done_at is not null) order by s.due_on, s.id), '[]') from business.goal_step s where s.goal_id = g.id) as steps,
    (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'standing', r.standing, 'words', r.words, 'on', r.reviewed_on, 'by', r.account_id,
       'session_id', r.session_id, 'register_request', r.register_request)
       order by r.reviewed_on desc, r.reviewed_at desc), '[]') from business.goal_review r where r.goal_id = g.id) as reviews
  from business.goal g`

/** The goals of a run: open ones first, then by the day they are wanted. */
export function goalsOf(tx: Tx, enrolmentId: RunId): Promise<Goal[]> {
  return tx.rows(goalRow, sql`${selected} where g.enrolment_id = ${enrolmentId} order by g.state <> 'open', g.wanted_on, g.id`)
}

/** The days of the citizen's own steps that are past and not done, in goals that are open. */
export async function overdueStepsOf(tx: Tx, enrolmentId: RunId, today: Day): Promise<Day[]> {
  const rows = await tx.rows(
    z.object({ due_on: dayColumn }),
    sql`
    select s.due_on from business.goal_step s join business.goal g on g.id = s.goal_id
    where g.enrolment_id = ${enrolmentId} and g.state = 'open' and s.owner = 'citizen' and s.done_at is null and s.due_on < ${today}
    order by s.due_on`,
  )
  return rows.map((row) => row.due_on)
}

/** One goal, locked until the transaction ends; null when the session does not see it. */
export async function lockGoal(tx: Tx, id: GoalId): Promise<Goal | null> {
  await tx.run(sql`select from business.goal where id = ${id} for update`)
  return tx.maybe(goalRow, sql`${selected} where g.id = ${id}`)
}

type Deed = { actor: Writer; at: Instant; requestId: string }

/** Keeps a goal; the same request is the same goal. */
export async function insertGoal(tx: Tx, goal: { enrolmentId: RunId; words: string; wantedOn: Day }, deed: Deed): Promise<void> {
  await tx.run(sql`
    insert into business.goal (id, enrolment_id, words, wanted_on, state, made_at, account_id)
    values (${deed.requestId}, ${goal.enrolmentId}, ${goal.words}, ${goal.wantedOn}, 'open', ${deed.at}, ${deed.actor.accountId})
    on conflict (id) do nothing`)
}

/** Keeps a step to a goal; the same request is the same step. */
export async function insertStep(
  tx: Tx,
  goalId: GoalId,
  step: { words: string; owner: StepOwner; dueOn: Day },
  { requestId }: Pick<Deed, 'requestId'>,
): Promise<void> {
  await tx.run(sql`
    insert into business.goal_step (id, goal_id, words, owner, due_on)
    values (${requestId}, ${goalId}, ${step.words}, ${step.owner}, ${step.dueOn}) on conflict (id) do nothing`)
}

/** Says that a step is done, once. */
export async function saveStepDone(tx: Tx, id: GoalStepId, { actor, at }: Omit<Deed, 'requestId'>): Promise<void> {
  await tx.run(sql`update business.goal_step set done_at = ${at}, done_by = ${actor.accountId} where id = ${id} and done_at is null`)
}

/** Keeps a review and what it makes of the goal. */
export async function insertReview(
  tx: Tx,
  goalId: GoalId,
  review: { standing: Standing; words: string; on: Day; register?: { sessionId: Id<'session'>; requestId: string } },
  { actor, at, requestId }: Deed,
): Promise<void> {
  const { register } = review
  const kept = await tx.run(sql`
    insert into business.goal_review (id, goal_id, standing, words, reviewed_on, reviewed_at, account_id, session_id, register_request)
    values (${requestId}, ${goalId}, ${review.standing}, ${review.words}, ${review.on}, ${at}, ${actor.accountId},
            ${register?.sessionId ?? null}, ${register?.requestId ?? null})
    on conflict do nothing`)
  if (kept === 1) await tx.run(sql`update business.goal set state = ${stateAfter(review.standing)} where id = ${goalId}`)
}

/** Deletes the goals of a person. */
export async function eraseGoals(tx: Tx, personId: string): Promise<void> {
  await tx.run(sql`
    delete from business.goal where enrolment_id in (select b.enrolment_id from business.business b where b.person_id = ${personId})`)
}
