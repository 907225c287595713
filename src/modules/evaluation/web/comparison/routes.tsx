import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { readForm } from '#ui/form-data.ts'
import { optional, text, whole } from '#ui/form-fields.ts'
import type { EvaluationDeps } from '../../ports.ts'
import { evaluationActions } from '../../actions.ts'
import { enterComparison } from '../../actions/comparison/enter-comparison.ts'
import { readReport } from '../../actions/report/read-report.ts'
import { type ComparedFigures, measures } from '../../domain/report/dataset.ts'
import { texts } from '../../texts/texts.ts'
import { fieldProblem } from '../words.ts'
import { ComparisonPage } from './page.tsx'

/** The page where the compared programme's figures are entered. */
export function comparisonRoutes(deps: EvaluationDeps): Route[] {
  return [
    get('/evaluation/:id/comparison', evaluationActions.compare, (call) => showComparison(deps, call, {})),
    post('/evaluation/:id/comparison', evaluationActions.compare, (call) => answerComparison(deps, call)),
  ]
}

type Shown = Pick<Parameters<typeof ComparisonPage>[0], 'errors' | 'raw'>

async function showComparison(deps: EvaluationDeps, call: Call, shown: Shown): Promise<Response> {
  const { actor } = call
  const id = parseId<'report'>(call.param('id'))
  assert(actor !== null, 'only those signed in come here')
  if (id === null) return call.notFound()
  const read = await deps.db.read(call.context, (tx) => readReport(tx, deps.ports, { actor, id, now: call.now }))
  if (!read.ok) return call.refused(read.refusal)
  if (!read.value.maySecretary) return call.refused({ kind: 'not_permitted' })
  return call.page(<ComparisonPage call={call} read={read.value} {...shown} />, shown.errors === undefined ? 200 : 422)
}

const count = optional(whole({ min: 0, max: 1_000_000 }))
const fields = {
  referred: count,
  accepted: count,
  started: count,
  main_reached: count,
  completed: count,
  source: text({ max: 500 }),
  caveat: text({ max: 2000, required: false }),
}

async function answerComparison(deps: EvaluationDeps, call: Call): Promise<Response> {
  const { actor } = call
  const reportId = parseId<'report'>(call.param('id'))
  assert(actor?.kind === 'staff', 'figures are entered by staff')
  if (reportId === null) return call.notFound()
  const read = readForm(fields, await call.form())
  if (!read.ok) return showComparison(deps, call, { errors: read.refusal, raw: read.raw })
  const { source, caveat } = read.value
  const known = measures.flatMap((measure) => (read.value[measure] === null ? [] : [[measure, read.value[measure]]]))
  const figures: ComparedFigures = Object.fromEntries(known)
  const command = { actor, reportId, comparison: { figures, source, caveat }, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => enterComparison(tx, command))
  if (answer.ok) return call.see(`/evaluation/${reportId}`, texts(call.lang).comparisonDone)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_report') return call.refused(refusal)
  const field = refusal.kind === 'more_than_it_is_part_of' ? refusal.measure : 'source'
  return showComparison(deps, call, { errors: { [field]: fieldProblem(refusal) }, raw: read.raw })
}
