import { parseId } from '#kernel/ids.ts'
import { ore } from '#kernel/money.ts'
import { type Result, assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import type { ActionRef } from '#kernel/permit.ts'
import { type FieldErrors, type RawForm, ownError, readForm, typedIn } from '#ui/form-data.ts'
import { choice, chosenCode, day, kroner, text } from '#ui/form-fields.ts'
import { loanActions } from '../../actions.ts'
import { type ClosingStep, stepClosing } from '../../actions/closing.ts'
import { type MoneyMove, moveMoney } from '../../actions/money.ts'
import { readLoan } from '../../actions/read-loan.ts'
import type { StepCommand } from '../../actions/take-step.ts'
import { closingKinds } from '../../domain/closing.ts'
import { lifeTexts } from '../../texts/texts.ts'
import { type LoanRefusal, refusalText } from '../words.ts'
import { type ClosingField, ClosingPage } from './page.tsx'

type Sent =
  | { step: ClosingStep; done: string }
  | { move: MoneyMove; done: string }
  | { errors: FieldErrors<ClosingField>; raw: RawForm<ClosingField> }

/** The page of closing a claim and its deeds. */
export function closingRoutes(deps: Deps): Route[] {
  const step = (action: ActionRef, path: string, read: (call: Call, form: FormData) => Sent) =>
    post(`/loans/:id/${path}`, action, (call) => answerClosing(deps, call, read))
  return [
    get('/loans/:id/closing', loanActions.list, (call) => showClosing(deps, call)),
    step(loanActions.propose_closing, 'closing-proposals', readProposal),
    step(loanActions.write_off, 'closings', readDecision),
    step(loanActions.drop_closing, 'closing-drops', (call, form) => readWords(call, form, 'drop_closing')),
    step(loanActions.recall, 'recalls', (call, form) => readWords(call, form, 'recall')),
    step(loanActions.recover, 'recoveries', readRecovery),
  ]
}

const words = text({ max: 2000 })

function readProposal(call: Call, form: FormData): Sent {
  const read = readForm({ closing: choice(closingKinds), reason: chosenCode, words }, form)
  if (!read.ok) return { errors: read.refusal, raw: read.raw }
  return { step: { kind: 'propose_closing', ...read.value }, done: lifeTexts(call.lang).closing.proposed }
}

function readDecision(call: Call, form: FormData): Sent {
  const read = readForm({ closing: choice(closingKinds), words }, form)
  if (!read.ok) return { errors: read.refusal, raw: read.raw }
  return { step: { kind: read.value.closing, words: read.value.words }, done: lifeTexts(call.lang).closing.decided[read.value.closing] }
}

function readWords(call: Call, form: FormData, kind: 'drop_closing' | 'recall'): Sent {
  const read = readForm({ words }, form)
  if (!read.ok) return { errors: read.refusal, raw: read.raw }
  const say = lifeTexts(call.lang).closing
  return { step: { kind, words: read.value.words }, done: kind === 'recall' ? say.recalled : say.dropped }
}

function readRecovery(call: Call, form: FormData): Sent {
  const read = readForm({ amount: kroner({ min: ore(1n) }), received_on: day({ max: call.today }) }, form)
  if (!read.ok) return { errors: read.refusal, raw: read.raw }
  return { move: { kind: 'recover', amount: read.value.amount, on: read.value.received_on }, done: lifeTexts(call.lang).closing.recovered }
}

type Shown = { errors?: FieldErrors<ClosingField>; raw?: RawForm<ClosingField>; problem?: string }

async function showClosing(deps: Deps, call: Call, shown: Shown = {}): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null || actor === null) return call.notFound()
  const view = await deps.db.transaction(call.context, (tx) => readLoan(tx, { actor, loanId, asOf: call.today, at: call.now }))
  if (!view.ok) return call.refused(view.refusal)
  const { errors = {}, raw = {}, problem } = shown
  const wrong = problem !== undefined || Object.keys(errors).length > 0
  return call.page(<ClosingPage call={call} view={view.value} errors={errors} raw={raw} problem={problem} />, wrong ? 422 : 200)
}

async function answerClosing(deps: Deps, call: Call, read: (call: Call, form: FormData) => Sent): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null) return call.notFound()
  assert(actor !== null, 'a route with an action has an actor')
  const form = await call.form()
  const sent = read(call, form)
  if ('errors' in sent) return showClosing(deps, call, sent)
  const command = { actor, loanId, requestId: requestIdOf(form), on: call.today, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => carryOut(tx, command, sent))
  if (answer.ok) return call.see(`/loans/${loanId}`, sent.done)
  const { kind } = answer.refusal
  if (kind === 'not_permitted' || kind === 'no_such_loan') return call.refused(answer.refusal)
  const { refusal } = answer
  const raw = typedIn<ClosingField>(form)
  if (kind !== 'over_written_off') return showClosing(deps, call, { problem: refusalText(refusal, call.lang), raw })
  return showClosing(deps, call, { errors: { amount: ownError((lang) => refusalText(refusal, lang)) }, raw })
}

function carryOut(tx: Tx, command: StepCommand, sent: Exclude<Sent, { errors: unknown }>): Promise<Result<true, LoanRefusal>> {
  return 'step' in sent ? stepClosing(tx, { ...command, step: sent.step }) : moveMoney(tx, { ...command, move: sent.move })
}
