import type { StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Enrolment } from '#modules/enrolments/index.ts'
import { closeTasks, tellAll } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { businessActions } from '../actions.ts'
import { type OrderRefusal, type BusinessState, hasApprovedPlan, refusedMilestone, stateAfter } from '../domain/business-machine.ts'
import { type PlanRefusal, emptySections, refusedPlanStep } from '../domain/plan.ts'
import { type RunId, insertMilestone, lockBusiness, milestonesOf } from '../store/business.ts'
import { type Plan, type Writer, movePlan, plansOf, saveComment, sectionsOf } from '../store/plans.ts'
import { type RunRefusal, runOf } from './run-of.ts'

/** Within how many days the provider answers a submitted plan (ours). */
export const planAnswerDays = 10

/** A step with a plan. `words` say why it was returned or approved; they stand as a comment on the whole version. */
export type PlanStepCommand = { enrolmentId: RunId; requestId: string; at: Instant }

/** Why a plan is not submitted, taken back, returned or approved. */
export type PlanStepRefusal = RunRefusal | PlanRefusal | OrderRefusal | { kind: 'words_missing' }

/** Submits the version in work, or takes it back while nobody has decided. Every section must have been written. */
export async function submitPlan(
  tx: Tx,
  command: PlanStepCommand & { actor: Writer; step: 'submit' | 'take_back' },
): Promise<Result<Plan, PlanStepRefusal>> {
  const { actor, step, at } = command
  const found = await loadPlan(tx, command, step)
  if (!found.ok || found.value.done) return found.ok ? ok(found.value.last) : found
  const { run, agreed, last } = found.value
  if (step === 'submit') {
    const written = [...(await sectionsOf(tx, last.id))].map(([section, { words }]) => [section, words] as const)
    const sections = emptySections(new Map(written))
    if (sections.length > 0) return refuse({ kind: 'sections_empty', sections })
  }
  const state = await movePlan(tx, last.id, step, command)
  // Submitting answers the citizen's own task of a returned plan too.
  await closeTasks(tx, { subject: aboutPlan(run), at })
  if (step === 'submit') await tellDecider(tx, { run, agreed, at })
  await keepLine(tx, command, { run, last, action: businessActions[`${step}_plan`], actor })
  return ok({ ...last, state })
}

/** Returns or approves the submitted version in a named person's name. Approving is the business's milestone of the same name. */
export async function decidePlan(
  tx: Tx,
  command: PlanStepCommand & { actor: StaffActor; step: 'return' | 'approve'; words: string },
): Promise<Result<Plan, PlanStepRefusal>> {
  const { actor, step, at } = command
  const found = await loadPlan(tx, command, step)
  if (!found.ok || found.value.done) return found.ok ? ok(found.value.last) : found
  const { run, agreed, last, business } = found.value
  const words = command.words.trim()
  if (words === '') return refuse({ kind: 'words_missing' })
  const earlier = await milestonesOf(tx, run.id)
  const first = !hasApprovedPlan(earlier)
  if (step === 'approve' && first) {
    const refused = refusedMilestone('plan_approved', business, earlier)
    if (refused !== null) return refuse(refused)
    const on: Day = dayOf(at)
    const reached = { milestone: { name: 'plan_approved' as const }, state: stateAfter('plan_approved', business) }
    await insertMilestone(tx, { ...command, ...reached, on, evidence: words })
  }
  const state = await movePlan(tx, last.id, step, command)
  await saveComment(tx, last.id, { section: null, words }, command)
  await closeTasks(tx, { subject: aboutPlan(run), at })
  await tellDecision(tx, { run, agreed, step, at })
  await keepLine(tx, command, { run, last, action: businessActions[`${step}_plan`], actor })
  return ok({ ...last, state })
}

type Loaded = { run: Enrolment; agreed: Agreement; last: Plan; business: BusinessState; done: boolean }

/** The newest version, locked; `done` when this very request has been carried out before. */
async function loadPlan(
  tx: Tx,
  command: PlanStepCommand & { actor: Writer },
  step: 'submit' | 'take_back' | 'return' | 'approve',
): Promise<Result<Loaded, PlanStepRefusal>> {
  const found = await runOf(tx, command.actor, businessActions[`${step}_plan`], command.enrolmentId)
  if (!found.ok) return found
  const business = await lockBusiness(tx, found.value.run, command.at)
  const last = (await plansOf(tx, command.enrolmentId)).at(-1)
  if (last === undefined) return refuse({ kind: 'no_plan_in_work' })
  const done = last.events.some(({ requestId }) => requestId === command.requestId)
  const refused = done ? null : refusedPlanStep(step, last.state)
  return refused === null ? ok({ ...found.value, last, business, done }) : refuse(refused)
}

/** What notices of a plan are about: the run's plan, whichever version. */
function aboutPlan(run: Enrolment) {
  return { noun: 'business_plan', id: run.id }
}

/** The citizen is told of the decision; a returned plan is theirs to go on with, and the caseworker hears of an approval. */
async function tellDecision(
  tx: Tx,
  { run, agreed, step, at }: { run: Enrolment; agreed: Agreement; step: 'return' | 'approve'; at: Instant },
): Promise<void> {
  const kind = step === 'approve' ? 'plan_approved' : 'plan_returned'
  const href = `/enrolments/${run.id}/plan`
  const { personId, caseNumber } = run
  await tellAll(tx, { kind, parties: agreed.parties, subject: aboutPlan(run), href, personId, caseNumber, at })
}

async function tellDecider(tx: Tx, { run, agreed, at }: { run: Enrolment; agreed: Agreement; at: Instant }): Promise<void> {
  await tellAll(tx, {
    kind: 'plan_submitted',
    parties: agreed.parties,
    subject: aboutPlan(run),
    href: `/enrolments/${run.id}/plan`,
    personId: run.personId,
    caseNumber: run.caseNumber,
    dueOn: dayOf(at).add({ days: planAnswerDays }),
    at,
  })
}

async function keepLine(
  tx: Tx,
  { at }: PlanStepCommand,
  { run, last, action, actor }: { run: Enrolment; last: Plan; action: Parameters<typeof recordChange>[1]['action']; actor: Writer },
): Promise<void> {
  assert(last.enrolmentId === run.id, 'the version is of the run')
  await recordChange(tx, {
    actor,
    action,
    on: { noun: 'business_plan', id: last.id },
    personId: run.personId,
    codes: { version: last.number },
    at,
  })
}
