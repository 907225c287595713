import type { AccountId, Actor } from '#kernel/actor.ts'
import type { OutOfReach } from '#kernel/day-reach.ts'
import type { Day } from '#kernel/days.ts'
import { parseId } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { accountNames, authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { enrolment } from '#modules/enrolments/index.ts'
import { actions as peopleActions, personNames } from '#modules/people/index.ts'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { businessActions } from '../actions.ts'
import { benefitWarning } from '../actions/benefit-warning.ts'
import type { BusinessPorts } from '../actions/budget.ts'
import { type MilestoneRefusal, recordMilestone } from '../actions/record-milestone.ts'
import { nextMilestones } from '../domain/business-machine.ts'
import { type RunId, businessState, milestonesOf } from '../store/business.ts'
import { texts } from '../texts/texts.ts'
import { type WrongForm, readMilestone, recordable, typedDay, warnedFor } from './business/form.ts'
import { type BusinessFacts, BusinessPage } from './business/page.tsx'
import { budgetRoutes } from './budget/routes.tsx'
import { goalRoutes } from './goals/routes.tsx'
import { planRoutes } from './plan/routes.tsx'

/** The page of a run's business. Every recorder may record an idea, so that is what the door asks; the action asks exactly. */
export function businessRoutes(deps: Deps, ports: BusinessPorts): Route[] {
  return [
    get('/enrolments/:id/business', businessActions.see, (call) => showBusiness(deps, call)),
    post('/enrolments/:id/business', businessActions.idea, (call) => answerMilestone(deps, call)),
    ...planRoutes(deps),
    ...budgetRoutes(deps, ports),
    ...goalRoutes(deps, ports),
  ]
}

function actorOf(call: Call): Actor {
  assert(call.actor !== null, 'a route with an action has an actor')
  return call.actor
}

type Found = Result<BusinessFacts, NotPermitted | { kind: 'no_such_enrolment' }>

async function businessFacts(tx: Tx, call: Call, id: RunId, registeredOn: Day): Promise<Found> {
  const run = await enrolment(tx, id)
  const agreed = run === null ? null : await agreement(tx, run.agreementId)
  if (run === null || agreed === null) return refuse({ kind: 'no_such_enrolment' })
  const actor = actorOf(call)
  const about = { parties: agreed.parties, personId: run.personId }
  const permit = authorize(actor, businessActions.see, about)
  if (!permit.ok) return permit
  await recordRead(tx, { actor, page: 'business.business', personId: run.personId, at: call.now })
  const milestones = await milestonesOf(tx, id)
  const state = await businessState(tx, id)
  const next = nextMilestones(state, milestones)
  const offered = recordable.filter((name) => next.includes(name) && authorize(actor, businessActions[name], about).ok)
  const accounts: AccountId[] = milestones.map((reached) => reached.accountId)
  return ok({
    enrolmentId: id,
    referralId: run.referralId,
    personId: run.personId,
    reader: actor,
    mayAttach: authorize(actor, peopleActions.attach_document, { personId: run.personId }).ok,
    caseNumber: run.caseNumber,
    person: (await personNames(tx, [run.personId])).get(run.personId)?.name ?? null,
    state,
    milestones,
    names: await accountNames(tx, accounts),
    awaitsPlan: next.includes('plan_approved'),
    offered: offered,
    benefit: offered.includes('registered') ? await benefitWarning(tx, run.personId, registeredOn) : null,
  })
}

type Wrong = Omit<Parameters<typeof BusinessPage>[0], 'call' | 'facts'>

async function showBusiness({ db }: Deps, call: Call, wrong?: Wrong, registeredOn: Day | null = null): Promise<Response> {
  const id = parseId<'enrolment'>(call.param('id'))
  if (id === null) return call.notFound()
  const facts = await db.transaction(call.context, (tx) => businessFacts(tx, call, id, registeredOn ?? call.today))
  if (!facts.ok) return call.refused(facts.refusal)
  return call.page(<BusinessPage call={call} facts={facts.value} {...wrong} />, wrong === undefined ? 200 : 422)
}

async function answerMilestone(deps: Deps, call: Call): Promise<Response> {
  const id = parseId<'enrolment'>(call.param('id'))
  if (id === null) return call.notFound()
  const form = await call.form()
  const read = readMilestone(form, call.today)
  const on = typedDay(form, call.today)
  const toldFor = warnedFor(form, call.today)
  if (!read.ok) return showBusiness(deps, call, on?.equals(toldFor) === false ? untold(read.refusal) : read.refusal, on)
  const command = { actor: actorOf(call), enrolmentId: id, ...read.value, toldFor, requestId: requestIdOf(form), at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => recordMilestone(tx, command))
  if (answer.ok) return call.see(`/enrolments/${id}/business`, texts(call.lang).saved)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_enrolment') return call.refused(refusal)
  const { raw } = read.value
  if (refusal.kind === 'told_of_another_day') {
    const text = { da: texts('da').benefit.otherDay, en: texts('en').benefit.otherDay }
    return showBusiness(deps, call, { errors: { told: { kind: 'own', text } }, raw: { ...raw, told: '' } }, on)
  }
  if (refusal.kind === 'day_before' || refusal.kind === 'day_after')
    return showBusiness(deps, call, { errors: { reached_on: refusal }, raw }, on)
  if (refusal.kind === 'day_in_the_future' || refusal.kind === 'before_earlier_milestone') {
    const text = { da: refusalText(refusal, 'da'), en: refusalText(refusal, 'en') }
    return showBusiness(deps, call, { errors: { reached_on: { kind: 'own', text } }, raw }, on)
  }
  return showBusiness(deps, call, { problem: refusalText(refusal, call.lang), raw }, on)
}

// The page that comes back warns of another day than the tick was set for.
function untold(wrong: WrongForm): WrongForm {
  return { ...wrong, raw: { ...wrong.raw, told: '' } }
}

/** Why a milestone was not recorded, in plain words. */
function refusalText(refusal: Exclude<MilestoneRefusal, NotPermitted | OutOfReach | { kind: 'no_such_enrolment' }>, lang: Lang): string {
  const say = texts(lang)
  switch (refusal.kind) {
    case 'not_now':
      return say.refusals.not_now(say.reached[refusal.milestone], say.states[refusal.state])
    case 'before_earlier_milestone':
      return say.refusals.before_earlier_milestone(say.reached[refusal.milestone], dayText(refusal.on))
    case 'reached_already':
      return say.refusals.reached_already(say.reached[refusal.milestone])
    case 'benefit_not_told':
      return say.benefit.toldMissing
    case 'told_of_another_day':
      return say.benefit.otherDay
    case 'day_in_the_future':
    case 'evidence_missing':
      return say.refusals[refusal.kind]
  }
}
