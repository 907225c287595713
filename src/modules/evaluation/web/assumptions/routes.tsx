import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { readForm } from '#ui/form-data.ts'
import { evaluationActions } from '../../actions.ts'
import { chooseAssumptions } from '../../actions/figures/choose-assumptions.ts'
import { shownFigures } from '../../domain/open/open-version.ts'
import type { Dataset } from '../../domain/report/dataset.ts'
import type { EvaluationDeps } from '../../ports.ts'
import { texts } from '../../texts/texts.ts'
import { loaded, reportIdOf, staffOf } from '../loaded.ts'
import { bounds, fields, trialOf } from './fields.ts'
import { AssumptionsPage } from './page.tsx'

/** The page of the sum. Trying it out changes nothing; only the secretary saves, and only on a draft. */
export function assumptionsRoutes(deps: EvaluationDeps): Route[] {
  return [
    get('/evaluation/:id/assumptions', evaluationActions.see_published, (call) => show(deps, call, {})),
    post('/evaluation/:id/assumptions', evaluationActions.see_published, (call) => answer(deps, call)),
  ]
}

type Tried = Partial<Pick<Parameters<typeof AssumptionsPage>[0], 'tried' | 'selfSupporting' | 'errors' | 'raw'>>

async function show(deps: EvaluationDeps, call: Call, tried: Tried): Promise<Response> {
  const found = await loaded(deps, call)
  if (found instanceof Response) return found
  const { read } = found
  const shown = { tried: read.dataset.assumptions, selfSupporting: neededOf(read.dataset), ...tried }
  return call.page(<AssumptionsPage call={call} read={read} {...shown} />, tried.errors === undefined ? 200 : 422)
}

// Where the slider begins: at the number that is needed, unless the open version withholds it.
function neededOf(dataset: Dataset): number {
  const needed = shownFigures(dataset, 'open').find(({ figure }) => figure.code === 'break_even')?.value
  return needed?.kind === 'known' ? Math.min(Number(needed.value), bounds.self.max) : 1
}

async function answer(deps: EvaluationDeps, call: Call): Promise<Response> {
  const reportId = reportIdOf(call)
  if (reportId === null) return call.notFound()
  const read = readForm(fields, await call.form())
  if (!read.ok) return show(deps, call, { errors: read.refusal, raw: read.raw })
  const { assumptions: tried, selfSupporting } = trialOf(read.value)
  if (read.value.act !== 'keep') return show(deps, call, { tried, selfSupporting })
  const command = { actor: staffOf(call), reportId, assumptions: tried, at: call.now }
  const done = await deps.db.transaction(call.context, (tx) => chooseAssumptions(tx, command))
  if (done.ok) return call.see(`/evaluation/${reportId}/assumptions`, texts(call.lang).report.kept)
  return done.refusal.kind === 'already_published' ? call.see(`/evaluation/${reportId}`) : call.refused(done.refusal)
}
