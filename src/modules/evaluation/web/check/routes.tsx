import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import { evaluationActions } from '../../actions.ts'
import { checkReport } from '../../actions/figures/check-report.ts'
import type { EvaluationDeps } from '../../ports.ts'
import { loaded, staffOf } from '../loaded.ts'
import { answerRefused } from '../reckoning/answer.tsx'
import { CheckPage } from './page.tsx'

/** The page where a published report is made again. */
export function checkRoutes(deps: EvaluationDeps): Route[] {
  return [get('/evaluation/:id/check', evaluationActions.see_closed, (call) => showCheck(deps, call))]
}

async function showCheck(deps: EvaluationDeps, call: Call): Promise<Response> {
  const found = await loaded(deps, call)
  if (found instanceof Response) return found
  const { read } = found
  const given = { actor: staffOf(call), id: read.report.id, now: call.now }
  const answer = await deps.db.read(call.context, (tx) => checkReport(tx, deps.ports, given))
  if (!answer.ok)
    return answer.refusal.kind === 'not_published' ? call.see(`/evaluation/${read.report.id}`) : answerRefused(deps, call, answer.refusal)
  return call.page(<CheckPage call={call} read={read} check={answer.value} mayRows={read.mayRows} />)
}
