import { parseDay } from '#kernel/days.ts'
import { parseId } from '#kernel/ids.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { weekEvents } from '../../store/weeks.ts'
import { WeekPage } from './page.tsx'

/** A week of an agreement, by its Monday: `/weeks/2016-03-07`. */
export function weekRoutes(deps: Deps): Route[] {
  return [get('/agreements/:id/weeks/:monday', actions.see_places, (call) => showWeek(deps, call))]
}

async function showWeek({ db }: Deps, call: Call): Promise<Response> {
  const [id, from] = [parseId<'agreement'>(call.param('id')), parseDay(call.param('monday'))]
  const { actor } = call
  if (id === null || !from.ok || actor === null) return call.notFound()
  const week = { from: from.value, until: from.value.add({ days: 6 }) }
  const facts = await db.read(call.context, async (tx) => ({ found: await agreement(tx, id), happened: await weekEvents(tx, id, week) }))
  if (facts.found === null) return call.notFound()
  const permitted = authorize(actor, actions.see_places, { parties: facts.found.parties })
  if (!permitted.ok) return call.refused(permitted.refusal)
  return call.page(<WeekPage call={call} agreement={facts.found} from={week.from} happened={facts.happened} />)
}
