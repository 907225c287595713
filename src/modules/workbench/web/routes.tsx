import type { PersonId, StaffActor } from '#kernel/actor.ts'
import type { WorkRow } from '#kernel/case-step.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { organisations } from '#modules/access/index.ts'
import { personNames } from '#modules/people/index.ts'
import { workbenchActions } from '../actions.ts'
import type { CasePorts, Reader } from '#platform/case.ts'
import { caseRoutes } from './case/routes.tsx'
import { FrontPage } from './front/page.tsx'
import { tabs } from './front/rows.ts'
import { SearchPage } from './front/search-page.tsx'
import { fileRoutes } from './file/routes.tsx'
import { journalRoutes } from './journal/routes.tsx'

/** The front page, the worklist, search and the case page. */
export function workbenchRoutes(deps: Deps, ports: CasePorts, publicUrl: () => string, entrance: string): Route[] {
  return [
    get('/', { public: 'sends each to their own front page' }, (call) => call.see(frontOf(call, entrance))),
    get('/worklist', workbenchActions.see_worklist, (call) => showWorklist(deps, ports, call)),
    get('/search', workbenchActions.see_worklist, (call) => showSearch(deps, ports, call)),
    ...caseRoutes(deps, ports, publicUrl),
    ...journalRoutes(deps, ports),
    ...fileRoutes(deps, ports),
  ]
}

function frontOf(call: Call, entrance: string): string {
  if (call.actor === null) return entrance
  if (call.actor.kind === 'citizen') return '/me'
  const first = call.frame.nav[0]?.items[0]?.href
  return first ?? '/agreements'
}

function readerOf(call: Call): Reader & { actor: StaffActor } {
  assert(call.actor?.kind === 'staff', 'a staff page is read by staff')
  return { actor: call.actor, lang: call.lang, today: call.today }
}

async function allRows(tx: Tx, ports: CasePorts, reader: Reader): Promise<{ rows: WorkRow[]; names: Map<string, string | null> }> {
  const rows: WorkRow[] = []
  for (const rowsOf of ports.rows) rows.push(...(await rowsOf(tx, reader)))
  const found = await personNames(
    tx,
    rows.map((row) => parseId<'person'>(row.personId)).filter((id): id is PersonId => id !== null),
  )
  return { rows, names: new Map([...found].map(([id, person]) => [id, person.name])) }
}

async function showWorklist({ db }: Deps, ports: CasePorts, call: Call): Promise<Response> {
  const reader = readerOf(call)
  const tab = tabs.find((name) => name === call.query('list')) ?? 'mine'
  const facts = await db.read(call.context, async (tx) => ({
    ...(await allRows(tx, ports, reader)),
    organisations: await organisations(tx),
  }))
  const mayRefer = reader.actor.roles.includes('caseworker')
  return call.page(<FrontPage call={call} facts={{ ...facts, organisationId: reader.actor.organisationId, tab, mayRefer }} />)
}

async function showSearch({ db }: Deps, ports: CasePorts, call: Call): Promise<Response> {
  const reader = readerOf(call)
  const wanted = (call.query('q') ?? '').trim().slice(0, 100)
  const { rows, names } = await db.read(call.context, (tx) => allRows(tx, ports, reader))
  const needle = wanted.toLocaleLowerCase(call.lang)
  const hits = rows.filter((row) => {
    const name = names.get(row.personId) ?? ''
    return (
      needle !== '' && (row.caseNumber.toLocaleLowerCase(call.lang).includes(needle) || name.toLocaleLowerCase(call.lang).includes(needle))
    )
  })
  return call.page(<SearchPage call={call} wanted={wanted} hits={hits} names={names} />)
}
