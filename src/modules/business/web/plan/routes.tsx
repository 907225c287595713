import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { errorText, readForm } from '#ui/form-data.ts'
import { text, whole } from '#ui/form-fields.ts'
import { businessActions } from '../../actions.ts'
import { type PlanStepRefusal, decidePlan, submitPlan } from '../../actions/decide-plan.ts'
import { commentOnPlan, writeSection } from '../../actions/write-plan.ts'
import { type PlanSection, planSections } from '../../domain/plan.ts'
import type { RunId } from '../../store/business.ts'
import { texts } from '../../texts/texts.ts'
import { personOf } from '../person-of.ts'
import { planFacts } from './facts.ts'
import { PlanPage } from './page.tsx'
import { SectionPage, type SectionTyped, commentMax, sectionMax } from './section-page.tsx'

/** The pages of a run's business plan, for its citizen and the staff about it. */
export function planRoutes(deps: Deps): Route[] {
  const plan = '/enrolments/:id/plan'
  return [
    get(plan, businessActions.see_plan, (call) => showPlan(deps, call)),
    get(`${plan}/:section`, businessActions.write_plan, (call) => showSection(deps, call)),
    post(`${plan}/:section`, businessActions.write_plan, (call) => answerSection(deps, call)),
    post(`${plan}/:section/comments`, businessActions.comment_plan, (call) => answerComment(deps, call)),
    post('/enrolments/:id/plan-steps/submit', businessActions.submit_plan, (call) => answerSubmit(deps, call, 'submit')),
    post('/enrolments/:id/plan-steps/take_back', businessActions.take_back_plan, (call) => answerSubmit(deps, call, 'take_back')),
    post('/enrolments/:id/plan-steps/approve', businessActions.approve_plan, (call) => answerDecision(deps, call, 'approve')),
    post('/enrolments/:id/plan-steps/return', businessActions.return_plan, (call) => answerDecision(deps, call, 'return')),
  ]
}

function sectionOf(call: Call): PlanSection | null {
  return planSections.find((section) => section === call.param('section')) ?? null
}

async function showPlan({ db }: Deps, call: Call, problem?: Parameters<typeof PlanPage>[0]['problem']): Promise<Response> {
  const id = parseId<'enrolment'>(call.param('id'))
  if (id === null) return call.notFound()
  const version = Number(call.query('version') ?? Number.NaN)
  const facts = await db.transaction(call.context, (tx) => planFacts(tx, call, id, version))
  if (!facts.ok) return call.refused(facts.refusal)
  return call.page(
    <PlanPage call={call} facts={facts.value} {...(problem === undefined ? {} : { problem })} />,
    problem === undefined ? 200 : 422,
  )
}

async function showSection({ db }: Deps, call: Call, typed?: SectionTyped): Promise<Response> {
  const id = parseId<'enrolment'>(call.param('id'))
  const section = sectionOf(call)
  if (id === null || section === null) return call.notFound()
  const facts = await db.transaction(call.context, (tx) => planFacts(tx, call, id, null))
  if (!facts.ok) return call.refused(facts.refusal)
  const page = <SectionPage call={call} facts={facts.value} section={section} {...(typed === undefined ? {} : { typed })} />
  return call.page(page, typed === undefined ? 200 : 422)
}

type Target = { id: RunId; section: PlanSection }

function targetOf(call: Call): Target | null {
  const id = parseId<'enrolment'>(call.param('id'))
  const section = sectionOf(call)
  return id === null || section === null ? null : { id, section }
}

async function answerSection(deps: Deps, call: Call): Promise<Response> {
  const target = targetOf(call)
  if (target === null) return call.notFound()
  const say = texts(call.lang).plan
  const form = await call.form()
  const read = readForm({ words: text({ max: sectionMax, required: false }), revision: whole({ min: 0, max: 999_999 }) }, form)
  if (!read.ok) {
    const error = errorText(read.refusal.words ?? read.refusal.revision, call.lang) ?? ''
    return showSection(deps, call, { words: read.raw.words ?? '', errors: [{ field: 'words', label: say.words, text: error }] })
  }
  const command = {
    actor: personOf(call),
    enrolmentId: target.id,
    section: target.section,
    ...read.value,
    requestId: requestIdOf(form),
    at: call.now,
  }
  const answer = await deps.db.transaction(call.context, (tx) => writeSection(tx, command))
  if (answer.ok) return call.see(`/enrolments/${target.id}/plan#${target.section}`, read.value.words === '' ? say.nowEmpty : say.saved)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_enrolment') return call.refused(refusal)
  const errors = [
    { field: 'words', label: say.words, text: refusal.kind === 'section_changed' ? say.newerTitle : refusalText(refusal, call) },
  ]
  return showSection(deps, call, {
    words: read.value.words,
    errors,
    ...(refusal.kind === 'section_changed' ? { newer: { words: refusal.words, revision: refusal.revision } } : {}),
  })
}

