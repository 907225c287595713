import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { mayEver } from '#modules/access/index.ts'
import { type FieldErrors, type FormBody, readForm } from '#ui/form-data.ts'
import { id } from '#ui/form-fields.ts'
import { loanActions } from '../../actions.ts'
import { type DeferralStep, openRequest, stepDeferral } from '../../actions/defer.ts'
import { type LoanView, readLoan } from '../../actions/read-loan.ts'
import { overLimit } from '../../domain/deferral-limits.ts'
import { type Deferral, tryEvent } from '../../domain/engine/index.ts'
import { settingsOf } from '../../domain/loan.ts'
import { moneyLog } from '../../domain/recorded-event.ts'
import { lifeTexts } from '../../texts/texts.ts'
import { refusalText } from '../words.ts'
import { type DeferralField, grantFields, rawFrom, readDeferral, startOf, unaskedFields, wordsField } from './form.ts'
import { DeferralPage } from './page.tsx'
import type { Preview } from './preview.tsx'

/** The page of a deferral and its four deeds. */
export function deferralRoutes(deps: Deps): Route[] {
  return [
    get('/loans/:id/deferral', loanActions.see, (call) => showDeferral(deps, call)),
    post('/loans/:id/deferral-requests', loanActions.ask_deferral, (call) => answerDeferral(deps, call, 'ask_deferral')),
    post('/loans/:id/deferrals', loanActions.defer, (call) => answerDeferral(deps, call, 'defer')),
    post('/loans/:id/deferral-refusals', loanActions.refuse_deferral, (call) => answerDeferral(deps, call, 'refuse_deferral')),
    post('/loans/:id/deferral-reversals', loanActions.undo_deferral, (call) => answerDeferral(deps, call, 'undo_deferral')),
  ]
}

type Shown = { body?: FormBody; errors?: FieldErrors<DeferralField>; problem?: string }

async function showDeferral(deps: Deps, call: Call, shown: Shown = {}): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null || actor === null) return call.notFound()
  const view = await deps.db.transaction(call.context, (tx) => readLoan(tx, { actor, loanId, asOf: call.today, at: call.now }))
  if (!view.ok) return call.refused(view.refusal)
  const asked = openRequest(view.value.events)
  const body = shown.body ?? (call.queries().has('kind') ? call.queries() : startBody(view.value))
  const read = readDeferral(body)
  const tried = read.ok ? previewOf(call, view.value, read.value.deferral) : null
  const refused = tried !== null && 'refusal' in tried ? refusalText(tried.refusal, call.lang) : undefined
  const problem = shown.problem ?? refused
  const errors = shown.errors ?? (read.ok ? {} : read.refusal.errors)
  const wrong = problem !== undefined || Object.keys(errors).length > 0
  return call.page(
    <DeferralPage
      call={call}
      loan={view.value.loan}
      version={view.value.version}
      may={{
        ask: mayEver(actor, loanActions.ask_deferral),
        grant: mayEver(actor, loanActions.defer),
        beyond: mayEver(actor, loanActions.approve),
      }}
      raw={read.ok ? read.value.raw : read.refusal.raw}
      errors={errors}
      problem={problem}
      preview={tried !== null && 'after' in tried ? tried : null}
      asked={asked === null ? null : { id: asked.id, words: asked.words ?? '–' }}
    />,
    wrong ? 422 : 200,
  )
}

function startBody(view: LoanView): Record<string, unknown> {
  const asked = openRequest(view.events)?.payload.deferral
  return asked === undefined ? startOf(view.standing) : rawFrom(asked)
}

function previewOf(call: Call, view: LoanView, deferral: Deferral): Preview | { refusal: { kind: string } } {
  const log = moneyLog(view.events)
  const tried = tryEvent(settingsOf(view.loan), log, { id: call.newRequestId(), on: call.today, kind: 'defer', deferral }, call.today)
  return tried.ok ? { deferral, ...tried.value, log, beyond: overLimit(deferral, log) } : { refusal: tried.refusal }
}

type Read = { step: DeferralStep } | { errors: FieldErrors<DeferralField> }

async function answerDeferral(deps: Deps, call: Call, kind: DeferralStep['kind']): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  if (loanId === null) return call.notFound()
  const form = await call.form()
  const read = readStep(kind, form)
  if ('errors' in read) return showDeferral(deps, call, { body: form, errors: read.errors })
  const { actor } = call
  assert(actor !== null, 'a route with an action has an actor')
  const command = { actor, loanId, requestId: requestIdOf(form), on: call.today, at: call.now, step: read.step }
  const answer = await deps.db.transaction(call.context, (tx) => stepDeferral(tx, command))
  const say = lifeTexts(call.lang).deferral
  const done = { ask_deferral: say.asked, defer: say.granted, refuse_deferral: say.refused, undo_deferral: say.undone }[kind]
  if (answer.ok) return call.see(`/loans/${loanId}`, done)
  if (answer.refusal.kind === 'not_permitted' || answer.refusal.kind === 'no_such_loan') return call.refused(answer.refusal)
  return showDeferral(deps, call, { ...(kind === 'undo_deferral' ? {} : { body: form }), problem: refusalText(answer.refusal, call.lang) })
}

function readStep(kind: DeferralStep['kind'], form: FormData): Read {
  if (kind === 'undo_deferral') {
    const read = readForm({ event: id<'event'>() }, form)
    return read.ok ? { step: { kind, eventId: read.value.event, words: null } } : { errors: {} }
  }
  if (kind === 'refuse_deferral') {
    const read = readForm(wordsField, form)
    return read.ok ? { step: { kind, answers: answersOf(form), words: read.value.words } } : { errors: read.refusal }
  }
  const deferral = readDeferral(form)
  if (kind === 'ask_deferral') {
    const read = readForm(wordsField, form)
    if (deferral.ok && read.ok) return { step: { kind, deferral: deferral.value.deferral, ...read.value } }
    return { errors: { ...(deferral.ok ? {} : deferral.refusal.errors), ...(read.ok ? {} : read.refusal) } }
  }
  const answers = answersOf(form)
  const read = answers === null ? readForm(unaskedFields, form) : readForm(grantFields, form)
  if (deferral.ok && read.ok) return { step: { kind, answers, wish: 'borrower', deferral: deferral.value.deferral, ...read.value } }
  return { errors: { ...(deferral.ok ? {} : deferral.refusal.errors), ...(read.ok ? {} : read.refusal) } }
}

/** The request that stood on the page the decision was made on. */
function answersOf(form: FormData): string | null {
  const read = readForm({ answers: id<'event'>() }, form)
  return read.ok ? read.value.answers : null
}
