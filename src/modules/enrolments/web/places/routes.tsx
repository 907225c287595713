import { type Day, isOnOrBefore } from '#kernel/days.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Agreement, agreementsFor, occupancies, places } from '#modules/agreements/index.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { freeFrom } from './calendar.ts'
import { placesFacts } from './facts.ts'
import { PlacesPage } from './page.tsx'

/** The places of an agreement; `/places` leads to those where a place is free first. */
export function placesRoutes(deps: Deps): Route[] {
  return [
    get('/places', actions.see_places, (call) => showFirst(deps, call)),
    get('/agreements/:id/places', actions.see_places, (call) => showPlaces(deps, call)),
  ]
}

async function showFirst({ db }: Deps, call: Call): Promise<Response> {
  const { actor } = call
  assert(actor?.kind === 'staff', 'places are seen by staff')
  const first = await db.read(call.context, async (tx) => {
    const all = await agreementsFor(tx, actor, actions.see_places)
    return all.length > 1 ? firstToComeFree(tx, all, call.today) : all[0]
  })
  return call.see(first === undefined ? '/agreements' : `/agreements/${first.id}/places`)
}

/** The agreement whose places have the earliest free day; the newest of several, and where none comes free in an agreement's time. */
async function firstToComeFree(tx: Tx, all: readonly Agreement[], today: Day): Promise<Agreement | undefined> {
  const found: { of: Agreement; on: Day }[] = []
  for (const of of all) {
    const { id, endsOn } = of
    const free = freeFrom({ places: await places(tx, id), held: await occupancies(tx, id), today, endsOn })
    found.push(...free.filter(({ on }) => isOnOrBefore(on, endsOn)).map(({ on }) => ({ of, on })))
  }
  const [soonest] = found.toSorted((a, b) => Temporal.PlainDate.compare(a.on, b.on))
  return soonest?.of ?? all[0]
}

async function showPlaces({ db }: Deps, call: Call): Promise<Response> {
  const { actor } = call
  const id = parseId<'agreement'>(call.param('id'))
  if (id === null || actor === null) return call.notFound()
  const facts = await db.read(call.context, (tx) => placesFacts(tx, { actor, id, today: call.today }))
  if (!facts.ok) return call.refused(facts.refusal)
  return call.page(<PlacesPage call={call} facts={facts.value} />)
}
