import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { readForm, typedIn } from '#ui/form-data.ts'
import { day, id, optional, text } from '#ui/form-fields.ts'
import { loanActions } from '../../actions.ts'
import { type ArrearsStep, stepArrears } from '../../actions/arrears.ts'
import { type Note, noteOnLoan } from '../../actions/note.ts'
import { readLoan } from '../../actions/read-loan.ts'
import { lifeTexts } from '../../texts/texts.ts'
import { refusalText } from '../words.ts'
import type { ArrearsProblem } from './arrears.tsx'
import { type NoteProblem, RemindersPage } from './page.tsx'

/** The page of reminders: what was sent, what holds them back, the three notes that do, and the clerk's fees and arrears clock. */
export function reminderRoutes(deps: Deps): Route[] {
  return [
    get('/loans/:id/reminders', loanActions.see, (call) => showReminders(deps, call)),
    post('/loans/:id/disputes', loanActions.dispute, (call) => answerNote(deps, call, 'dispute')),
    post('/loans/:id/dispute-ends', loanActions.end_dispute, (call) => answerNote(deps, call, 'end_dispute')),
    post('/loans/:id/deaths', loanActions.note_death, (call) => answerNote(deps, call, 'note_death')),
    post('/loans/:id/waivers', loanActions.waive, (call) => answerArrears(deps, call, readWaiver)),
    post('/loans/:id/arrears-pauses', loanActions.arrears_pause, (call) => answerArrears(deps, call, readPause)),
    post('/loans/:id/arrears-resumptions', loanActions.arrears_resume, (call) => answerArrears(deps, call, readResumption)),
  ]
}

type Shown = { note?: NoteProblem; problem?: string; arrears?: ArrearsProblem }

async function showReminders(deps: Deps, call: Call, shown: Shown = {}): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null || actor === null) return call.notFound()
  const view = await deps.db.transaction(call.context, (tx) => readLoan(tx, { actor, loanId, asOf: call.today, at: call.now }))
  if (!view.ok) return call.refused(view.refusal)
  const wrong = shown.note !== undefined || shown.problem !== undefined || shown.arrears !== undefined
  return call.page(<RemindersPage call={call} view={view.value} {...shown} />, wrong ? 422 : 200)
}

async function answerNote(deps: Deps, call: Call, kind: Note['kind']): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null) return call.notFound()
  assert(actor !== null, 'a route with an action has an actor')
  const form = await call.form()
  const read = readForm({ words: text({ max: 2000 }) }, form)
  if (!read.ok) return showReminders(deps, call, { note: { sent: kind, errors: read.refusal, raw: read.raw } })
  const command = { actor, loanId, requestId: requestIdOf(form), on: call.today, at: call.now, note: { kind, ...read.value } }
  const answer = await deps.db.transaction(call.context, (tx) => noteOnLoan(tx, command))
  const say = lifeTexts(call.lang).hold
  if (answer.ok)
    return call.see(`/loans/${loanId}/reminders`, { dispute: say.disputed, end_dispute: say.ended, note_death: say.deathNoted }[kind])
  if (answer.refusal.kind === 'not_permitted' || answer.refusal.kind === 'no_such_loan') return call.refused(answer.refusal)
  return showReminders(deps, call, { problem: refusalText(answer.refusal, call.lang), note: { sent: kind, errors: {}, raw: read.raw } })
}

type ReadArrears = (call: Call, form: FormData) => { ok: true; step: ArrearsStep } | { ok: false; problem: ArrearsProblem }

const words = text({ max: 2000 })

function readWaiver(_call: Call, form: FormData): ReturnType<ReadArrears> {
  const read = readForm({ charge: id<'event'>(), words }, form)
  if (!read.ok) return { ok: false, problem: { sent: 'waive', errors: read.refusal, raw: read.raw } }
  return { ok: true, step: { kind: 'waive', chargeId: read.value.charge, words: read.value.words } }
}

function readPause(call: Call, form: FormData): ReturnType<ReadArrears> {
  const read = readForm({ from: day({ max: call.today }), until: optional(day()), words }, form)
  if (!read.ok) return { ok: false, problem: { sent: 'arrears_pause', errors: read.refusal, raw: read.raw } }
  return { ok: true, step: { kind: 'arrears_pause', ...read.value } }
}

function readResumption(_call: Call, form: FormData): ReturnType<ReadArrears> {
  const read = readForm({ words }, form)
  if (!read.ok) return { ok: false, problem: { sent: 'arrears_resume', errors: read.refusal, raw: read.raw } }
  return { ok: true, step: { kind: 'arrears_resume', words: read.value.words } }
}

async function answerArrears(deps: Deps, call: Call, read: ReadArrears): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null) return call.notFound()
  assert(actor !== null, 'a route with an action has an actor')
  const form = await call.form()
  const asked = read(call, form)
  if (!asked.ok) return showReminders(deps, call, { arrears: asked.problem })
  const command = { actor, loanId, requestId: requestIdOf(form), on: call.today, at: call.now, step: asked.step }
  const answer = await deps.db.transaction(call.context, (tx) => stepArrears(tx, command))
  if (answer.ok) return call.see(`/loans/${loanId}/reminders`, lifeTexts(call.lang).clock.done[asked.step.kind])
  if (answer.refusal.kind === 'not_permitted' || answer.refusal.kind === 'no_such_loan') return call.refused(answer.refusal)
  const raw = typedIn(form)
  return showReminders(deps, call, {
    problem: refusalText(answer.refusal, call.lang),
    arrears: { sent: asked.step.kind, errors: {}, raw },
  })
}
