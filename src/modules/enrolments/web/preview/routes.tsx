import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { recordRead } from '#modules/audit/index.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import type { EnrolmentPorts } from '../../actions/ports.ts'
import type { StepWish } from '../../domain/wish.ts'
import { texts } from '../../texts/texts.ts'
import { type StepFacts, stepFacts } from '../step/facts.ts'
import { refusalError } from '../step/refusal.ts'
import { consequencesOf } from './consequences.ts'
import { type WhatIf, WhatIfPage } from './what-if-page.tsx'

/** The page that answers “what if this one pauses six weeks?” for those who may pause a run. */
export function whatIfRoutes(deps: Deps, ports: EnrolmentPorts): Route[] {
  return [get('/enrolments/:id/what-if', actions.pause, (call) => showWhatIf(deps, ports, call))]
}

async function showWhatIf({ db }: Deps, ports: EnrolmentPorts, call: Call): Promise<Response> {
  const id = parseId<'enrolment'>(call.param('id'))
  const { actor, today } = call
  if (id === null) return call.notFound()
  assert(actor !== null, 'a route with an action has an actor')
  const facts = await db.transaction(call.context, async (tx) => {
    const found = await stepFacts(tx, ports, { actor, id, step: 'pause', today })
    if (found.ok) await recordRead(tx, { actor, page: 'enrolments.what_if', personId: found.value.enrolment.personId, at: call.now })
    return found
  })
  if (!facts.ok) return call.refused(facts.refusal)
  const asked: WhatIf = { weeks: call.query('weeks') ?? '6', keepsPlace: call.query('keepsPlace') === 'no' ? 'no' : 'yes' }
  const say = texts(call.lang)
  const weeks = /^\d{1,2}$/.test(asked.weeks) ? Number(asked.weeks) : 0
  if (weeks < 1 || weeks > 52)
    return call.page(<WhatIfPage call={call} facts={facts.value} asked={asked} error={say.whatIf.weeksWrong} />, 422)
  const wish: StepWish = { step: 'pause', from: today, until: today.add({ days: weeks * 7 - 1 }), keepsPlace: asked.keepsPlace === 'yes' }
  const answer = await db.preview(call.context, (tx) =>
    consequencesOf(tx, ports, { actor, enrolmentId: id, wish, reason: anyReason(facts.value), at: call.now }, today),
  )
  if (answer.ok) return call.page(<WhatIfPage call={call} facts={facts.value} asked={asked} consequences={answer.value} />)
  if (answer.refusal.kind === 'not_permitted' || answer.refusal.kind === 'no_such_enrolment') return call.refused(answer.refusal)
  return call.page(<WhatIfPage call={call} facts={facts.value} asked={asked} refused={refusalError(answer.refusal, say).text} />)
}

/** A question has no reason; the act it is answered by needs one. It is rolled back with the rest. */
function anyReason({ reasons }: Pick<StepFacts, 'reasons'>): string {
  return reasons.find(({ needsText }) => !needsText)?.code ?? ''
}
