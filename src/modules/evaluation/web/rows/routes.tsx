import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import { evaluationActions } from '../../actions.ts'
import { readRows } from '../../actions/figures/read-rows.ts'
import type { EvaluationDeps } from '../../ports.ts'
import { reportIdOf, staffOf } from '../loaded.ts'
import { answerRefused } from '../reckoning/answer.tsx'
import { RowsPage } from './page.tsx'

/** The page with the cases behind a figure. */
export function rowsRoutes(deps: EvaluationDeps): Route[] {
  return [get('/evaluation/:id/rows', evaluationActions.see_rows, (call) => showRows(deps, call))]
}

async function showRows(deps: EvaluationDeps, call: Call): Promise<Response> {
  const [id, code] = [reportIdOf(call), call.query('code')]
  if (id === null || code === undefined) return call.notFound()
  const given = { actor: staffOf(call), id, code, now: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => readRows(tx, deps.ports, given))
  return answer.ok ? call.page(<RowsPage call={call} found={answer.value} />) : answerRefused(deps, call, answer.refusal)
}
