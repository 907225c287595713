import type { Actor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { type Ore, kroner as wholeKroner, ore } from '#kernel/money.ts'
import { type Result, assert } from '#kernel/result.ts'
import type { ActionRef } from '#kernel/permit.ts'
import { type Tx, refusing } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { agreementAsked, sideBySide } from '#modules/agreements/index.ts'
import { personNames } from '#modules/people/index.ts'
import { type FieldErrors, type RawForm, readForm, typedIn } from '#ui/form-data.ts'
import { choice, chosenCode, day, id, kroner, optional, text, whole } from '#ui/form-fields.ts'
import { loanActions } from '../actions.ts'
import { applyConstraints } from '../actions/apply.ts'
import { paymentConstraints } from '../actions/release-payment.ts'
import { type Met, meetCondition } from '../actions/meet-condition.ts'
import { type MoneyMove, moveMoney } from '../actions/money.ts'
import { reviewLoan } from '../actions/review.ts'
import { decideBys } from '../actions/decide-by.ts'
import { listedAgreements } from '../actions/listed-agreements.ts'
import { readLoan } from '../actions/read-loan.ts'
import { waiveRest } from '../actions/waive-rest.ts'
import { type Step, takeLoanStep } from '../actions/take-step.ts'
import type { LoanId } from '../domain/loan.ts'
import type { TrancheWish } from '../domain/tranche.ts'
import { loansUnder } from '../store/loans.ts'
import { owedOn } from '../store/standings.ts'
import { lifeTexts, texts } from '../texts/texts.ts'
import { applyRoutes } from './apply/routes.tsx'
import { LoanListPage, type ListRow } from './list/page.tsx'
import type { AcceptancePorts } from '../ports.ts'
import { type Shown, loanDocumentRoutes } from './documents/routes.tsx'
import { signingRoutes } from './signing/routes.tsx'
import type { LoanState } from '../domain/loan-machine.ts'
import { voucherId } from './loan/life.tsx'
import type { Accepting, LoanField, LoanProblem } from './loan/next-step.tsx'
import { refusedField } from './loan/refused-field.ts'
import { agreedCredit } from './credit.tsx'
import { releaseRoutes } from './payments/release.tsx'
import { LoanPage } from './loan/page.tsx'
import { type LoanRefusal, refusalText } from './words.ts'

/** The pages of loans. */
export function loanRoutes(deps: Deps, ports: AcceptancePorts): Route[] {
  const shown: Shown = (_, call, problem) => showLoan(deps, ports, call, problem)
  const step = (action: ActionRef, path: string, read: (call: Call, form: FormData) => Sent) =>
    post(`/loans/:id/${path}`, action, (call) => answerStep(deps, shown, call, read))
  return [
    get('/loans', loanActions.list, (call) => showList(deps, call)),
    ...applyRoutes(deps),
    get('/loans/:id', loanActions.see, (call) => showLoan(deps, ports, call)),
    step(loanActions.advise, 'advice', readAdvice),
    step(loanActions.return, 'questions', readQuestions),
    step(loanActions.approve, 'decision', readDecision),
    step(loanActions.apply_again, 'reapplication', readAgain),
    step(loanActions.withdraw, 'withdrawal', (call) => ({ step: { kind: 'withdraw' }, done: texts(call.lang).steps.withdrawn })),
    ...loanDocumentRoutes(deps, { shown, secondFactor: ports.secondFactor }),
    ...signingRoutes(deps, { service: ports.signing, publicUrl: ports.publicUrl, shown }),
    ...releaseRoutes(deps, shown),
    step(loanActions.pay_out, 'payout', (call) => ({ move: { kind: 'pay_out' }, done: texts(call.lang).steps.paidOut })),
    step(loanActions.pay, 'payments', readPayment),
    step(loanActions.undo, 'reversals', readReversal),
    step(loanActions.meet_condition, 'conditions', readCondition),
    step(loanActions.waive_rest, 'rest-waivers', readRest),
    step(loanActions.review, 'reviews', readReview),
  ]
}

/** A form as it was read: a step, a move of money, or what is wrong with it. */
type Sent =
  | { met: Met; done: string }
  | { review: string; done: string }
  | { rest: string; done: string }
  | { step: Step; done: string }
  | { move: MoneyMove; done: string }
  | { errors: FieldErrors<LoanField>; raw: RawForm<LoanField>; condition?: string }

function readAdvice(call: Call, form: FormData): Sent {
  const read = readForm({ words: text({ max: 4000 }) }, form)
  if (!read.ok) return { errors: read.refusal, raw: read.raw }
  return { step: { kind: 'advise', words: read.value.words }, done: texts(call.lang).steps.advised }
}

function readQuestions(call: Call, form: FormData): Sent {
  const read = readForm({ questions: text({ max: 4000 }) }, form)
  if (!read.ok) return { errors: read.refusal, raw: read.raw }
  return { step: { kind: 'return', words: read.value.questions }, done: texts(call.lang).steps.returned }
}

// The product says how many; this only keeps a slip of the finger from being a number of years.
const manyMonths = 600

function readAgain(call: Call, form: FormData): Sent {
  const fields = {
    amount: kroner({ min: ore(1n), whole: true }),
    terms: whole({ min: 1, max: manyMonths }),
    start_pause: whole({ min: 0, max: manyMonths }),
    words: text({ max: 2000 }),
  }
  const read = readForm(fields, form)
  if (!read.ok) return { errors: read.refusal, raw: read.raw }
  const { amount, terms, start_pause: startPauseMonths, words } = read.value
  return { step: { kind: 'apply_again', words, wish: { amount, terms, startPauseMonths } }, done: texts(call.lang).applied }
}

/** Reads a decision; only the fields of what was decided are asked for. */
function readDecision(call: Call, form: FormData): Sent {
  const raw = typedIn<LoanField>(form)
  const read = readForm({ decision: choice(['approve', 'decline', 'return']), words: text({ max: 4000 }) }, form)
  const own = fieldsOfDecision(form)
  const errors = { ...(read.ok ? {} : read.refusal), ...('errors' in own ? own.errors : {}) }
  if (!read.ok || 'errors' in own) return { errors, raw }
  return { step: { ...own, words: read.value.words }, done: texts(call.lang).steps.decided }
}

type Decided =
  | { kind: 'return' }
  | { kind: 'decline'; reason: string }
  | { kind: 'approve'; aidReference: string; laterParts: TrancheWish[] }
  | { errors: FieldErrors<LoanField> }

function fieldsOfDecision(form: FormData): Decided {
  const kind = form.get('decision')
  if (kind === 'decline') {
    const read = readForm({ reason: chosenCode }, form)
    return read.ok ? { kind, reason: read.value.reason } : { errors: read.refusal }
  }
  if (kind !== 'approve') return { kind: 'return' }
  const part = optional(kroner({ min: ore(1n) }))
  const condition = optional(text({ max: 500 }))
  const parts = { second: part, second_condition: condition, third: part, third_condition: condition }
  const read = readForm({ aid_reference: text({ max: 200, required: false }), ...parts }, form)
  return read.ok ? { kind, aidReference: read.value.aid_reference, laterParts: laterParts(read.value) } : { errors: read.refusal }
}

function laterParts(
  typed: Record<'second' | 'third', Ore | null> & Record<'second_condition' | 'third_condition', string | null>,
): TrancheWish[] {
  const wishes = [
    { amount: typed.second, condition: typed.second_condition },
    { amount: typed.third, condition: typed.third_condition },
  ]
  return wishes.flatMap(({ amount, condition }) => (amount === null ? [] : [{ amount, condition }]))
}

function readReview(call: Call, form: FormData): Sent {
  const read = readForm({ review: text({ max: 2000 }) }, form)
  if (!read.ok) return { errors: read.refusal, raw: read.raw }
  return { review: read.value.review, done: lifeTexts(call.lang).review.saved }
}

function readRest(call: Call, form: FormData): Sent {
  const read = readForm({ rest: text({ max: 2000 }) }, form)
  if (!read.ok) return { errors: read.refusal, raw: read.raw }
  return { rest: read.value.rest, done: lifeTexts(call.lang).tranches.waiveDone }
}

function readCondition(call: Call, form: FormData): Sent {
  const read = readForm({ tranche: whole({ min: 1, max: 3 }), n: whole({ min: 1, max: 9 }), voucher: text({ max: 500 }) }, form)
  if (!read.ok) {
    const condition = voucherId(Number(read.raw.tranche), Number(read.raw.n))
    return {
      errors: read.refusal.voucher === undefined ? {} : { voucher: read.refusal.voucher },
      raw: { voucher: read.raw.voucher ?? '' },
      condition,
    }
  }
  return { met: read.value, done: lifeTexts(call.lang).tranches.metDone }
}

function readPayment(call: Call, form: FormData): Sent {
  const read = readForm({ amount: kroner({ min: ore(1n), max: wholeKroner(1_000_000) }), paid_on: day({ max: call.today }) }, form)
  if (!read.ok) return { errors: read.refusal, raw: read.raw }
  return {
    move: { kind: 'pay', amount: read.value.amount, on: read.value.paid_on, credit: agreedCredit(form) },
    done: texts(call.lang).steps.paid,
  }
}

function readReversal(call: Call, form: FormData): Sent {
  const read = readForm({ event: id<'event'>() }, form)
  if (!read.ok) return { errors: {}, raw: {} }
  return { move: { kind: 'undo', eventId: read.value.event }, done: texts(call.lang).steps.undone }
}

function actorOf(call: Call): Actor {
  assert(call.actor !== null, 'a route with an action has an actor')
  return call.actor
}

/** Loans on one page of the list. */
const onePage = 50

async function showList({ db }: Deps, call: Call): Promise<Response> {
  const asked = readForm({ page: optional(whole({ min: 1, max: 100_000 })) }, call.queries())
  if (!asked.ok) return call.notFound()
  const page = asked.value.page ?? 1
  const found = await db.read(call.context, async (tx) => {
    const all = await listedAgreements(tx, call.actor)
    const chosen = agreementAsked(call, all)
    const agreementIds = chosen === null ? all.map(({ id }) => id) : [chosen]
    const loans = await loansUnder(tx, { agreementIds, page, size: onePage })
    const names = await personNames(
      tx,
      loans.map((loan) => loan.personId),
    )
    const deadlines = await decideBys(tx, loans)
    const owed = await owedOn(
      tx,
      loans.map((loan) => loan.id),
      call.today,
    )
    const rows = loans.map((loan): ListRow => {
      const { owed: outstanding, late: arrears } = owed.get(loan.id) ?? { owed: ore(0n), late: ore(0n) }
      return { loan, borrower: names.get(loan.personId)?.name ?? null, outstanding, arrears, decideBy: deadlines.get(loan.id) ?? null }
    })
    return { rows, agreements: sideBySide(all, call), chosen }
  })
  const facts = { ...found, rows: found.rows.slice(0, onePage), page, more: found.rows.length > onePage }
  return call.page(<LoanListPage call={call} facts={facts} />)
}

async function showLoan(deps: Deps, ports: AcceptancePorts, call: Call, problem?: LoanProblem): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  if (loanId === null) return call.notFound()
  const answer = await deps.db.transaction(call.context, async (tx) => {
    const view = await readLoan(tx, { actor: actorOf(call), loanId, asOf: call.today, at: call.now })
    if (!view.ok) return view
    const names = await personNames(tx, [view.value.loan.personId])
    return { ok: true as const, value: { view: view.value, borrower: names.get(view.value.loan.personId)?.name ?? null } }
  })
  if (!answer.ok) return call.refused(answer.refusal)
  const { view, borrower } = answer.value
  const accepting = await waysToAccept(ports, call, view.loan.state)
  return call.page(
    <LoanPage call={call} view={view} borrower={borrower} accepting={accepting} {...(problem === undefined ? {} : { problem })} />,
    problem === undefined ? 200 : 422,
  )
}

