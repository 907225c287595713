import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, CitizenActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { movableClock, realClock } from '#platform/clock.ts'
import { createLog } from '#platform/log.ts'
import { authorize, mayEver, sessionActor, withinScope } from '#modules/access/index.ts'
import { acceptInvitation } from '../../src/modules/access/actions/invitation.ts'
import { standing } from '#modules/caseload/index.ts'
import { letter } from '#modules/notices/index.ts'
import { type PersonView, personNames, personView, representativesOf } from '#modules/people/index.ts'
import { createProgram } from '../../src/app.ts'
import { type Pages, pagesOf } from '../support/pages.ts'
import { type Scene, as, at, citizenOf, openScene, sent } from '../support/referral-scene.ts'

const clock = movableClock(at('2015-10-06'))
let scene: Scene
let pages: Pages
let personId: PersonView['id']
let caseId: Awaited<ReturnType<typeof sent>>
const parts = () => ({
  db: scene.db,
  clock,
  log: createLog('silent'),
  publicUrl: () => 'http://localhost',
  secure: false,
  secret: 'an invented secret of the tests, 32 long',
})
const modules = () => createProgram(parts()).modules
const keys = { party: () => ({ id: 'localhost', name: 'Grobund', origin: 'http://localhost' }), decoy: () => 'decoy' }

beforeAll(async () => {
  scene = await openScene()
  pages = pagesOf(
    modules().flatMap((module) => [...module.routes]),
    clock,
  )
  caseId = await sent(scene)
  const found = await as(scene, scene.cast.ibrahim, clock.now(), (tx) => standing(tx, caseId))
  assert(found !== null, 'the case stands')
  personId = found.personId
})
afterAll(() => scene.database.close())

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

/** Records somebody, invites them, uses the link, and answers the session's secret. */
async function signedIn(name: string, scope: string, basis = 'guardianship', until = '31.10.2015'): Promise<string> {
  const { ibrahim } = scene.cast
  const list = `/people/${personId}/representatives`
  const recorded = await pages.post(ibrahim, list, {
    request_id: newId(),
    name,
    basis,
    scope,
    from: '06.10.2015',
    until,
    address: 'Vejen 1\n2665 Vallensbæk',
    copies: 'yes',
  })
  expect(recorded.status).toBe(303)
  const one = (await as(scene, ibrahim, clock.now(), (tx) => representativesOf(tx, personId))).find((each) => each.name === name)
  const email = `${name.toLowerCase().replaceAll(/[^a-z]/g, '')}@example.dk`
  const invited = await pages.post(ibrahim, `${list}/${one?.id ?? ''}/sign-in`, { request_id: newId(), email })
  const token = /invitation\/([\w-]+)/.exec(invited.html)?.[1] ?? ''
  const accepted = await acceptInvitation(scene.db, keys, { token, way: { kind: 'password', password: 'et langt kodeord til prøven' } })
  assert(accepted.ok && 'token' in accepted.value, 'the link works once')
  expect((await acceptInvitation(scene.db, keys, { token, way: { kind: 'password', password: 'et andet langt kodeord' } })).ok).toBe(false)
  return accepted.value.token
}

const holder = (token: string, on: string) => scene.db.read(nobody(day(on)), (tx) => sessionActor(tx, token, realClock.now()))
async function actorOf(token: string, on = '2015-10-06'): Promise<CitizenActor> {
  const actor = await holder(token, on)
  assert(actor?.kind === 'citizen', 'the representative acts as the citizen')
  return actor
}

test('a guardian signs in by a one-time link, sees the citizen’s pages, and every deed says for whom', async () => {
  const vera = await actorOf(await signedIn('Vera Holm', 'everything'))
  expect(vera).toMatchObject({ personId, scope: 'everything', name: 'Vera Holm for Fatou Jallow' })
  const own = (await pages.get(vera, '/me')).html
  expect(words(own)).toContain('Vera Holm for Fatou Jallow')
  expect(own, 'what may be done though nobody waits for it').toMatch(/href="\/me\/referral"[^>]*>\s*Stop deling af noget/)
  expect((await pages.get(vera, '/my-sign-in')).status).toBe(200)
  const citizen = await citizenOf(scene, caseId)
  const mine = words((await pages.get(citizen, '/me')).html)
  expect(mine, 'who acts for one is told beside the organisations').toContain(
    'Vera Holm, som handler for dig Kan logge ind, se det samme som dig og gøre det samme, men skriver ikke under på lån. Får kopi af dine breve',
  )
  const log = words((await pages.get(citizen, '/me/log')).html)
  expect(log).toContain('Vera Holm for Fatou Jallow')
  expect(words((await pages.get(vera, '/me/log')).html)).not.toContain('Du åbnede')
})

