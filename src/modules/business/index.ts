import type { Actor } from '#kernel/actor.ts'
import type { CaseCard, CaseStep } from '#kernel/case-step.ts'
import { formatCvr, parseCvr } from '#kernel/cvr.ts'
import { type Day, dayOf } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { TimelineEntry } from '#kernel/timeline.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Deps, Module } from '#platform/module.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { enrolment } from '#modules/enrolments/index.ts'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { businessActions } from './actions.ts'
import type { BusinessPorts } from './actions/budget.ts'
import { nextMilestones } from './domain/business-machine.ts'
import { budgetsOf, eraseBudgets } from './store/budgets.ts'
import { eraseGoals } from './store/goals.ts'
import { businessState, eraseEvidence, milestonesOf } from './store/business.ts'
import { erasePlans, plansOf, sectionsOf } from './store/plans.ts'
import { texts } from './texts/texts.ts'
import { businessRoutes } from './web/routes.tsx'

export { businessCheck } from './actions/verify.ts'
export { type ClosedAtCheck, ceaseByCheck } from './actions/cease-by-check.ts'
export { type MilestoneCommand, type MilestoneRefusal, planApproved, recordMilestone } from './actions/record-milestone.ts'
export { type BenefitWarning, beforeRegistration, benefitWarning } from './actions/benefit-warning.ts'
export {
  type BudgetCommand,
  type BudgetFigures,
  type BudgetRefusal,
  type BusinessPorts,
  budgetFigures,
  changeBudget,
  keepBudgetVersion,
  keptBudgets,
} from './actions/budget.ts'
export { type PlanStepRefusal, decidePlan, submitPlan } from './actions/decide-plan.ts'
export { BenefitNotice } from './web/benefit-notice.tsx'
export { planFileCards } from './web/file-cards.ts'
export { addGoalStep, finishGoalStep, reviewGoal, setGoal } from './actions/goals.ts'
export { type GoalsToReview, type SessionReviews, goalsToReview, reviewInSession } from './actions/goals-in-session.ts'
export { overdueStepsOf } from './store/goals.ts'
export { type WriteRefusal, commentOnPlan, writeSection } from './actions/write-plan.ts'
export { type BusinessState, type Milestone, businessSteps } from './domain/business-machine.ts'
export type { BudgetLine } from './domain/budget/budget.ts'
export type { BudgetDocument, LoanWish } from './domain/budget/document.ts'
export type { LoanPlan } from './domain/budget/ports.ts'
export type { Scenario } from './domain/budget/reckon.ts'
export type { BudgetId } from './store/budgets.ts'
export { type PlanSection, type PlanState, planSections } from './domain/plan.ts'
export type { NewMilestone } from './domain/milestone.ts'
export { type RecordedMilestone, businessState, milestonesOf, personsWithCvr } from './store/business.ts'

type CaseRef = { enrolmentId: Id<'enrolment'> | null }

/** The milestones of a case's business, for its timeline; without the words of evidence. */
export async function businessTimeline(tx: Tx, lang: Lang, { enrolmentId }: CaseRef): Promise<TimelineEntry[]> {
  if (enrolmentId === null) return []
  const say = texts(lang)
  return (await milestonesOf(tx, enrolmentId)).map((reached): TimelineEntry => {
    const numbered = cvrText(reached.cvr)
    return {
      on: reached.on,
      at: reached.at,
      tone: reached.name === 'ceased' ? 'due' : 'done',
      icon: 'business',
      title: say.reached[reached.name],
      ...(numbered === null || reached.vat === null ? {} : { text: `CVR ${numbered}, ${say.vatText(reached.vat)}` }),
      ...(reached.checkMonths === null ? {} : { text: say.foundAtCheck(reached.checkMonths) }),
      href: `/enrolments/${enrolmentId}/business`,
      kind: reached.name === 'plan_approved' ? 'decision' : 'change',
    }
  })
}

/** Where the business stands, since when, and its number, as a card. */
export async function businessCards(tx: Tx, lang: Lang, { enrolmentId }: CaseRef): Promise<CaseCard[]> {
  if (enrolmentId === null) return []
  const say = texts(lang)
  const reached = await milestonesOf(tx, enrolmentId)
  const last = reached.at(-1)
  const numbered = cvrText(reached.findLast((one) => one.cvr !== null)?.cvr ?? null)
  const facts = [
    { label: say.state, value: say.states[await businessState(tx, enrolmentId)] },
    ...(last === undefined ? [] : [{ label: say.lastReached, value: `${say.reached[last.name]}, ${dayText(last.on)}` }]),
    ...(numbered === null ? [] : [{ label: say.cvr, value: numbered }]),
    ...(await planFact(tx, lang, enrolmentId)),
    ...(await budgetFact(tx, lang, enrolmentId)),
  ]
  return [{ title: say.title, facts, href: `/enrolments/${enrolmentId}/business` }]
}

