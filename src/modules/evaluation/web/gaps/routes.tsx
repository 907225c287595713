import { parseDay } from '#kernel/days.ts'
import { parseId } from '#kernel/ids.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import { authorize } from '#modules/access/index.ts'
import { evaluationActions } from '../../actions.ts'
import { readGaps } from '../../actions/report/read-gaps.ts'
import type { EvaluationDeps } from '../../ports.ts'
import { staffOf } from '../loaded.ts'
import { answerRefused } from '../reckoning/answer.tsx'
import { GapsPage } from './page.tsx'

/** The page of what is missing before an evaluation can be made. */
export function gapsRoutes(deps: EvaluationDeps): Route[] {
  return [get('/evaluation/gaps/:agreement', evaluationActions.see_closed, (call) => showGaps(deps, call))]
}

async function showGaps(deps: EvaluationDeps, call: Call): Promise<Response> {
  const agreementId = parseId<'agreement'>(call.param('agreement'))
  if (agreementId === null) return call.notFound()
  const typed = parseDay(call.query('on') ?? '')
  const actor = staffOf(call)
  const asked = { actor, agreementId, on: typed.ok ? typed.value : call.today, today: call.today, now: call.now }
  const answer = await deps.db.read(call.context, (tx) => readGaps(tx, deps.ports, asked))
  if (!answer.ok) return answerRefused(deps, call, answer.refusal)
  const { agreed } = answer.value
  const mayMake = authorize(actor, evaluationActions.make, { parties: agreed.parties }).ok
  return call.page(<GapsPage call={call} {...answer.value} mayMake={mayMake} />)
}
