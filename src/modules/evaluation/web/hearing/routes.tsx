import type { Call } from '#platform/http/call.ts'
import { requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { readForm } from '#ui/form-data.ts'
import { day, text } from '#ui/form-fields.ts'
import { evaluationActions } from '../../actions.ts'
import { type CommentRefusal, type HearingRefusal, commentOnReport, openHearing } from '../../actions/report/hearing.ts'
import type { EvaluationDeps } from '../../ports.ts'
import { hearingOn } from '../../store/hearing.ts'
import { texts } from '../../texts/texts.ts'
import { loaded, reportIdOf, staffOf } from '../loaded.ts'
import { fieldProblem, refusalText } from '../words.ts'
import { HearingPage } from './page.tsx'

/** The pages of the hearing. */
export function hearingRoutes(deps: EvaluationDeps): Route[] {
  return [
    get('/evaluation/:id/hearing', evaluationActions.comment, (call) => showHearing(deps, call, {})),
    post('/evaluation/:id/hearing', evaluationActions.comment, (call) => answerComment(deps, call)),
    post('/evaluation/:id/hearing/opening', evaluationActions.make, (call) => answerOpening(deps, call)),
  ]
}

type Shown = Pick<Parameters<typeof HearingPage>[0], 'errors' | 'raw' | 'problem'>

async function showHearing(deps: EvaluationDeps, call: Call, shown: Shown): Promise<Response> {
  const found = await loaded(deps, call)
  if (found instanceof Response) return found
  const { report } = found.read
  if (report.frozen !== null) return call.see(`/evaluation/${report.id}`)
  const hearing = await deps.db.read(call.context, (tx) => hearingOn(tx, report.id))
  const wrong = shown.errors !== undefined || shown.problem !== undefined
  return call.page(<HearingPage call={call} read={found.read} hearing={hearing} {...shown} />, wrong ? 422 : 200)
}

async function answerComment(deps: EvaluationDeps, call: Call): Promise<Response> {
  const reportId = reportIdOf(call)
  if (reportId === null) return call.notFound()
  const form = await call.form()
  const read = readForm({ words: text({ max: 8000 }) }, form)
  if (!read.ok) return showHearing(deps, call, { errors: read.refusal, raw: read.raw })
  const command = { actor: staffOf(call), reportId, words: read.value.words, requestId: requestIdOf(form), at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => commentOnReport(tx, command))
  if (answer.ok) return call.see(`/evaluation/${reportId}/hearing`, texts(call.lang).report.commentSent)
  return refused(deps, call, answer.refusal, { raw: read.raw })
}

async function answerOpening(deps: EvaluationDeps, call: Call): Promise<Response> {
  const reportId = reportIdOf(call)
  if (reportId === null) return call.notFound()
  const read = readForm({ until_on: day() }, await call.form())
  if (!read.ok) return showHearing(deps, call, { errors: read.refusal, raw: read.raw })
  const command = { actor: staffOf(call), reportId, untilOn: read.value.until_on, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => openHearing(tx, command))
  if (answer.ok) return call.see(`/evaluation/${reportId}/hearing`, texts(call.lang).report.hearingOpened)
  return refused(deps, call, answer.refusal, { raw: read.raw })
}

function refused(deps: EvaluationDeps, call: Call, refusal: CommentRefusal | HearingRefusal, typed: Pick<Shown, 'raw'>): Promise<Response> {
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_report') return call.refused(refusal)
  if (refusal.kind === 'hearing_in_past') return showHearing(deps, call, { errors: { until_on: fieldProblem(refusal) }, ...typed })
  return showHearing(deps, call, { problem: refusalText(refusal, call.lang), ...typed })
}
