import type { Call, FrameRefusal } from '#platform/http/call.ts'
import { askReckoning } from '../../actions/figures/reckon.ts'
import type { NotReckoned } from '../../actions/figures/figures-of.ts'
import type { EvaluationDeps } from '../../ports.ts'
import { ReckoningPage } from './page.tsx'

/** Seconds after which the page asks again how far it has come; by a header, so that it works without JavaScript. */
const againAfter = 10

/** The answer to a refusal: figures that are not reckoned yet are asked for, and the reader sees how far they have come. */
export async function answerRefused(deps: EvaluationDeps, call: Call, refusal: NotReckoned | FrameRefusal): Promise<Response> {
  if (!isNotReckoned(refusal)) return call.refused(refusal)
  const { actor } = call
  if (actor === null) return call.refused({ kind: 'not_permitted' })
  const { asked } = refusal
  const reckoning = await deps.db.transaction(call.context, (tx) => askReckoning(tx, { actor, asked, at: call.now }))
  const page = call.page(<ReckoningPage call={call} reckoning={reckoning} />)
  page.headers.set('Refresh', String(againAfter))
  return page
}

function isNotReckoned(refusal: NotReckoned | FrameRefusal): refusal is NotReckoned {
  return refusal.kind === 'not_reckoned'
}
