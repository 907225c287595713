import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { businessActions } from '../actions.ts'
import { type PlanRefusal, type PlanSection, refusedSaving } from '../domain/plan.ts'
import { type RunId, lockBusiness } from '../store/business.ts'
import { type Plan, type Writer, openPlan, plansOf, saveComment, saveSection, sectionsOf } from '../store/plans.ts'
import { type RunRefusal, runOf } from './run-of.ts'

/** What somebody writes in a section; `revision` is what they had read, 0 for nothing yet. */
export type SectionCommand = {
  actor: Writer
  enrolmentId: RunId
  section: PlanSection
  words: string
  revision: number
  requestId: string
  at: Instant
}

/** Why nothing is written. */
export type WriteRefusal = RunRefusal | PlanRefusal

/** Writes a section of the version in work, and begins the next version where none is. The same words again change nothing. */
export async function writeSection(tx: Tx, command: SectionCommand): Promise<Result<true, WriteRefusal>> {
  const { actor, enrolmentId, section, at } = command
  const found = await runOf(tx, actor, businessActions.write_plan, enrolmentId)
  if (!found.ok) return found
  const { run } = found.value
  await lockBusiness(tx, run, at)
  const plans = await plansOf(tx, enrolmentId)
  const last = plans.at(-1)
  if (last?.state === 'submitted') return refuse({ kind: 'plan_not_there', state: 'submitted' })
  const standing = last === undefined ? null : ((await sectionsOf(tx, last.id)).get(section) ?? null)
  const refused = refusedSaving(standing, command)
  if (refused !== null) return refuse(refused)
  if ((standing?.words ?? '') === command.words) return ok(true)
  const id = last?.state === 'draft' ? last.id : await openPlan(tx, enrolmentId, last, command)
  await saveSection(tx, id, command, command)
  await recordChange(tx, {
    actor,
    action: businessActions.write_plan,
    on: { noun: 'business_plan', id },
    personId: run.personId,
    codes: { section },
    at,
  })
  return ok(true)
}

/** What somebody says about a section. */
export type CommentCommand = Omit<SectionCommand, 'revision'>

/** Comments on a section of the newest version, whatever state it is in. */
export async function commentOnPlan(tx: Tx, command: CommentCommand): Promise<Result<Plan, WriteRefusal>> {
  const { actor, enrolmentId, section, at } = command
  const found = await runOf(tx, actor, businessActions.comment_plan, enrolmentId)
  if (!found.ok) return found
  const last = (await plansOf(tx, enrolmentId)).at(-1)
  if (last === undefined) return refuse({ kind: 'no_plan_in_work' })
  await saveComment(tx, last.id, command, command)
  await recordChange(tx, {
    actor,
    action: businessActions.comment_plan,
    on: { noun: 'business_plan', id: last.id },
    personId: found.value.run.personId,
    codes: { section },
    at,
  })
  return ok(last)
}
