import type { PersonId } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { accountNames, mayEver, organisations, standsInFor } from '#modules/access/index.ts'
import { agreementsOf, sideBySide } from '#modules/agreements/index.ts'
import {
  type Listed,
  type ListWish,
  assign,
  caseloadActions,
  cursorText,
  listCounts,
  listPage,
  parseCursor,
} from '#modules/caseload/index.ts'
import { personNames } from '#modules/people/index.ts'
import { actions as referralActions } from '#modules/referrals/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { workbenchActions } from '../../actions.ts'
import { texts } from '../../texts/texts.ts'
import { type StaffReader, readerOf } from '../case/read-case.ts'
import { requestsFor } from './access-requests.tsx'
import { type Listing, hrefOf, listingOf } from './address.ts'
import { type FrontFacts, FrontPage } from './page.tsx'
import { type WordsPorts, rowFor } from './rows.ts'
import { SearchPage } from './search-page.tsx'
import { found } from './search.ts'

/** The worklist, taking a case from it, and search. */
export function frontRoutes(deps: Deps, words: WordsPorts): Route[] {
  return [
    get('/worklist', workbenchActions.see_worklist, (call) => showWorklist(deps, words, call)),
    post('/cases/:id/responsible', caseloadActions.assign, (call) => takeCase(deps, call)),
    get('/search', workbenchActions.see_worklist, (call) => showSearch(deps, words, call, call.query('q'))),
    // What is typed may be a CPR number, which has no place in an address.
    post('/search', workbenchActions.see_worklist, async (call) => {
      const typed = (await call.form()).get('q')
      return showSearch(deps, words, call, typeof typed === 'string' ? typed : undefined)
    }),
  ]
}

function wishOf({ actor, today }: StaffReader, { list, phase, agreementId, due, after, forWhom }: Listing): ListWish {
  const cursor = after === null ? null : parseCursor(after)
  return {
    list,
    organisationId: actor.organisationId,
    accountId: forWhom ?? actor.accountId,
    today,
    phase,
    agreementId,
    due,
    after: cursor,
  }
}

async function showWorklist({ db }: Deps, words: WordsPorts, call: Call): Promise<Response> {
  const reader = readerOf(call)
  const listing = listingOf((name) => call.query(name))
  const facts = await db.read(call.context, (tx) => frontFacts(tx, words, reader, listing))
  return call.page(<FrontPage call={call} facts={facts} />)
}

async function frontFacts(tx: Tx, words: WordsPorts, reader: StaffReader, asked: Listing): Promise<FrontFacts> {
  const { actor, today } = reader
  // Somebody else's list is shown to their deputy of today alone.
  const absent = await accountNames(tx, asked.forWhom === null ? [] : await standsInFor(tx, { ...actor, today }))
  const forName = asked.forWhom === null ? undefined : absent.get(asked.forWhom)
  const listing: Listing = forName === undefined ? { ...asked, forWhom: null } : asked
  const { rows, more, ...beside } = await listed(tx, reader, listing)
  const last = more ? rows.at(-1) : undefined
  const on = listing.list === 'ended' ? last?.endedOn : last?.dueOn
  return {
    ...beside,
    listing,
    forName: forName ?? null,
    rows: rows.map((row) => rowFor(row, words, reader)),
    next: last === undefined ? null : cursorText({ on: on ?? 'infinity', caseId: last.caseId }),
    organisationId: actor.organisationId,
    mayRefer: mayEver(actor, referralActions.start),
    mayAssign: mayEver(actor, caseloadActions.assign),
  }
}

/** One page of a list with what stands around it: the database is waited for twice, however much is asked. */
async function listed(tx: Tx, reader: StaffReader, listing: Listing) {
  const wish = wishOf(reader, listing)
  const [{ rows, more }, counts, all, accessRequests, agreements] = await Promise.all([
    listPage(tx, wish),
    listCounts(tx, wish),
    organisations(tx),
    requestsFor(tx, reader.actor),
    agreementsOf(tx, reader.actor.organisationId),
  ])
  const responsible = new Set(rows.flatMap((row) => Object.values(row.responsible)).filter((id) => id !== null))
  const [names, staff] = await Promise.all([namesOf(tx, rows), accountNames(tx, [...responsible])])
  return { rows, more, counts, organisations: all, accessRequests, agreements: sideBySide(agreements, reader), names, staff }
}

async function namesOf(tx: Tx, rows: readonly Listed[]): Promise<Map<PersonId, string | null>> {
  const people = await personNames(
    tx,
    rows.map((row) => row.personId),
  )
  return new Map([...people].map(([id, person]) => [id, person.name]))
}

/** A member of staff takes a case that nobody at their authority looks after. */
async function takeCase({ db }: Deps, call: Call): Promise<Response> {
  const caseId = parseId<'referral'>(call.param('id'))
  if (caseId === null) return call.notFound()
  const { actor } = readerOf(call)
  const answer = await db.transaction(call.context, (tx) => assign(tx, { actor, caseId, accountId: actor.accountId, at: call.now }))
  return answer.ok ? call.see(hrefOf({ list: 'mine' }), texts(call.lang).taken) : call.refused(answer.refusal)
}

async function showSearch({ db }: Deps, words: WordsPorts, call: Call, typed = ''): Promise<Response> {
  const reader = readerOf(call)
  const wanted = typed.trim().slice(0, 100)
  const facts = await db.transaction(call.context, async (tx) => {
    const hits = await found(tx, reader, wanted, call.now)
    return { hits, names: await namesOf(tx, hits) }
  })
  const rows = facts.hits.map((hit) => rowFor(hit, words, reader))
  return call.page(<SearchPage call={call} wanted={wanted} hits={rows} names={facts.names} />)
}
