import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { readForm } from '#ui/form-data.ts'
import { day } from '#ui/form-fields.ts'
import { evaluationActions } from '../../actions.ts'
import { closeLinks, readByKey, shareReport } from '../../actions/report/share-report.ts'
import { renderReport } from '../../pdf/render-report.ts'
import type { EvaluationDeps } from '../../ports.ts'
import { openLinks } from '../../store/links.ts'
import { texts } from '../../texts/texts.ts'
import { loaded, reportIdOf, staffOf } from '../loaded.ts'
import { sheetOf } from '../report/sheet.ts'
import { fieldProblem } from '../words.ts'
import { LinkPage, LinkedReportPage } from './page.tsx'

const byKey = { public: 'the link is its own key, and opens the open version of one published report' }

/** Links to a published report, and what is behind them. */
export function linkRoutes(deps: EvaluationDeps): Route[] {
  return [
    get('/report/:file{[\\w-]+\\.pdf}', byKey, (call) => sendLinked(deps, call)),
    get('/report/:key', byKey, (call) => showLinked(deps, call)),
    get('/evaluation/:id/link', evaluationActions.publish, (call) => showLink(deps, call, {})),
    post('/evaluation/:id/link', evaluationActions.publish, (call) => answerLink(deps, call)),
    post('/evaluation/:id/link/closing', evaluationActions.publish, (call) => answerClosing(deps, call)),
  ]
}

async function showLinked({ db }: EvaluationDeps, call: Call): Promise<Response> {
  const key = call.param('key')
  const read = await readByKey(db, key, call.today)
  return read === null ? call.notFound() : call.page(<LinkedReportPage call={call} read={read} path={`/report/${key}`} />)
}

async function sendLinked({ db }: EvaluationDeps, call: Call): Promise<Response> {
  const read = await readByKey(db, call.param('file').slice(0, -'.pdf'.length), call.today)
  if (read === null) return call.notFound()
  const bytes = await renderReport(sheetOf(read, 'open', call.lang))
  return call.file(bytes, 'application/pdf', `evaluation-${read.report.cutoffOn.toString()}.pdf`)
}

type Shown = Pick<Parameters<typeof LinkPage>[0], 'errors' | 'raw' | 'fresh'>

async function showLink(deps: EvaluationDeps, call: Call, shown: Shown): Promise<Response> {
  const found = await loaded(deps, call)
  if (found instanceof Response) return found
  const { read } = found
  if (!read.maySecretary) return call.refused({ kind: 'not_permitted' })
  if (read.report.frozen === null) return call.see(`/evaluation/${read.report.id}`)
  const open = await deps.db.read(call.context, (tx) => openLinks(tx, read.report.id, call.today))
  return call.page(<LinkPage call={call} read={read} open={open} {...shown} />, shown.errors === undefined ? 200 : 422)
}

async function answerLink(deps: EvaluationDeps, call: Call): Promise<Response> {
  const reportId = reportIdOf(call)
  if (reportId === null) return call.notFound()
  const read = readForm({ until_on: day() }, await call.form())
  if (!read.ok) return showLink(deps, call, { errors: read.refusal, raw: read.raw })
  const command = { actor: staffOf(call), reportId, untilOn: read.value.until_on, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => shareReport(tx, command))
  if (answer.ok) return showLink(deps, call, { fresh: new URL(`/report/${answer.value.key}`, call.request.url).href })
  const { refusal } = answer
  if (refusal.kind === 'link_in_past') return showLink(deps, call, { errors: { until_on: fieldProblem(refusal) }, raw: read.raw })
  return refusal.kind === 'not_published' ? call.see(`/evaluation/${reportId}`) : call.refused(refusal)
}

async function answerClosing(deps: EvaluationDeps, call: Call): Promise<Response> {
  const reportId = reportIdOf(call)
  if (reportId === null) return call.notFound()
  const command = { actor: staffOf(call), reportId, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => closeLinks(tx, command))
  return answer.ok ? call.see(`/evaluation/${reportId}/link`, texts(call.lang).report.linkStopped) : call.refused(answer.refusal)
}
