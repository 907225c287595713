import type { Actor } from '#kernel/actor.ts'
import { type Id, parseId } from '#kernel/ids.ts'
import { type Result, assert, ok } from '#kernel/result.ts'
import { recordRead } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { type FieldProblem, problemText } from '#ui/form-problem.ts'
import { actions } from '../../actions.ts'
import type { EnrolmentPorts } from '../../actions/ports.ts'
import { type StepRefusal, takeStep } from '../../actions/take-step.ts'
import type { CommandStep } from '../../domain/command.ts'
import { hasAccepted } from '../../domain/enrolment.ts'
import { placeStepNames, stepOf } from '../../domain/place-machine.ts'
import { texts } from '../../texts/texts.ts'
import { consequencesOf } from '../preview/consequences.ts'
import { type StepFacts, stepFacts } from './facts.ts'
import { labelOf } from './fields.tsx'
import { type StepField, type StepRaw, type StepReading, readStepForm } from './form.ts'
import { type StepError, StepPage } from './page.tsx'
import { stepWords } from './said.ts'
import { type ToldRefusal, refusalError } from './refusal.ts'

/** One page for each step a person can take; the three answers to an offer share one. */
export function stepRoutes(deps: Deps, ports: EnrolmentPorts): Route[] {
  const steps = placeStepNames.filter((name): name is CommandStep => stepOf(name).page !== null)
  const first = steps.filter((name, index) => steps.findIndex((other) => stepOf(other).page === stepOf(name).page) === index)
  return first.flatMap((step) => {
    const path = `/enrolments/:id/${stepOf(step).page ?? ''}`
    return [
      get(path, actions[step], (call) => showStep(deps, ports, call, step)),
      post(path, actions[step], (call) => answerStep(deps, ports, call, step)),
    ]
  })
}

function actorOf(call: Call): Actor {
  assert(call.actor !== null, 'a route with an action has an actor')
  return call.actor
}

async function loadFacts({ db }: Deps, ports: EnrolmentPorts, call: Call, step: CommandStep) {
  const id = parseId<'enrolment'>(call.param('id'))
  if (id === null) return null
  return db.transaction(call.context, async (tx) => {
    const facts = await stepFacts(tx, ports, { actor: actorOf(call), id, step, today: call.today })
    if (facts.ok)
      await recordRead(tx, { actor: actorOf(call), page: `enrolments.${step}`, personId: facts.value.enrolment.personId, at: call.now })
    return facts
  })
}

async function showStep(deps: Deps, ports: EnrolmentPorts, call: Call, step: CommandStep): Promise<Response> {
  const facts = await loadFacts(deps, ports, call, step)
  if (facts === null) return call.notFound()
  if (!facts.ok) return call.refused(facts.refusal)
  return call.page(<StepPage call={call} step={step} facts={facts.value} />)
}

async function answerStep(deps: Deps, ports: EnrolmentPorts, call: Call, step: CommandStep): Promise<Response> {
  const facts = await loadFacts(deps, ports, call, step)
  if (facts === null) return call.notFound()
  if (!facts.ok) return call.refused(facts.refusal)
  const body = await call.form()
  const reading = readStepForm(step, body, facts.value.reasons)
  if (!reading.ok) return again(call, step, facts.value, reading.raw, fieldErrors(call, step, reading.refusal))
  const say = texts(call.lang)
  const byStaff = actorOf(call).kind !== 'citizen'
  const enrolmentId = facts.value.enrolment.id
  if (body.get('do') === 'preview' && byStaff)
    return showPreview(deps, ports, call, { step, facts: facts.value, said: reading.value, raw: reading.raw })
  const taken = await deps.db.transaction(call.context, (tx) =>
    take(tx, ports, call, { enrolmentId, said: reading.value, requestId: requestIdOf(body) }),
  )
  if (taken.ok)
    return call.see(byStaff ? `/cases/${facts.value.enrolment.referralId}` : '/me', stepWords(say, reading.value.wish.step, byStaff).done)
  if (taken.refusal.kind === 'not_permitted' || taken.refusal.kind === 'no_such_enrolment') return call.refused(taken.refusal)
  // A yes said again, in another window or by the caseworker too, is what was wanted.
  if (reading.value.wish.step === 'accept' && hasAccepted(facts.value.enrolment))
    return call.see(byStaff ? `/cases/${facts.value.enrolment.referralId}` : '/me', byStaff ? say.acceptedAlready : say.own.acceptedAlready)
  return again(call, step, facts.value, reading.raw, [namedError(call, step, taken.refusal)])
}

/** The step itself, taken and rolled back: what it would change, or why it is refused. */
async function showPreview(
  { db }: Deps,
  ports: EnrolmentPorts,
  call: Call,
  { step, facts, said, raw }: { step: CommandStep; facts: StepFacts; said: Said['said']; raw: StepRaw },
): Promise<Response> {
  const { wish, reason, words } = said
  const request = { actor: actorOf(call), enrolmentId: facts.enrolment.id, wish, reason, words, at: call.now }
  const answer = await db.preview(call.context, (tx) => consequencesOf(tx, ports, request, call.today))
  if (answer.ok) return call.page(<StepPage call={call} step={step} facts={facts} raw={raw} consequences={answer.value} />)
  if (answer.refusal.kind === 'not_permitted' || answer.refusal.kind === 'no_such_enrolment') return call.refused(answer.refusal)
  return again(call, step, facts, raw, [namedError(call, step, answer.refusal)])
}

/** What the places say no to: where a place is offered it is the start that can be changed. */
const aboutTheStay: readonly ToldRefusal['kind'][] = ['no_free_place', 'agreement_closed', 'past_run_off']

function namedError(call: Call, step: CommandStep, refusal: ToldRefusal): StepError {
  const say = texts(call.lang)
  const told = refusalError(refusal, say)
  const error = step === 'offer' && aboutTheStay.includes(refusal.kind) ? { ...told, field: 'startOn' as const } : told
  return error.field === undefined ? error : { ...error, label: labelFor(call, step, error.field) }
}

/** A field as its reader is asked for it. */
function labelFor(call: Call, step: CommandStep, field: StepField): string {
  const say = texts(call.lang)
  return field === 'answer' && actorOf(call).kind === 'citizen' ? say.own.yourAnswer : labelOf(say, step, field)
}

type Said = { enrolmentId: Id<'enrolment'>; said: Extract<StepReading, { ok: true }>['value']; requestId: string }

async function take(tx: Tx, ports: EnrolmentPorts, call: Call, { enrolmentId, said, requestId }: Said): Promise<Result<true, StepRefusal>> {
  const { wish, reason, words } = said
  // A reason is asked for by the page of three answers, but only leaving the list has one.
  const given = wish.step === 'accept' || wish.step === 'decline' ? {} : { reason, words }
  const taken = await takeStep(tx, ports, { actor: actorOf(call), enrolmentId, wish, ...given, requestId, at: call.now })
  return taken.ok ? ok(true) : taken
}

function fieldErrors(call: Call, step: CommandStep, problems: Extract<StepReading, { ok: false }>['refusal']): StepError[] {
  const found = Object.entries(problems) as [StepField, FieldProblem][]
  return found.map(([field, problem]) => ({ field, label: labelFor(call, step, field), text: problemText(problem, call.lang) }))
}

function again(call: Call, step: CommandStep, facts: StepFacts, raw: StepRaw, errors: readonly StepError[]): Response {
  return call.page(<StepPage call={call} step={step} facts={facts} raw={raw} errors={errors} />, 422)
}