async function answerComment(deps: Deps, call: Call): Promise<Response> {
  const target = targetOf(call)
  if (target === null) return call.notFound()
  const say = texts(call.lang).plan
  const form = await call.form()
  const read = readForm({ comment: text({ max: commentMax }) }, form)
  const again = (comment: string, error: string) =>
    showSection(deps, call, { comment, errors: [{ field: 'comment', label: say.comment, text: error }] })
  if (!read.ok) return again(read.raw.comment ?? '', errorText(read.refusal.comment, call.lang) ?? '')
  const { id: enrolmentId, section } = target
  const command = { actor: personOf(call), enrolmentId, section, words: read.value.comment, requestId: requestIdOf(form), at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => commentOnPlan(tx, command))
  if (answer.ok) return call.see(`/enrolments/${enrolmentId}/plan/${section}#talk`, say.commented)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_enrolment') return call.refused(refusal)
  return again(read.value.comment, refusalText(refusal, call))
}

async function answerSubmit(deps: Deps, call: Call, step: 'submit' | 'take_back'): Promise<Response> {
  const enrolmentId = parseId<'enrolment'>(call.param('id'))
  if (enrolmentId === null) return call.notFound()
  const say = texts(call.lang).plan
  const command = { actor: personOf(call), enrolmentId, step, requestId: requestIdOf(await call.form()), at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => submitPlan(tx, command))
  if (answer.ok) return call.see(`/enrolments/${enrolmentId}/plan`, step === 'submit' ? say.submitted : say.takenBack)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_enrolment') return call.refused(refusal)
  return showPlan(deps, call, { text: refusalText(refusal, call) })
}

async function answerDecision(deps: Deps, call: Call, step: 'approve' | 'return'): Promise<Response> {
  const enrolmentId = parseId<'enrolment'>(call.param('id'))
  if (enrolmentId === null) return call.notFound()
  const actor = personOf(call)
  assert(actor.kind === 'staff', 'a plan is decided on by staff')
  const say = texts(call.lang).plan
  const form = await call.form()
  const read = readForm({ words: text({ max: 2000 }) }, form)
  const again = (error: string) => showPlan(deps, call, { field: 'words', label: say.decideWhy, text: error, words: read.raw.words ?? '' })
  if (!read.ok) return again(errorText(read.refusal.words, call.lang) ?? '')
  const command = { actor, enrolmentId, step, words: read.value.words, requestId: requestIdOf(form), at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => decidePlan(tx, command))
  if (answer.ok) return call.see(`/enrolments/${enrolmentId}/plan`, step === 'approve' ? say.approvedDone : say.returnedDone)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_enrolment') return call.refused(refusal)
  return showPlan(deps, call, { text: refusalText(refusal, call), words: read.value.words })
}

type Refused = Exclude<PlanStepRefusal, { kind: 'not_permitted' } | { kind: 'no_such_enrolment' }>

/** Why a plan was not written or moved, in plain words. */
function refusalText(refusal: Refused, call: Call): string {
  const say = texts(call.lang).plan
  switch (refusal.kind) {
    case 'no_plan_in_work':
    case 'words_missing':
      return say.refusals[refusal.kind]
    case 'plan_not_there':
      return say.refusals.plan_not_there(say.states[refusal.state])
    case 'sections_empty':
      return say.missing(refusal.sections.map((section) => say.sections[section].name.toLowerCase()).join(', '))
    case 'section_changed':
      return say.newerTitle
    case 'reached_already':
    case 'not_now':
      return refusal.kind === 'not_now' && refusal.state === 'ceased' ? say.refusals.ceased : say.refusals.not_tested
  }
}
