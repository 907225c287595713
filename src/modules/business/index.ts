import type { Actor } from '#kernel/actor.ts'
import type { CaseCard, CaseStep } from '#kernel/case-step.ts'
import { formatCvr, parseCvr } from '#kernel/cvr.ts'
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
import { nextMilestones } from './domain/business-machine.ts'
import { businessState, milestonesOf } from './store/business.ts'
import { texts } from './texts/texts.ts'
import { businessRoutes } from './web/routes.tsx'

export { type MilestoneCommand, type MilestoneRefusal, planApproved, recordMilestone } from './actions/record-milestone.ts'
export { type BusinessState, type Milestone, businessSteps } from './domain/business-machine.ts'
export type { NewMilestone } from './domain/milestone.ts'
export { type RecordedMilestone, businessState, eraseEvidence, milestonesOf } from './store/business.ts'

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
      ...(numbered === null || reached.vat === null ? {} : { text: `${numbered}, ${say.vatText(reached.vat)}` }),
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
    { label: say.state, value: say.states[last?.name ?? 'none'] },
    ...(last === undefined ? [] : [{ label: say.day, value: dayText(last.on) }]),
    ...(numbered === null ? [] : [{ label: say.cvr, value: numbered }]),
  ]
  return [{ title: say.title, facts, href: `/enrolments/${enrolmentId}/business` }]
}

/** Recording a milestone as a step of the case, for those who may record one that can follow. */
export async function businessCaseSteps(tx: Tx, actor: Actor, lang: Lang, { enrolmentId }: CaseRef): Promise<CaseStep[]> {
  const run = enrolmentId === null ? null : await enrolment(tx, enrolmentId)
  const agreed = run === null ? null : await agreement(tx, run.agreementId)
  if (run === null || agreed === null) return []
  const about = { parties: agreed.parties, personId: run.personId }
  const offered = nextMilestones(await businessState(tx, run.id)).filter((name) => authorize(actor, businessActions[name], about).ok)
  if (offered.length === 0) return []
  const say = texts(lang)
  return [{ label: say.step, href: `/enrolments/${run.id}/business`, consequence: say.stepConsequence, primary: false }]
}

function cvrText(cvr: string | null): string | null {
  const number = cvr === null ? null : parseCvr(cvr)
  return number?.ok === true ? `CVR ${formatCvr(number.value)}` : null
}

/** The milestones of businesses. */
export function businessModule(deps: Deps): Module {
  return { name: 'business', actions: Object.values(businessActions), routes: businessRoutes(deps) }
}
