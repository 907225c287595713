import { parseId } from '#kernel/ids.ts'
import { type Result, assert, refuse } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Lang } from '#ui/lang.ts'
import { sentText } from '#ui/sent-text.ts'
import { readForm } from '#ui/form-data.ts'
import { id, optional, own, text, whole } from '#ui/form-fields.ts'
import type { EvaluationDeps } from '../../ports.ts'
import { evaluationActions } from '../../actions.ts'
import { compareAgreement } from '../../actions/comparison/compare-agreement.ts'
import { type ComparisonRefusal, enterComparison } from '../../actions/comparison/enter-comparison.ts'
import { readReport, readReports } from '../../actions/report/read-report.ts'
import { type ImportRefusal, readComparison, readReferences } from '../../domain/comparison/import.ts'
import { type ComparedFigures, type ReferenceLine, measures } from '../../domain/report/dataset.ts'
import { texts } from '../../texts/texts.ts'
import { reportIdOf, staffOf } from '../loaded.ts'
import { fieldProblem, refusalText } from '../words.ts'
import type { NotReckoned } from '../../actions/figures/figures-of.ts'
import { answerRefused } from '../reckoning/answer.tsx'
import { ComparisonPage } from './page.tsx'

/** The page where the compared programme's figures are entered. */
export function comparisonRoutes(deps: EvaluationDeps): Route[] {
  return [
    get('/evaluation/:id/comparison', evaluationActions.compare, (call) => showComparison(deps, call, {})),
    post('/evaluation/:id/comparison', evaluationActions.compare, (call) => answerComparison(deps, call)),
    post('/evaluation/:id/comparison/file', evaluationActions.compare, (call) => answerFile(deps, call)),
    post('/evaluation/:id/comparison/agreement', evaluationActions.compare, (call) => answerAgreement(deps, call)),
  ]
}

type Shown = Pick<Parameters<typeof ComparisonPage>[0], 'errors' | 'raw' | 'fault' | 'refused'>

async function showComparison(deps: EvaluationDeps, call: Call, shown: Shown): Promise<Response> {
  const { actor } = call
  const reportId = parseId<'report'>(call.param('id'))
  assert(actor !== null, 'only those signed in come here')
  if (reportId === null) return call.notFound()
  const read = await deps.db.read(call.context, (tx) => readReport(tx, deps.ports, { actor, id: reportId, now: call.now }))
  if (!read.ok) return answerRefused(deps, call, read.refusal)
  if (!read.value.maySecretary) return call.refused({ kind: 'not_permitted' })
  const { reportable } = await deps.db.read(call.context, (tx) => readReports(tx, actor))
  const others = reportable.filter((one) => one.id !== read.value.agreed.id).map((one) => ({ value: one.id, label: one.name[call.lang] }))
  const wrong = shown.errors !== undefined || shown.fault !== undefined || shown.refused !== undefined
  return call.page(<ComparisonPage call={call} read={read.value} others={others} {...shown} />, wrong ? 422 : 200)
}

const count = optional(whole({ min: 0, max: 1_000_000 }))
const fields = {
  referred: count,
  accepted: count,
  started: count,
  main_reached: count,
  completed: count,
  source: text({ max: 500 }),
  registered: count,
  self_end12: count,
  caveat: text({ max: 2000, required: false }),
  references: optional(own(parseReferences)),
}

async function answerComparison(deps: EvaluationDeps, call: Call): Promise<Response> {
  const { actor } = call
  const reportId = parseId<'report'>(call.param('id'))
  assert(actor?.kind === 'staff', 'figures are entered by staff')
  if (reportId === null) return call.notFound()
  const read = readForm(fields, await call.form())
  if (!read.ok) return showComparison(deps, call, { errors: read.refusal, raw: read.raw })
  const { source, caveat, references } = read.value
  const known = measures.flatMap((measure) => (read.value[measure] === null ? [] : [[measure, read.value[measure]]]))
  const figures: ComparedFigures = Object.fromEntries(known)
  const command = { actor, reportId, comparison: { figures, source, caveat, references: references ?? [] }, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => enterComparison(tx, command))
  if (answer.ok) return call.see(`/evaluation/${reportId}`, texts(call.lang).comparisonDone)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_report') return call.refused(refusal)
  if (refusal.kind !== 'more_than_it_is_part_of')
    return showComparison(deps, call, { refused: refusalText(refusal, call.lang), raw: read.raw })
  return showComparison(deps, call, { errors: { [refusal.measure]: fieldProblem(refusal) }, raw: read.raw })
}

function parseReferences(typed: string): Result<ReferenceLine[], Record<Lang, string>> {
  const read = readReferences(typed)
  if (read.ok) return read
  return refuse({ da: faultText(read.refusal, 'da'), en: faultText(read.refusal, 'en') })
}

async function answerFile(deps: EvaluationDeps, call: Call): Promise<Response> {
  const reportId = reportIdOf(call)
  if (reportId === null) return call.notFound()
  const sent = await sentText(await call.form())
  const say = texts(call.lang).compare
  if (sent === '') return showComparison(deps, call, { fault: say.fileMissing })
  const read = readComparison(sent)
  if (!read.ok) return showComparison(deps, call, { fault: faultText(read.refusal, call.lang) })
  const command = { actor: staffOf(call), reportId, comparison: read.value, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => enterComparison(tx, command))
  return done(deps, call, answer)
}

async function answerAgreement(deps: EvaluationDeps, call: Call): Promise<Response> {
  const reportId = reportIdOf(call)
  const read = readForm({ agreement: id<'agreement'>() }, await call.form())
  if (reportId === null) return call.notFound()
  if (!read.ok) return showComparison(deps, call, {})
  const command = { actor: staffOf(call), reportId, agreementId: read.value.agreement, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => compareAgreement(tx, deps.ports, command))
  return done(deps, call, answer)
}

function done(deps: EvaluationDeps, call: Call, answer: Result<true, ComparisonRefusal | NotReckoned>): Promise<Response> | Response {
  if (answer.ok) return call.see(`/evaluation/${call.param('id')}`, texts(call.lang).comparisonDone)
  const { refusal } = answer
  if (refusal.kind === 'not_reckoned') return answerRefused(deps, call, refusal)
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_report') return call.refused(refusal)
  return showComparison(deps, call, { refused: refusalText(refusal, call.lang) })
}

function faultText(refusal: ImportRefusal, lang: Lang): string {
  const say = texts(lang).compare
  switch (refusal.kind) {
    case 'line_malformed':
      return say.lineMalformed(refusal.line)
    case 'code_unknown':
      return say.codeUnknown(refusal.line, refusal.code)
    case 'no_percent':
      return say.noPercent(refusal.line, refusal.value)
    case 'measure_unknown':
      return say.measureUnknown(refusal.line, refusal.code)
    case 'source_missing':
      return say.sourceMissing
  }
}
