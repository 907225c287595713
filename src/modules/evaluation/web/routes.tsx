import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { spreadsheetType } from '#platform/spreadsheet.ts'
import { readForm } from '#ui/form-data.ts'
import { day, id, text } from '#ui/form-fields.ts'
import type { EvaluationDeps } from '../ports.ts'
import { evaluationActions } from '../actions.ts'
import { makeReport } from '../actions/report/make-report.ts'
import { type DraftRefusal, publishReport } from '../actions/report/publish-report.ts'
import { readReports } from '../actions/report/read-report.ts'
import { renderReport } from '../pdf/render-report.ts'
import { texts } from '../texts/texts.ts'
import { assumptionsRoutes } from './assumptions/routes.tsx'
import { checkRoutes } from './check/routes.tsx'
import { hearingRoutes } from './hearing/routes.tsx'
import { loaded, staffOf } from './loaded.ts'
import { reimbursementRoutes } from './reimbursement/routes.tsx'
import { rowsRoutes } from './rows/routes.tsx'
import { surveyRoutes } from './survey/routes.tsx'
import { gapsRoutes } from './gaps/routes.tsx'
import { linkRoutes } from './link/routes.tsx'
import { workbookOf } from './excel/workbook.ts'
import { writeRoutes } from './write/routes.tsx'
import { comparisonRoutes } from './comparison/routes.tsx'
import { decisionRoutes } from './decision/routes.tsx'
import type { NotReckoned } from '../actions/figures/figures-of.ts'
import { answerRefused } from './reckoning/answer.tsx'
import { ReportListPage } from './list/page.tsx'
import { type NewField, NewReportPage } from './new/page.tsx'
import { ReportPage } from './report/page.tsx'
import { sheetOf } from './report/sheet.ts'
import { fieldProblem, refusalText } from './words.ts'

/** The pages of the evaluation. */
export function evaluationRoutes(deps: EvaluationDeps): Route[] {
  return [
    get('/evaluation', evaluationActions.see_published, (call) => showList(deps, call)),
    get('/evaluation/new', evaluationActions.make, (call) => showNew(deps, call)),
    post('/evaluation/new', evaluationActions.make, (call) => answerNew(deps, call)),
    get('/evaluation/:file{[0-9a-f-]+\\.pdf}', evaluationActions.see_published, (call) => sendPdf(deps, call)),
    ...gapsRoutes(deps),
    get('/evaluation/:file{[0-9a-f-]+\\.xlsx}', evaluationActions.see_published, (call) => sendExcel(deps, call)),
    get('/evaluation/:id', evaluationActions.see_published, (call) => showReport(deps, call)),
    post('/evaluation/:id/publication', evaluationActions.publish, (call) => answerPublish(deps, call)),
    ...decisionRoutes(deps),
    ...comparisonRoutes(deps),
    ...writeRoutes(deps),
    ...surveyRoutes(deps),
    ...linkRoutes(deps),
    ...hearingRoutes(deps),
    ...checkRoutes(deps),
    ...rowsRoutes(deps),
    ...assumptionsRoutes(deps),
    ...reimbursementRoutes(deps),
  ]
}

async function showList({ db }: EvaluationDeps, call: Call): Promise<Response> {
  const { lines, reportable } = await db.read(call.context, (tx) => readReports(tx, staffOf(call)))
  return call.page(<ReportListPage call={call} lines={lines} mayMake={reportable.length > 0} />)
}

async function agreementOptions({ db }: EvaluationDeps, call: Call) {
  const { reportable } = await db.read(call.context, (tx) => readReports(tx, staffOf(call)))
  return reportable.map((agreed) => ({ value: agreed.id, label: agreed.name[call.lang] }))
}

async function showNew(deps: EvaluationDeps, call: Call): Promise<Response> {
  return call.page(<NewReportPage call={call} agreements={await agreementOptions(deps, call)} />)
}

async function answerNew(deps: EvaluationDeps, call: Call): Promise<Response> {
  const form = await call.form()
  const fields = {
    agreement: id<'agreement'>(),
    title: text({ max: 200 }),
    cutoff_on: day(),
  }
  const read = readForm(fields, form)
  const again = async (errors: Parameters<typeof NewReportPage>[0]['errors']) =>
    call.page(<NewReportPage call={call} agreements={await agreementOptions(deps, call)} raw={read.raw} errors={errors ?? {}} />, 422)
  if (!read.ok) return again(read.refusal)
  const requestId = parseId<'report'>(requestIdOf(form))
  assert(requestId !== null, 'a request id has the form of an id')
  const { agreement: agreementId, title, cutoff_on: cutoffOn } = read.value
  const wish = { actor: staffOf(call), agreementId, title, cutoffOn, requestId, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => makeReport(tx, wish))
  if (answer.ok) return call.see(`/evaluation/${answer.value}`, texts(call.lang).made)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_agreement') return call.refused(refusal)
  const field: NewField = 'cutoff_on'
  return again({ [field]: fieldProblem(refusal) })
}

async function showReport(deps: EvaluationDeps, call: Call, problem?: string): Promise<Response> {
  const found = await loaded(deps, call)
  if (found instanceof Response) return found
  return call.page(<ReportPage call={call} {...found} {...(problem === undefined ? {} : { problem })} />, problem === undefined ? 200 : 422)
}

async function sendPdf(deps: EvaluationDeps, call: Call): Promise<Response> {
  const found = await loaded(deps, call, call.param('file').slice(0, -'.pdf'.length))
  if (found instanceof Response) return found
  const { read, version } = found
  const bytes = await renderReport(sheetOf(read, version, call.lang))
  return call.file(bytes, 'application/pdf', `evaluation-${read.report.cutoffOn.toString()}-${version}.pdf`)
}

async function sendExcel(deps: EvaluationDeps, call: Call): Promise<Response> {
  const found = await loaded(deps, call, call.param('file').slice(0, -'.xlsx'.length))
  if (found instanceof Response) return found
  const { read, version } = found
  const bytes = await workbookOf(read, version, call.lang)
  return call.file(bytes, spreadsheetType, `evaluation-${read.report.cutoffOn.toString()}-${version}.xlsx`)
}

function refusedDraft(deps: EvaluationDeps, call: Call, refusal: DraftRefusal | NotReckoned): Promise<Response> {
  if (refusal.kind !== 'already_published') return answerRefused(deps, call, refusal)
  return showReport(deps, call, refusalText(refusal, call.lang))
}

async function answerPublish(deps: EvaluationDeps, call: Call): Promise<Response> {
  const reportId = parseId<'report'>(call.param('id'))
  if (reportId === null) return call.notFound()
  const command = { actor: staffOf(call), reportId, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => publishReport(tx, deps.ports, command))
  return answer.ok
    ? call.see(`/evaluation/${reportId}`, answer.value.sha256 === null ? texts(call.lang).publishing : texts(call.lang).publishDone)
    : refusedDraft(deps, call, answer.refusal)
}