test('who sees what tells a citizen with a protected address that only those let in see who they are', async () => {
  const citizen = await citizenOf(scene, caseId)
  const told = async () => words((await pages.get(citizen, '/me')).html).includes('Dit navn og din adresse er beskyttet')
  const protect = (yes: boolean) =>
    scene.database.ownerDb.transaction(nobody(clock.today()), (tx) =>
      tx.run(sql`update people.contact set protected_address = ${yes} where person_id = ${personId}`),
    )
  expect(await told()).toBe(false)
  await protect(true)
  expect(await told()).toBe(true)
  await protect(false)
})

test('the sign-in ends with the last day of the basis, and opens on no day before it', async () => {
  const token = await signedIn('Per Lund', 'everything', 'power_of_attorney', '08.10.2015')
  expect([await holder(token, '2015-10-05'), await holder(token, '2015-10-09')]).toEqual([null, null])
  expect((await holder(token, '2015-10-08'))?.kind).toBe('citizen')
  const enter = async (on: string) => {
    clock.moveTo(at(on))
    return pages.post(scene.cast.ibrahim, '/sign-in', { email: 'perlund@example.dk', password: 'et langt kodeord til prøven', next: '/' })
  }
  expect((await enter('2015-10-08')).status).toBe(303)
  const over = await enter('2015-10-09')
  clock.moveTo(at('2015-10-06'))
  expect([over.status, over.location], 'told, and not sent to the front page without a word').toEqual([403, null])
  expect(words(over.html)).toContain('Du har ikke adgang i dag')
})

test('a basis ended today opens nothing tomorrow', async () => {
  const token = await signedIn('Eva Krog', 'everything')
  const { ibrahim } = scene.cast
  const one = (await as(scene, ibrahim, clock.now(), (tx) => representativesOf(tx, personId))).find((each) => each.name === 'Eva Krog')
  expect((await pages.post(ibrahim, `/people/${personId}/representatives/${one?.id ?? ''}/end`, {})).status).toBe(303)
  expect((await holder(token, '2015-10-06'))?.kind).toBe('citizen')
  expect(await holder(token, '2015-10-07')).toBeNull()
})

test('one who acts in matters of money reaches loans and budgets and nothing else', async () => {
  const bo = await actorOf(await signedIn('Bo Friis', 'economy'))
  expect(words((await pages.get(bo, '/me/economy')).html)).toContain('Du er her som Bo Friis for Fatou Jallow')
  expect((await pages.get(bo, '/')).location).toBe('/me/economy')
  for (const path of ['/me', '/me/log', '/me/decisions', '/me/notes', '/me/documents', '/notices', '/me/calendar'])
    expect((await pages.get(bo, path)).status, path).toBe(403)
})

test('a companion gets no sign-in, and an address that has one is refused with words', async () => {
  const { ibrahim } = scene.cast
  const list = `/people/${personId}/representatives`
  const record = (name: string, basis: string, scope: string) =>
    pages.post(ibrahim, list, { request_id: newId(), name, basis, scope, from: '06.10.2015' })
  await record('Ida Bisidder', 'companion', 'meetings')
  await record('Ole To', 'party_representative', 'everything')
  const known = await as(scene, ibrahim, clock.now(), (tx) => representativesOf(tx, personId))
  const invite = (name: string) =>
    pages.post(ibrahim, `${list}/${known.find((one) => one.name === name)?.id ?? ''}/sign-in`, {
      request_id: newId(),
      email: 'veraholm@example.dk',
    })
  expect(words((await invite('Ida Bisidder')).html)).toContain('En bisidder er med til møder')
  expect(words((await invite('Ole To')).html)).toContain('Den e-mail har allerede et login')
  expect((await pages.post(scene.cast.soeren, `${list}/${known[0]?.id ?? ''}/sign-in`, { email: 'x@example.dk' })).status).toBe(403)
})

