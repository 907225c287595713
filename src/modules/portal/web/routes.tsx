import type { CitizenActor } from '#kernel/actor.ts'
import { assert } from '#kernel/result.ts'
import { authorize, organisations } from '#modules/access/index.ts'
import { linesAbout, recordRead } from '#modules/audit/index.ts'
import { type CasePorts, type Reader, gatherCase } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { portalActions } from '../actions.ts'
import { LogPage, OwnPage, type OwnCase } from './page.tsx'

const logLines = 200

/** The citizen's own pages. */
export function portalRoutes(deps: Deps, ports: CasePorts): Route[] {
  return [
    get('/me', portalActions.see_own, (call) => showOwn(deps, ports, call)),
    get('/me/log', portalActions.see_log, (call) => showLog(deps, call)),
  ]
}

function citizenOf(call: Call): CitizenActor {
  assert(call.actor?.kind === 'citizen', 'a citizen reads their own page')
  return call.actor
}

async function showOwn({ db }: Deps, ports: CasePorts, call: Call): Promise<Response> {
  const actor = citizenOf(call)
  const permit = authorize(actor, portalActions.see_own, { personId: actor.personId })
  if (!permit.ok) return call.refused(permit.refusal)
  const reader: Reader = { actor, lang: call.lang, today: call.today }
  const own = await db.transaction(call.context, async (tx) => {
    await recordRead(tx, { actor, page: 'portal.own', personId: actor.personId, at: call.now })
    return gather(tx, ports, reader, actor)
  })
  return call.page(<OwnPage call={call} name={actor.name.split(' ')[0] ?? actor.name} own={own} />)
}

async function gather(tx: Tx, ports: CasePorts, reader: Reader, actor: CitizenActor): Promise<OwnCase | null> {
  const [key] = await ports.casesOfPerson(tx, actor.personId, reader)
  if (key === undefined) return null
  return { key, ...(await gatherCase(tx, ports, reader, key)) }
}

async function showLog({ db }: Deps, call: Call): Promise<Response> {
  const actor = citizenOf(call)
  const permit = authorize(actor, portalActions.see_log, { personId: actor.personId })
  if (!permit.ok) return call.refused(permit.refusal)
  const facts = await db.read(call.context, async (tx) => ({
    lines: await linesAbout(tx, actor.personId, logLines),
    known: await organisations(tx),
  }))
  return call.page(<LogPage call={call} lines={facts.lines} organisations={new Map(facts.known.map((one) => [one.id, one.name]))} />)
}
