import { expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { citizenCast } from '../../src/demo/citizens.ts'
import { addressOf, knownIds, patternOf } from './addresses.ts'
import type { Played } from './played.ts'

const readers = ['Mette Holm', 'Søren Bjerg', 'Ibrahim Kaya', 'Hanne Krog', 'Gitte Dam', 'Amina Yıldız']

/** Lists: they name whoever is on them, and a reading is logged when one of them is opened. */
const lists = [
  '/agreements/:id/places',
  '/caseload/:account',
  '/classes/new',
  '/day',
  '/loans',
  '/portfolio/loans',
  '/referrals',
  '/worklist',
  // The front page leads on to one of them.
  '/',
]
/** Files that are about no person: reports, books, settlements, and what one's own calendar or an agreement holds. */
const filesOfNobody = /^\/(evaluation|report|ledger|settlement|calendar|agreements|api)/

type Seen = { kind: string; file: boolean; named: number; logged: boolean }
type Read = { seen: Seen[]; refused: string[] }

async function lastLine({ database }: Played): Promise<number> {
  const row = z.object({ n: z.coerce.number() })
  return (
    await database.ownerDb.read(nobody(day('2016-10-12')), (tx) => tx.one(row, sql`select coalesce(max(id), 0) as n from audit.line`))
  ).n
}

async function readSince({ database }: Played, after: number): Promise<boolean> {
  const rows = await database.ownerDb.read(nobody(day('2016-10-12')), (tx) =>
    tx.rows(z.object({}), sql`select from audit.line where id > ${after} and kind = 'read' and person_id is not null`),
  )
  return rows.length > 0
}

/**
 * Everything that can be read by following links from the front page, each kind of page twice, and every declared address by itself;
 * and the links that led to a refusal.
 */
async function readAll(played: Played, name: string): Promise<Read> {
  const visitor = await played.signedIn(name)
  const ids = await knownIds(played)
  const routes = played.modules
    .flatMap((module) => [...module.routes])
    .filter(({ method, path }) => method === 'get' && !path.startsWith('/demo'))
  const patterns = routes.map(({ path }) => ({ path, pattern: patternOf(path) }))
  const kindOf = (address: string) => {
    const bare = address.split('?')[0] ?? ''
    return patterns.find(({ path }) => path === bare)?.path ?? patterns.find(({ pattern }) => pattern.test(bare))?.path ?? ''
  }
  const queue = ['/', ...routes.flatMap((route) => [0, 3].map((n) => addressOf(route, ids, n))), '/search?q=leyla']
  const known = new Set(queue)
  const times = new Map<string, number>()
  const linked = new Map<string, string>()
  const refused: string[] = []
  const seen: Seen[] = []
  for (const address of queue) {
    const kind = kindOf(address)
    if (kind === '' || (times.get(kind) ?? 0) >= 2) continue
    const before = await lastLine(played)
    const answer = await visitor.ask(address)
    const links = [...answer.html.matchAll(/href="(\/[^"#]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
    for (const link of answer.location === null ? links : [answer.location]) {
      linked.set(link, linked.get(link) ?? kind)
      if (known.has(link) || /^\/(language|demo|public|sign-out)/.test(link)) continue
      known.add(link)
      queue.push(link)
    }
    const from = linked.get(address)
    if (answer.status === 403 && from !== undefined) refused.push(`${name}: ${kind} from ${from}`)
    if (answer.status !== 200) continue
    times.set(kind, (times.get(kind) ?? 0) + 1)
    const named = citizenCast.filter((one) => one.name !== name && answer.html.includes(one.name)).length
    seen.push({ kind, file: !answer.html.startsWith('<!doctype'), named, logged: await readSince(played, before) })
  }
  return { seen, refused }
}

/** Whoever is named on a page or told of in a file can read in their log that it was read. */
export function everyReadingIsLogged(played: () => Played): void {
  test('every page that names a citizen, and every file about one, is logged as read before it is sent', async () => {
    const seen: Seen[] = []
    const refused: string[] = []
    for (const name of readers) {
      const read = await readAll(played(), name)
      seen.push(...read.seen)
      refused.push(...read.refused)
    }
    expect([...new Set(refused)].sort(), 'a link that leads to a refusal, logged as a denied attempt').toEqual([])
    const unlogged = seen.filter(({ kind, file, named, logged }) => !logged && (file ? !filesOfNobody.test(kind) : named > 0))
    expect([...new Set(unlogged.map(({ kind }) => kind))].filter((kind) => !lists.includes(kind)).sort()).toEqual([])
    const kinds = new Set(seen.filter(({ logged }) => logged).map(({ kind }) => kind))
    expect(kinds.size, [...kinds].join(' ')).toBeGreaterThan(60)
    for (const ending of ['.pdf', '.xlsx', '.ics'])
      expect(
        [...kinds].some((kind) => kind.endsWith(ending)),
        ending,
      ).toBe(true)
  }, 240_000)
}
