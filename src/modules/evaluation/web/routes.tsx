import type { StaffActor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { readForm } from '#ui/form-data.ts'
import { day, id, text } from '#ui/form-fields.ts'
import type { EvaluationDeps } from '../ports.ts'
import { evaluationActions } from '../actions.ts'
import { makeReport } from '../actions/make-report.ts'
import { publishReport, rewordReport, type DraftRefusal } from '../actions/publish-report.ts'
import { type ReadReport, readReport, readReports } from '../actions/read-report.ts'
import type { Version } from '../domain/open/open-version.ts'
import { renderReport } from '../pdf/render-report.ts'
import { texts } from '../texts/texts.ts'
import { comparisonRoutes } from './comparison/routes.tsx'
import { decisionRoutes } from './decision/routes.tsx'
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
    get('/evaluation/:id', evaluationActions.see_published, (call) => showReport(deps, call)),
    post('/evaluation/:id', evaluationActions.make, (call) => answerWords(deps, call)),
    post('/evaluation/:id/publication', evaluationActions.publish, (call) => answerPublish(deps, call)),
    ...decisionRoutes(deps),
    ...comparisonRoutes(deps),
  ]
}

function staffOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'the evaluation is handled by staff')
  return call.actor
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
    assessment: text({ max: 8000, required: false }),
  }
  const read = readForm(fields, form)
  const again = async (errors: Parameters<typeof NewReportPage>[0]['errors']) =>
    call.page(<NewReportPage call={call} agreements={await agreementOptions(deps, call)} raw={read.raw} errors={errors ?? {}} />, 422)
  if (!read.ok) return again(read.refusal)
  const requestId = parseId<'report'>(requestIdOf(form))
  assert(requestId !== null, 'a request id has the form of an id')
  const { agreement: agreementId, title, cutoff_on: cutoffOn, assessment } = read.value
  const wish = { actor: staffOf(call), agreementId, title, cutoffOn, assessment, requestId, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => makeReport(tx, wish))
  if (answer.ok) return call.see(`/evaluation/${answer.value}`, texts(call.lang).made)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_agreement') return call.refused(refusal)
  const field: NewField = 'cutoff_on'
  return again({ [field]: fieldProblem(refusal) })
}

/** The report a call names and the version it asks for, or the answer to one who may not have it. */
async function readFor(deps: EvaluationDeps, call: Call, idText: string): Promise<{ read: ReadReport; version: Version } | Response> {
  const reportId = parseId<'report'>(idText)
  if (reportId === null) return call.notFound()
  const answer = await deps.db.read(call.context, (tx) => readReport(tx, deps.ports, { actor: staffOf(call), id: reportId, now: call.now }))
  if (!answer.ok) return call.refused(answer.refusal)
  const version = call.query('version') === 'closed' ? 'closed' : 'open'
  if (version === 'closed' && !answer.value.mayClosed) return call.refused({ kind: 'not_permitted' })
  return { read: answer.value, version }
}

async function showReport(deps: EvaluationDeps, call: Call, problem?: string): Promise<Response> {
  const found = await readFor(deps, call, call.param('id'))
  if (found instanceof Response) return found
  return call.page(<ReportPage call={call} {...found} {...(problem === undefined ? {} : { problem })} />, problem === undefined ? 200 : 422)
}

async function sendPdf(deps: EvaluationDeps, call: Call): Promise<Response> {
  const found = await readFor(deps, call, call.param('file').slice(0, -'.pdf'.length))
  if (found instanceof Response) return found
  const { read, version } = found
  const bytes = await renderReport(sheetOf(read, version, call.lang))
  return call.file(bytes, 'application/pdf', `evaluation-${read.report.cutoffOn.toString()}-${version}.pdf`)
}

function refusedDraft(deps: EvaluationDeps, call: Call, refusal: DraftRefusal): Promise<Response> {
  if (refusal.kind !== 'already_published') return call.refused(refusal)
  return showReport(deps, call, refusalText(refusal, call.lang))
}

async function answerWords(deps: EvaluationDeps, call: Call): Promise<Response> {
  const reportId = parseId<'report'>(call.param('id'))
  if (reportId === null) return call.notFound()
  const read = readForm({ title: text({ max: 200 }), assessment: text({ max: 8000, required: false }) }, await call.form())
  if (!read.ok) return showRefusedWords(deps, call, read)
  const command = { actor: staffOf(call), reportId, ...read.value, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => rewordReport(tx, command))
  return answer.ok ? call.see(`/evaluation/${reportId}`, texts(call.lang).savedWords) : refusedDraft(deps, call, answer.refusal)
}

type Typed = NonNullable<Parameters<typeof ReportPage>[0]['typed']>

async function showRefusedWords(
  deps: EvaluationDeps,
  call: Call,
  { raw, refusal }: { raw: Typed['raw']; refusal: Typed['errors'] },
): Promise<Response> {
  const found = await readFor(deps, call, call.param('id'))
  if (found instanceof Response) return found
  return call.page(<ReportPage call={call} {...found} typed={{ raw, errors: refusal }} />, 422)
}

async function answerPublish(deps: EvaluationDeps, call: Call): Promise<Response> {
  const reportId = parseId<'report'>(call.param('id'))
  if (reportId === null) return call.notFound()
  const command = { actor: staffOf(call), reportId, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => publishReport(tx, deps.ports, command))
  return answer.ok ? call.see(`/evaluation/${reportId}`, texts(call.lang).publishDone) : refusedDraft(deps, call, answer.refusal)
}