/** Deletes what the business holds in words about a person: evidence, plans, comments, budgets and goals. Dates and states stay. */
export async function eraseBusinessWords(tx: Tx, personId: string): Promise<void> {
  await eraseEvidence(tx, personId)
  await erasePlans(tx, personId)
  await eraseBudgets(tx, personId)
  await eraseGoals(tx, personId)
}

/** The plan as a fact of the card: the newest version, and before it the approved one it does not replace yet. */
async function planFact(tx: Tx, lang: Lang, enrolmentId: Id<'enrolment'>): Promise<CaseCard['facts']> {
  const plans = await plansOf(tx, enrolmentId)
  const last = plans.at(-1)
  if (last === undefined) return []
  const approved = plans.findLast(({ state }) => state === 'approved')
  const say = texts(lang).plan
  const value = (approved === undefined || approved === last ? [last] : [approved, last])
    .map(({ number, state }) => `${say.version(number)}, ${say.states[state].toLowerCase()}`)
    .join('; ')
  return [{ label: say.cardFact, value }]
}

/** The plan as a record of the run tells it: when the newest approved version was approved, and its idea in words; null before any plan. */
export async function planOnRecord(tx: Tx, enrolmentId: Id<'enrolment'>): Promise<{ approvedOn: Day | null; idea: string | null } | null> {
  const plans = await plansOf(tx, enrolmentId)
  const shown = plans.findLast(({ state }) => state === 'approved') ?? plans.at(-1)
  if (shown === undefined) return null
  const approved = shown.events.find(({ name }) => name === 'approve')
  return {
    approvedOn: approved === undefined ? null : dayOf(approved.at),
    idea: (await sectionsOf(tx, shown.id)).get('idea')?.words ?? null,
  }
}

/** The budget as a fact of the card: the newest version, and before it the kept one that an application may rest on. */
async function budgetFact(tx: Tx, lang: Lang, enrolmentId: Id<'enrolment'>): Promise<CaseCard['facts']> {
  const versions = await budgetsOf(tx, enrolmentId)
  const last = versions.at(-1)
  if (last === undefined) return []
  const kept = versions.findLast(({ state }) => state === 'kept')
  const say = texts(lang).budget
  const value = (kept === undefined || kept === last ? [last] : [kept, last])
    .map(({ number, state }) => `${say.version(number)}, ${(state === 'kept' ? say.kept : say.draft).toLowerCase()}`)
    .join('; ')
  return [{ label: say.cardFact, value }]
}

/** Recording a milestone and writing the plan as steps of the case, for those who may. */
export async function businessCaseSteps(tx: Tx, actor: Actor, lang: Lang, { enrolmentId }: CaseRef): Promise<CaseStep[]> {
  const run = enrolmentId === null ? null : await enrolment(tx, enrolmentId)
  const agreed = run === null ? null : await agreement(tx, run.agreementId)
  if (run === null || agreed === null) return []
  const about = { parties: agreed.parties, personId: run.personId }
  const open = nextMilestones(await businessState(tx, run.id), await milestonesOf(tx, run.id)).filter((name) => name !== 'plan_approved')
  const say = texts(lang)
  const steps: CaseStep[] = []
  if (open.some((name) => authorize(actor, businessActions[name], about).ok))
    steps.push({ label: say.step, href: `/enrolments/${run.id}/business`, consequence: say.stepConsequence, primary: false })
  if (authorize(actor, businessActions.write_budget, about).ok)
    steps.push({ label: say.budget.step, href: `/enrolments/${run.id}/budget`, consequence: say.budget.stepConsequence, primary: false })
  if (authorize(actor, businessActions.set_goal, about).ok)
    steps.push({ label: say.goals.caseStep, href: `/enrolments/${run.id}/goals`, consequence: say.goals.stepConsequence, primary: false })
  if (authorize(actor, businessActions.write_plan, about).ok)
    steps.push({ label: say.plan.step, href: `/enrolments/${run.id}/plan`, consequence: say.plan.stepConsequence, primary: false })
  return steps
}

function cvrText(cvr: string | null): string | null {
  const number = cvr === null ? null : parseCvr(cvr)
  return number?.ok === true ? formatCvr(number.value) : null
}

/** The milestones of businesses. */
export function businessModule(deps: Deps, ports: BusinessPorts): Module {
  return { name: 'business', actions: Object.values(businessActions), routes: businessRoutes(deps, ports) }
}
