import { afterAll, beforeAll, expect, test } from 'vitest'
import { movableClock } from '#platform/clock.ts'
import { confirmDecision, referral } from '../index.ts'
import { pagesOf, type Pages } from '../../../../test/support/pages.ts'
import {
  as,
  assessed,
  at,
  citizenOf,
  must,
  openScene,
  proposed,
  sent,
  type Scene,
  wording,
} from '../../../../test/support/referral-scene.ts'
import { referralsModule } from '../index.ts'

const clock = movableClock(at('2015-10-20'))
const ports = { accepted: () => Promise.resolve() }
let scene: Scene
let pages: Pages
beforeAll(async () => {
  scene = await openScene()
  pages = pagesOf(referralsModule({ db: scene.db, clock }, ports).routes, clock)
})
afterAll(() => scene.database.close())

test('a "not now" is complained about on paper, field by field, and settled on the same page', async () => {
  const { ibrahim, mette } = scene.cast
  const id = await assessed(scene, [3], [3])
  const proposalId = await proposed(scene, id, wording('not_now'))
  const on = at('2015-10-14')
  must(await as(scene, ibrahim, on, (tx) => confirmDecision(tx, ports, { actor: ibrahim, referralId: id, proposalId, at: on })))
  const page = `/referrals/${id}/complaint`
  expect((await pages.get(ibrahim, page)).html).toContain('name="received_on"')
  const unreal = await pages.post(ibrahim, page, { received_on: '31.02.2015', text: 'Ikke enig' })
  expect([unreal.status, unreal.html.includes('31.02.2015'), unreal.html.includes('Ikke enig')]).toEqual([422, true, true])
  const empty = await pages.post(ibrahim, page, { received_on: '1.10.2015', text: '' })
  expect(
    ['#received_on', '#text'].map((field) => empty.html.includes(`href="${field}"`)),
    'both at once',
  ).toEqual([true, true])
  const early = await pages.post(ibrahim, page, { received_on: '1.10.2015', text: 'Ikke enig' })
  expect([early.status, early.html.includes('før afgørelsen 14.10.2015')]).toEqual([422, true])
  expect((await pages.post(ibrahim, page, { received_on: '19.10.2015', text: 'Ikke enig' })).status).toBe(303)
  const received = (await pages.get(ibrahim, page)).html
  expect(received).toContain('senest 16.11.2015')
  expect(received).toContain('Ikke enig')
  // The provider reads along and is offered nothing.
  const theirs = (await pages.get(mette, page)).html
  expect([theirs.includes('Jobcentret vurderer klagen'), theirs.includes('name="outcome"')]).toEqual([true, false])
  expect((await pages.get(mette, `/referrals/${id}`)).html, 'who refers').toContain('Henvist af ')
  const justSent = await sent(scene)
  expect((await pages.get(mette, `/referrals/${justSent}/decision`)).html, 'too early').toContain('Begge vurderinger skal være afleveret')
  const blank = await pages.post(ibrahim, `${page}/outcome`, { considerations: 'Uændret' })
  expect([blank.status, blank.html.includes('Vælg, hvad I er kommet frem til')]).toEqual([422, true])
  const nothing = await pages.post(ibrahim, `${page}/outcome`, { considerations: ' ' })
  expect(
    ['#outcome', '#considerations'].map((field) => nothing.html.includes(`href="${field}`)),
    'both at once',
  ).toEqual([true, true])
  const bare = await pages.post(ibrahim, `${page}/outcome`, { do: 'look', outcome: 'forward', considerations: ' ' })
  expect([bare.status, bare.html.includes('g-letter')], 'no letter without reasons').toEqual([422, false])
  const letter = await pages.post(ibrahim, `${page}/outcome`, { do: 'look', outcome: 'change', considerations: 'Du har ret i det.' })
  expect([letter.status, letter.html.includes('g-letter'), letter.html.split('Du har ret i det.').length]).toEqual([200, true, 3])
  expect((await pages.get(ibrahim, page)).html, 'looking settles nothing').toContain('name="outcome"')
  expect((await pages.post(ibrahim, `${page}/outcome`, { outcome: 'forward', considerations: 'Uændret' })).status).toBe(303)
  expect((await pages.get(ibrahim, page)).html).toContain('Hjemvist')
  expect((await pages.post(ibrahim, `${page}/outcome`, { outcome: 'sent_back', considerations: 'Mangler oplysninger' })).status).toBe(303)
  const told = (await pages.get(ibrahim, page)).html
  expect([told.includes('Ankestyrelsen hjemviste sagen'), told.includes('Medhold i klagen')], 'nobody upheld the complaint').toEqual([
    true,
    false,
  ])
  const found = await as(scene, ibrahim, at('2015-10-20'), (tx) => referral(tx, id))
  expect(found).toMatchObject({ state: 'joint_assessment', ball: 'both', complaint: null })
  const citizen = { ...(await citizenOf(scene, id)), accountId: ibrahim.accountId }
  const own = (await pages.get(citizen, '/me/referral')).html
  for (const said of [
    'Ankestyrelsen har sendt sagen tilbage til os',
    'Mangler oplysninger',
    'træffer en ny afgørelse sammen',
    'senest 04.11.2015',
  ])
    expect(own, 'the citizen is told who said what, what happens next and by when').toContain(said)
})
