import type { Actor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import type { Ore } from '#kernel/money.ts'
import { type Result, assert, ok } from '#kernel/result.ts'
import { refusing } from '#platform/db/database.ts'
import { type ReceivedFile, receiveFile } from '#platform/files/receive.ts'
import { type Call, fileOf, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { type FieldErrors, type RawForm, readForm } from '#ui/form-data.ts'
import { kroner, text, whole } from '#ui/form-fields.ts'
import { recordRead } from '#modules/audit/index.ts'
import { consentToAct } from '#modules/people/index.ts'
import { mayLendOn } from '#modules/programmes/index.ts'
import { loanActions } from '../../actions.ts'
import { type Application, type ApplyRefusal, applyConstraints, applyForLoan, productOf } from '../../actions/apply.ts'
import { makePlan } from '../../domain/engine/index.ts'
import type { LoanId } from '../../domain/loan.ts'
import { overStates } from '../../domain/loan-machine.ts'
import { loansOfPerson } from '../../store/loans.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'
import { type AidProblem, readAids } from '../aid/fields.tsx'
import { loanFileKinds } from '../documents/kinds.ts'
import { attach } from '../documents/accept.ts'
import { maxBodyBytes } from '../documents/routes.tsx'
import { refusalText } from '../words.ts'
import { type ApplyField, ApplyPage, type PlanLooked } from './page.tsx'
import { NothingToLend, OpenAlready } from './open-already.tsx'

/** The application's page and its sending, with the first quote and the declaration of other aid. */
export function applyRoutes(deps: Deps): Route[] {
  return [
    get('/enrolments/:id/loan-application', loanActions.apply, (call) => showApply(deps, call)),
    post('/enrolments/:id/loan-application', loanActions.apply, (call) => answerApply(deps, call), { maxBodyBytes }),
  ]
}

function actorOf(call: Call): Actor {
  assert(call.actor !== null, 'a route with an action has an actor')
  return call.actor
}

type Wrong = { errors?: FieldErrors<ApplyField>; problem?: string; raw?: RawForm<ApplyField>; aid?: AidProblem; plan?: PlanLooked }

async function showApply({ db }: Deps, call: Call, wrong: Wrong = {}): Promise<Response> {
  const enrolmentId = parseId<'enrolment'>(call.param('id'))
  const actor = actorOf(call)
  const found = await db.transaction(call.context, async (tx) => {
    const product = enrolmentId === null ? null : await productOf(tx, enrolmentId)
    if (product === null) return null
    // It tells staff of the citizen's consent, and of the loan there is.
    if (actor.kind === 'staff') await recordRead(tx, { actor, page: loanActions.apply.name, personId: product.run.personId, at: call.now })
    const open = (await loansOfPerson(tx, product.run.personId)).find(
      (loan) => loan.enrolmentId === enrolmentId && !overStates.includes(loan.state),
    )
    return { ...product, open, consent: await consentToAct(tx, actor, product.run.personId, 'loan') }
  })
  if (found === null) return call.notFound()
  const status = Object.keys(wrong).length === 0 || wrong.plan !== undefined ? 200 : 422
  // Whoever comes by an old address is told at once, and not when everything is filled in.
  if (call.request.method === 'GET' && found.open !== undefined) return call.page(<OpenAlready call={call} loan={found.open} />)
  if (call.request.method === 'GET' && !mayLendOn(found.product, call.today))
    return call.page(<NothingToLend call={call} legalBasis={found.product.legalBasis} />)
  const action = new URL(call.request.url).pathname
  const inName = actor.kind === 'staff' ? { personId: found.run.personId, consent: found.consent } : undefined
  return call.page(<ApplyPage call={call} action={action} product={found.product} inName={inName} {...wrong} />, status)
}

async function answerApply(deps: Deps, call: Call): Promise<Response> {
  const enrolmentId = parseId<'enrolment'>(call.param('id'))
  const found = enrolmentId === null ? null : await deps.db.read(call.context, (tx) => productOf(tx, enrolmentId))
  if (enrolmentId === null || found === null) return call.notFound()
  const form = await call.form()
  if (form.get('do') === 'look') return lookAtPlan(deps, call, found.product, form)
  const read = readForm(applyFields(found.product), form)
  const aids = readAids(call, form)
  const sent = fileOf(form, 'quote')
  const quote = sent === null ? ok(null) : await receiveFile(sent, { scanner: deps.scanner, kinds: loanFileKinds })
  const aid = { errors: aids.ok ? {} : aids.errors, raw: aids.raw }
  if (!read.ok || !aids.ok || !quote.ok) {
    const errors = { ...(read.ok ? {} : read.refusal), ...(quote.ok ? {} : { quote: quote.refusal }) }
    return showApply(deps, call, { errors, raw: read.raw, aid })
  }
  const { amount, purpose, terms, start_pause: startPauseMonths, anchor_day: anchorDay } = read.value
  const wish = { amount, purpose, terms, startPauseMonths, anchorDay, requestId: requestIdOf(form), otherAid: aids.aids }
  const answer = await refusing(() => apply(deps, call, { enrolmentId, wish, quote: quote.value }), applyConstraints)
  if (answer.ok) return call.see(`/loans/${answer.value}`, texts(call.lang).applied)
  if (answer.refusal.kind === 'not_permitted' || answer.refusal.kind === 'no_such_enrolment') return call.refused(answer.refusal)
  return showApply(deps, call, { problem: refusalText(answer.refusal, call.lang), raw: read.raw, aid })
}

/** The plan of what was typed so far, on the form as it was; nothing is kept. */
function lookAtPlan(deps: Deps, call: Call, product: Parameters<typeof applyFields>[0], form: FormData): Promise<Response> {
  const { purpose, ...needed } = applyFields(product)
  const { raw } = readForm({ ...needed, purpose }, form)
  const aid = { errors: {}, raw: readAids(call, form).raw }
  const read = readForm(needed, form)
  if (!read.ok) return showApply(deps, call, { errors: read.refusal, raw, aid })
  const { amount, terms, start_pause: startPauseMonths, anchor_day: anchorDay } = read.value
  const plan = makePlan({ amount, terms, startPauseMonths, anchorDay }, call.today)
  assert(plan.ok, 'what the product allows has a plan')
  return showApply(deps, call, { plan: { rows: plan.value, anchorDay }, raw, aid })
}

type Sent = { enrolmentId: Parameters<typeof productOf>[1]; wish: Application; quote: ReceivedFile | null }

/** Application and quote are one transaction: neither is kept without the other. */
function apply(deps: Deps, call: Call, { enrolmentId, wish, quote }: Sent): Promise<Result<LoanId, ApplyRefusal | { kind: string }>> {
  return deps.db.transaction(call.context, async (tx) => {
    const made = await applyForLoan(tx, { actor: actorOf(call), enrolmentId, wish, on: call.today, at: call.now })
    if (!made.ok || quote === null) return made
    const title = lifeTexts(call.lang).documents.quoteTitle
    const kept = await attach(tx, call, { loanId: made.value, title, file: quote, requestId: wish.requestId })
    return kept.ok ? made : kept
  })
}

function applyFields(product: { minOre: Ore; maxOre: Ore; maxTerms: number; startPauseMonthsMax: number }) {
  return {
    amount: kroner({ min: product.minOre, max: product.maxOre, whole: true }),
    purpose: text({ max: 2000 }),
    terms: whole({ min: 1, max: product.maxTerms }),
    start_pause: whole({ min: 0, max: product.startPauseMonthsMax }),
    anchor_day: whole({ min: 1, max: 31 }),
  }
}
