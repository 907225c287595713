import type { Actor } from '#kernel/actor.ts'
import { parseCpr } from '#kernel/cpr.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { errorText, readForm } from '#ui/form-data.ts'
import { choice } from '#ui/form-fields.ts'
import { actions } from '../../actions.ts'
import { type Eraser, erasePerson, erasureReasons } from '../../actions/erase-person.ts'
import { personToEraseByCpr, personsToErase } from '../../store/persons.ts'
import { texts } from '../../texts/texts.ts'
import { ErasurePage, ErasuresPage } from './page.tsx'

/** Where a data protection officer erases whom no organisation works with any more; `erasers` take what other modules hold. */
export function erasureRoutes(deps: Deps, erasers: readonly Eraser[]): Route[] {
  return [
    get('/erasures', actions.erase, (call) => showErasures(deps, call)),
    post('/erasures', actions.erase, (call) => findToErase(deps, call)),
    get('/erasures/:id', actions.erase, (call) => showErasure(deps, call)),
    post('/erasures/:id', actions.erase, (call) => answerErasure(deps, erasers, call)),
  ]
}

function actorOf(call: Call): Actor {
  assert(call.actor !== null, 'a route with an action has an actor')
  return call.actor
}

async function showErasures({ db }: Deps, call: Call, more: { problem?: string; typed?: string } = {}): Promise<Response> {
  const permitted = authorize(actorOf(call), actions.erase, {})
  if (!permitted.ok) return call.refused(permitted.refusal)
  const persons = await db.read(call.context, (tx) => personsToErase(tx))
  return call.page(<ErasuresPage call={call} persons={persons} {...more} />, more.problem === undefined ? 200 : 422)
}

async function findToErase(deps: Deps, call: Call): Promise<Response> {
  const permitted = authorize(actorOf(call), actions.erase, {})
  if (!permitted.ok) return call.refused(permitted.refusal)
  const typed = (await call.form()).get('cpr')
  const text = typeof typed === 'string' ? typed : ''
  const cpr = parseCpr(text)
  const found = cpr.ok ? await deps.db.read(call.context, (tx) => personToEraseByCpr(tx, cpr.value)) : null
  if (found !== null) return call.see(`/erasures/${found}`)
  return showErasures(deps, call, { problem: texts(call.lang).access.erasure.notFound, typed: text })
}

async function showErasure({ db }: Deps, call: Call, problem?: { text: string; field?: string }): Promise<Response> {
  const personId = parseId<'person'>(call.param('id'))
  const permitted = authorize(actorOf(call), actions.erase, {})
  if (!permitted.ok) return call.refused(permitted.refusal)
  const known = personId !== null && (await db.read(call.context, (tx) => personsToErase(tx))).some((one) => one.personId === personId)
  if (personId === null || (!known && problem === undefined)) return call.notFound()
  return call.page(
    <ErasurePage call={call} personId={personId} {...(problem === undefined ? {} : { problem })} />,
    problem === undefined ? 200 : 422,
  )
}

async function answerErasure(deps: Deps, erasers: readonly Eraser[], call: Call): Promise<Response> {
  const personId = parseId<'person'>(call.param('id'))
  if (personId === null) return call.notFound()
  const read = readForm({ reason: choice(erasureReasons) }, await call.form())
  if (!read.ok) return showErasure(deps, call, { field: 'reason', text: errorText(read.refusal.reason, call.lang) ?? '' })
  const command = { actor: actorOf(call), personId, reason: read.value.reason, at: call.now, erasers }
  const answer = await deps.db.transaction(call.context, (tx) => erasePerson(tx, command))
  const say = texts(call.lang).access.erasure
  if (answer.ok) return call.see('/erasures', say.done)
  if (answer.refusal.kind === 'not_permitted') return call.refused(answer.refusal)
  return showErasure(deps, call, { text: say.refusals[answer.refusal.kind] })
}