test('the representation leads to the one citizen and no other, in the database too', async () => {
  const other = await sent(scene, { name: 'Henning Krabbe' })
  const found = await as(scene, scene.cast.ibrahim, clock.now(), (tx) => standing(tx, other))
  assert(found !== null, 'the other case stands')
  const vera = await actorOf(await signedIn('Vera To', 'everything'))
  const seen = await as(scene, vera, clock.now(), async (tx) => [
    await personView(tx, found.personId),
    (await personNames(tx, [found.personId])).size,
    await standing(tx, other),
  ])
  expect(seen).toEqual([null, 0, null])
  expect(authorize(vera, { name: 'portal.see_own', permits: ['self'] }, { personId: found.personId }).ok).toBe(false)
  // Nobody makes their own account act for somebody: not the citizen, not staff without a part, not by an account of another kind.
  const put = (actor: Actor & { accountId: string }, account: string) =>
    as(scene, actor as CitizenActor, clock.now(), (tx) =>
      tx.run(sql`insert into access.representing (account_id, representation_id, person_id, scope, during)
        values (${account}, ${newId()}, ${found.personId}, 'everything', daterange('2015-10-01', null))`),
    )
  await expect(put(vera, vera.accountId)).rejects.toThrow('row-level security')
  const stranger = await scene.hire('Stranger', scene.organisations.ishoej, ['caseworker'])
  await expect(put(stranger, vera.accountId)).rejects.toThrow('row-level security')
  await expect(put(scene.cast.ibrahim, scene.cast.mette.accountId)).rejects.toThrow('account of their own')
})

test('every action a scope names exists, and none in any scope takes on a debt for another', () => {
  const actions = modules().flatMap((module) => [...module.actions])
  const open = (scope: 'economy' | 'meetings') =>
    actions.filter((action) => action.permits.includes('self') && withinScope(scope, action.name)).map((one) => one.name)
  expect(open('meetings').toSorted()).toEqual(['access.own_sign_in', 'activities.own_calendar'])
  for (const name of [
    'loans.see',
    'business.see_budget',
    'business.write_budget',
    'business.keep_budget',
    'portal.see_economy',
    'access.own_sign_in',
  ])
    expect(open('economy'), name).toContain(name)
  const citizen = { kind: 'citizen' as const, accountId: newId<'account'>(), humanId: newId<'human'>(), name: 'X for Y', personId }
  const accept = actions.find((action) => action.name === 'loans.accept')
  assert(accept !== undefined, 'a loan is accepted')
  expect(mayEver(citizen, accept)).toBe(true)
  for (const scope of ['everything', 'economy', 'meetings'] as const) expect(mayEver({ ...citizen, scope }, accept), scope).toBe(false)
})

test('a letter is copied to each who gets copies: a sheet with their address, crossed off on its own', async () => {
  const { ibrahim } = scene.cast
  await as(scene, ibrahim, clock.now(), (tx) =>
    letter(tx, {
      actor: ibrahim,
      personId,
      caseNumber: 'I-2015-001',
      template: 'discharge_completed',
      fields: { lastDay: day('2015-10-06') },
      at: clock.now(),
    }),
  )
  const post = await pages.get(ibrahim, '/post')
  const sheets = [...new Set([...post.html.matchAll(/href="(\/post\/copies\/[^"]+)"/g)].map((found) => found[1] ?? ''))]
  expect(sheets.length).toBeGreaterThan(0)
  const [first = ''] = sheets
  const sheet = await pages.get(ibrahim, first)
  expect([sheet.status, sheet.html.startsWith('%PDF')]).toEqual([200, true])
  expect((await pages.get(scene.cast.soeren, first)).status).not.toBe(200)
  expect((await pages.post(scene.cast.mette, `${first}/printed`, {})).status, 'the sender prints its own').toBe(404)
  expect((await pages.post(ibrahim, `${first}/printed`, {})).status).toBe(303)
  expect((await pages.get(ibrahim, '/post')).html).not.toContain(first)
})

test('who may set right what the citizen lives on finds the way on the case, and back', async () => {
  const { ibrahim } = scene.cast
  const way = `/people/${personId}/support-basis?back=${encodeURIComponent(`/cases/${caseId}`)}`
  const { html } = await pages.get(ibrahim, `/cases/${caseId}`)
  const links = [...html.matchAll(/href="([^"]+support-basis[^"]*)"/g)]
  // Under what is known of the citizen, and again where the timeline tells it.
  expect(links.map(([, href]) => href)).toEqual([way, way])
})
