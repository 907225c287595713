import { expect, test } from 'vitest'
import { z } from 'zod'
import { roles } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { addStaff, openSession } from '#modules/access/index.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { realClock } from '#platform/clock.ts'
import { sessionCookie } from '#platform/http/server.ts'
import { citizenCast } from '../../src/demo/citizens.ts'
import type { Visitor } from '../support/visitor.ts'
import { type Ids, addressOf, knownIds } from './addresses.ts'
import type { Played } from './played.ts'

const today = nobody(day('2016-10-12'))

/** Somebody with every role there is, at a municipality that takes part in nothing. */
async function strangerWithEveryRole({ database, stranger }: Played): Promise<{ visitor: Visitor; accountId: string }> {
  const organisationId = newId<'organisation'>()
  await database.ownerDb.transaction(today, (tx) =>
    tx.run(sql`
      insert into access.organisation (id, key, name, short_name, letter, municipality_code)
      values (${organisationId}, 'koege', 'Køge Kommune', 'Køge', 'K', '0259')`),
  )
  const at = Temporal.Instant.from('2016-10-12T08:00:00Z')
  const { accountId } = await database.db.transaction(today, (tx) =>
    addStaff(tx, { name: 'Kaj Fremmed', email: 'kaj@example.dk', organisationId, roles, at }),
  )
  const token = await database.db.transaction(today, (tx) => openSession(tx, { accountId, organisationId, at: realClock.now() }))
  const visitor = stranger()
  visitor.cookies.set(sessionCookie, token)
  return { visitor, accountId }
}

/** What tells of the demo's citizens: names, case numbers, loan numbers. */
const traces = [...citizenCast.map(({ name }) => name), 'I-2015-', 'I-2016-', 'L-2016-']
const tells = (html: string) => traces.find((trace) => html.includes(trace))

/** A body that names somebody else's things in every field that a form here has for an identity. */
function bodyOf(ids: Ids, n: number): Record<string, string> {
  const pick = (word: string) => ids.get(word)?.[n] ?? ''
  const [run, person, agreement] = [pick('enrolments'), pick('people'), pick('agreements')]
  return {
    request_id: newId(),
    agreement,
    agreementId: agreement,
    enrolment: run,
    expected: run,
    person,
    account: pick('accounts'),
    absent: pick('accounts'),
    deputy: pick('accounts'),
    to: pick('accounts'),
    session: pick('sessions'),
    goal: pick('goals'),
    loan: pick('loans'),
    case: pick('cases'),
    subject: pick('classes'),
    kind: 'class',
    words: 'Fremmed',
    note: 'Fremmed',
    name: 'Fremmed',
    title: 'Fremmed',
    reason: 'other',
    why: 'Fremmed',
    on: '12.10.2016',
    from: '12.10.2016',
    until: '13.10.2016',
    number_1: 'L-2016-001',
    amount_1: '875,00',
    amount: '875,00',
    answer: 'yes',
    decision: 'confirmed',
    step: 'confirm',
  }
}

const lineRow = z.object({
  action: z.string(),
  noun: z.string().nullable(),
  noun_id: z.string().nullable(),
  person_id: z.string().nullable(),
})

/** An organisation without a part gets nothing by any road, whatever roles it has given itself. */
export function strangersGetNothing(played: () => Played): void {
  test('with every role at a municipality that takes part in nothing, no address tells of a citizen and no form changes anything', async () => {
    const { modules, database } = played()
    const { visitor, accountId } = await strangerWithEveryRole(played())
    const ids = await knownIds(played())
    const routes = modules.flatMap((module) => [...module.routes]).filter(({ path }) => !/^\/(demo|sign-out|my-sign-in)/.test(path))
    const leaks: string[] = []
    for (const route of routes)
      for (const n of route.path.includes(':') ? [0, 1, 2, 3] : [0]) {
        const address = addressOf(route, ids, n)
        const answer = await visitor.ask(address, route.method === 'get' ? undefined : bodyOf(ids, n))
        const trace = tells(answer.html)
        if (trace !== undefined) leaks.push(`${route.method} ${address} tells of ${trace}`)
        if (answer.status >= 500) leaks.push(`${route.method} ${address} breaks`)
      }
    for (const wanted of ['Leyla', 'I-2015-001', 'Amina Yıldız']) {
      const answer = await visitor.ask('/search', { q: wanted })
      if (answer.html.includes('/cases/')) leaks.push(`search for ${wanted}`)
    }
    expect(leaks.join('\n')).toBe('')
    const lines = await database.ownerDb.read(today, (tx) =>
      tx.rows(lineRow, sql`select action, noun, noun_id, person_id from audit.line where account_id = ${accountId} and kind = 'change'`),
    )
    const theirs = new Set([...ids.values()].flat())
    const touched = lines.filter((line) => line.person_id !== null || theirs.has(line.noun_id ?? ''))
    expect(touched).toEqual([])
  }, 240_000)
}
