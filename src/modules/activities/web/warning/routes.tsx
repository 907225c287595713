import { assert } from '#kernel/result.ts'
import { parseId } from '#kernel/ids.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { authorize } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { seeSubjects } from '#modules/notices/index.ts'
import { errorText, readForm } from '#ui/form-data.ts'
import { text } from '#ui/form-fields.ts'
import { activityActions } from '../../actions.ts'
import { answerWarning, closeWarning } from '../../actions/warn.ts'
import { type WarningId, warningById } from '../../store/warnings.ts'
import { texts } from '../../texts/texts.ts'
import { staffOf } from '../reader.ts'
import { HowPage } from './page.tsx'

/** The kind question to the citizen, and the closing of a warning by staff. */
export function warningRoutes(deps: Deps): Route[] {
  return [
    get('/me/questions/:id', activityActions.answer_warning, (call) => showQuestion(deps, call)),
    post('/me/questions/:id', activityActions.answer_warning, (call) => answer(deps, call)),
    post('/warnings/:id/close', activityActions.close_warning, (call) => close(deps, call)),
  ]
}

function citizenOf(call: Call) {
  assert(call.actor?.kind === 'citizen', 'the question is asked of the citizen')
  return call.actor
}

async function showQuestion({ db }: Deps, call: Call, wrong?: { error: string; typed: string }): Promise<Response> {
  const actor = citizenOf(call)
  const id = parseId<'warning'>(call.param('id'))
  const permit = authorize(actor, activityActions.answer_warning, { personId: actor.personId })
  if (!permit.ok) return call.refused(permit.refusal)
  const raised = id === null ? null : await db.transaction(call.context, (tx) => readQuestion(tx, call, id))
  if (raised === null) return call.notFound()
  return call.page(<HowPage call={call} raised={raised} {...wrong} />, wrong === undefined ? 200 : 422)
}

async function readQuestion(tx: Parameters<typeof warningById>[0], call: Call, id: WarningId) {
  const actor = citizenOf(call)
  const found = await warningById(tx, id)
  if (found === null || found.personId !== actor.personId) return null
  await recordRead(tx, { actor, page: 'activities.question', personId: actor.personId, at: call.now })
  await seeSubjects(tx, { actor, subjects: [{ noun: 'warning', id }], at: call.now })
  return found
}

async function answer(deps: Deps, call: Call): Promise<Response> {
  const id = parseId<'warning'>(call.param('id'))
  if (id === null) return call.notFound()
  const read = readForm({ words: text({ max: 1000 }) }, await call.form())
  if (!read.ok) {
    const error = errorText(read.refusal.words, call.lang) ?? ''
    return showQuestion(deps, call, { error, typed: read.raw.words ?? '' })
  }
  const command = { actor: citizenOf(call), id, words: read.value.words, at: call.now }
  const done = await deps.db.transaction(call.context, (tx) => answerWarning(tx, command))
  return done.ok || done.refusal.kind === 'warning_closed'
    ? call.see(`/me/questions/${id}`, texts(call.lang).howDone)
    : call.refused(done.refusal)
}

async function close({ db }: Deps, call: Call): Promise<Response> {
  const id = parseId<'warning'>(call.param('id'))
  if (id === null) return call.notFound()
  const done = await db.transaction(call.context, (tx) => closeWarning(tx, { actor: staffOf(call), id, at: call.now }))
  return done.ok ? call.see(`/enrolments/${done.value.enrolmentId}/owed`, texts(call.lang).warningClosed) : call.refused(done.refusal)
}
