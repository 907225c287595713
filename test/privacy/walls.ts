import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { addressOf, knownIds } from './addresses.ts'
import { citizenCast } from '../../src/demo/citizens.ts'
import type { Played } from './played.ts'

const today = nobody(day('2016-10-12'))

/** Every address that a visitor reaches by links, and every declared one by itself, with what it says beyond what was typed. */
async function told(played: Played, name: string, traces: readonly string[]): Promise<string[]> {
  const visitor = await played.signedIn(name)
  const ids = await knownIds(played)
  const routes = played.modules
    .flatMap((module) => [...module.routes])
    .filter(({ method, path }) => method === 'get' && !/^\/(demo|sign-out)/.test(path))
  const queue = ['/', ...routes.flatMap((route) => [0, 1, 2, 3, 4].map((n) => addressOf(route, ids, n)))]
  const known = new Set(queue)
  const leaks: string[] = []
  for (const address of queue) {
    const { html } = await visitor.ask(address)
    const trace = traces.find((one) => html.includes(one))
    if (trace !== undefined) leaks.push(`${name} ${address} tells ${trace}`)
    for (const [, link = ''] of html.matchAll(/href="(\/[^"#?]*)"/g)) {
      if (known.size > 500 || known.has(link) || /^\/(language|demo|public|sign-out)/.test(link)) continue
      known.add(link)
      queue.push(link)
    }
  }
  return leaks
}

/** What an agreement, a protected address and a conflict of interest keep from staff, by every road. */
export function wallsHold(played: () => Played): void {
  test('of two municipalities that buy of one provider, neither meets a citizen of the other', async () => {
    const theirs = ['Yusuf Aden', 'Bente Kjær']
    const others = citizenCast.map(({ name }) => name).filter((name) => !theirs.includes(name))
    expect((await told(played(), 'Sanne Lund', [...others, 'I-2015-', 'I-2016-'])).join('\n')).toBe('')
    expect((await told(played(), 'Ibrahim Kaya', [...theirs, 'G-2016-'])).join('\n')).toBe('')
  }, 240_000)

  test('whom a protected citizen is not trusted to learns neither name, address, phone nor mail, on any page', async () => {
    await played().database.ownerDb.transaction(today, async (tx) => {
      await tx.run(sql`
        update people.contact set protected_address = true, address = 'Hemmelig Vej 9', phone = '98 76 54 32' where name = 'Amina Yıldız'`)
      await tx.run(sql`delete from people.trusted where person_id in (select person_id from people.contact where name = 'Amina Yıldız')`)
    })
    const leaks: string[] = []
    for (const name of ['Hanne Krog', 'Gitte Dam'])
      leaks.push(...(await told(played(), name, ['Amina Yıldız', 'Hemmelig Vej', '98 76 54', 'amina@demo'])))
    expect(leaks.join('\n')).toBe('')
  }, 240_000)

  test('a member of staff with a conflict of interest meets the citizen nowhere', async () => {
    await played().database.ownerDb.transaction(today, (tx) =>
      tx.run(sql`
        insert into people.conflict (person_id, human_id, account_id, declared_at, declared_by)
        select c.person_id, a.human_id, a.id, now(), a.id from people.contact c, access.account a where c.name = 'Leyla Demir' and a.name = 'Søren Bjerg'`),
    )
    expect((await told(played(), 'Søren Bjerg', ['Leyla Demir'])).join('\n')).toBe('')
  }, 240_000)
}