/** How the borrower who reads an offer can accept it; nothing for anyone else. */
async function waysToAccept({ secondFactor, signing }: AcceptancePorts, { actor }: Call, state: LoanState): Promise<Accepting | null> {
  if (actor?.kind !== 'citizen' || state !== 'offered') return null
  return { factor: await secondFactor.isOn(actor), signing: signing !== null }
}

async function answerStep(deps: Deps, shown: Shown, call: Call, read: (call: Call, form: FormData) => Sent): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  if (loanId === null) return call.notFound()
  const form = await call.form()
  const sent = read(call, form)
  if ('errors' in sent) return shown(deps, call, { ...sent, text: texts(call.lang).refusals.other })
  const requestId = requestIdOf(form)
  // Taking a payment back opens a settled loan again, which another open loan of the run forbids.
  const answer = await refusing(() => deps.db.transaction(call.context, (tx) => carryOut(tx, call, loanId, requestId, sent)), {
    ...applyConstraints,
    ...paymentConstraints,
  })
  if (answer.ok) return call.see(`/loans/${loanId}`, sent.done)
  const { kind } = answer.refusal
  if (kind === 'not_permitted' || kind === 'no_such_loan') return call.refused(answer.refusal)
  const asked = answer.refusal.kind === 'makes_credit' && answer.refusal.credit !== undefined ? { credit: ore(answer.refusal.credit) } : {}
  const { refusal } = answer
  const raw = typedIn<LoanField>(form)
  const errors = refusedField(kind, raw, (lang) => refusalText(refusal, lang))
  return shown(deps, call, { text: refusalText(refusal, call.lang), errors, raw, ...asked })
}

function carryOut(
  tx: Tx,
  call: Call,
  loanId: LoanId,
  requestId: string,
  sent: Exclude<Sent, { errors: unknown }>,
): Promise<Result<true, LoanRefusal>> {
  const command = { actor: actorOf(call), loanId, requestId, on: call.today, at: call.now }
  if ('review' in sent) return reviewLoan(tx, { ...command, words: sent.review })
  if ('rest' in sent) return waiveRest(tx, { ...command, words: sent.rest })
  if ('met' in sent) return meetCondition(tx, { ...command, met: sent.met })
  return 'step' in sent ? takeLoanStep(tx, { ...command, step: sent.step }) : moveMoney(tx, { ...command, move: sent.move })
}
