import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { readForm } from '#ui/form-data.ts'
import { text, whole } from '#ui/form-fields.ts'
import { evaluationActions } from '../../actions.ts'
import { type WriteRefusal, writeSections } from '../../actions/report/write-sections.ts'
import type { EvaluationDeps } from '../../ports.ts'
import { sectionVersions } from '../../store/sections.ts'
import { texts } from '../../texts/texts.ts'
import { loaded, reportIdOf, staffOf } from '../loaded.ts'
import { fieldProblem, refusalText } from '../words.ts'
import { WritePage } from './page.tsx'

/** The page where a draft is written. */
export function writeRoutes(deps: EvaluationDeps): Route[] {
  return [
    get('/evaluation/:id/text', evaluationActions.make, (call) => showWrite(deps, call, {})),
    post('/evaluation/:id/text', evaluationActions.make, (call) => answerWrite(deps, call)),
  ]
}

type Shown = Pick<Parameters<typeof WritePage>[0], 'errors' | 'raw' | 'problem'>

async function showWrite(deps: EvaluationDeps, call: Call, shown: Shown): Promise<Response> {
  const found = await loaded(deps, call)
  if (found instanceof Response) return found
  if (!found.read.maySecretary) return call.refused({ kind: 'not_permitted' })
  if (found.read.report.frozen !== null) return call.see(`/evaluation/${found.read.report.id}`)
  const versions = await deps.db.read(call.context, (tx) => sectionVersions(tx, found.read.report.id))
  const wrong = shown.errors !== undefined || shown.problem !== undefined
  return call.page(<WritePage call={call} read={found.read} versions={versions} {...shown} />, wrong ? 422 : 200)
}

const words = text({ max: 20_000, required: false })
const fields = {
  title: text({ max: 200 }),
  seen: whole({ min: 0, max: 100_000 }),
  summary: words,
  background: words,
  target_group: words,
  course: words,
  loans: words,
  results: words,
  economy: words,
  experience: words,
  learning: words,
  assessment: words,
  recommendation: words,
}

async function answerWrite(deps: EvaluationDeps, call: Call): Promise<Response> {
  const reportId = reportIdOf(call)
  if (reportId === null) return call.notFound()
  const read = readForm(fields, await call.form())
  if (!read.ok) return showWrite(deps, call, { errors: read.refusal, raw: read.raw })
  const { title, seen, ...written } = read.value
  const command = { actor: staffOf(call), reportId, title, words: written, seen, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => writeSections(tx, deps.ports, command))
  return answer.ok ? call.see(`/evaluation/${reportId}`, texts(call.lang).savedWords) : refused(deps, call, answer.refusal, read.raw)
}

function refused(deps: EvaluationDeps, call: Call, refusal: WriteRefusal, raw: Shown['raw']): Promise<Response> {
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_report') return call.refused(refusal)
  const typed = raw === undefined ? {} : { raw }
  if (refusal.kind === 'no_such_figure') return showWrite(deps, call, { errors: { [refusal.section]: fieldProblem(refusal) }, ...typed })
  return showWrite(deps, call, { problem: refusalText(refusal, call.lang), ...typed })
}
