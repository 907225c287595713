import { afterAll, beforeAll, expect, test } from 'vitest'
import { movableClock } from '#platform/clock.ts'
import { type Pages, pagesOf } from '../../../../test/support/pages.ts'
import { assessed, at, citizenOf, openScene, proposed, type Scene, sent, wording } from '../../../../test/support/referral-scene.ts'
import { referralsModule } from '../index.ts'

const clock = movableClock(at('2015-10-13'))
let scene: Scene
let pages: Pages
beforeAll(async () => {
  scene = await openScene()
  pages = pagesOf(referralsModule({ db: scene.db, clock }, { accepted: () => Promise.resolve() }).routes, clock)
})
afterAll(() => scene.database.close())

const text = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

test('a hearing that is confirmed in two windows is told as a hearing in both, and an answer without words asks for the answer', async () => {
  const { ibrahim } = scene.cast
  const id = await assessed(scene, [2], [2])
  const proposal = await proposed(scene, id, wording('hearing'))
  const confirm = () => pages.post(ibrahim, `/referrals/${id}/decision/confirmation`, { proposal })
  const [first, second] = [await confirm(), await confirm()]
  expect([first.status, second.status]).toEqual([303, 303])
  for (const { headers } of [first, second]) expect(headers.get('set-cookie')).toContain('Borgeren%2520er%2520skrevet')
  const empty = await pages.post(ibrahim, `/referrals/${id}/hearing`, { text: ' ' })
  expect([empty.status, text(empty.html).includes('Borgerens svar: Skriv et svar')]).toEqual([422, true])
})

test('the rule that the form proposes is said in the language of the citizen’s letter', async () => {
  const { ibrahim } = scene.cast
  const id = await assessed(scene, [2], [2])
  const form = (await pages.get(ibrahim, `/referrals/${id}/decision`, 'en')).html
  const legalRule = /name="legal_rule"[^>]*value="([^"]*)"/.exec(form)?.[1] ?? ''
  expect(legalRule).toContain('Act')
  await proposed(scene, id, wording('hearing', { legalRule }))
  const read = text((await pages.get(ibrahim, `/referrals/${id}/decision`)).html)
  expect(read).toContain('Reglen Lov')
})

test('the citizen is spoken to about what is shared, and sees what is not', async () => {
  const id = await sent(scene)
  const citizen = await citizenOf(scene, id)
  const before = text((await pages.get(citizen, '/me/referral')).html)
  expect([before.includes('Vil du ikke dele dem'), before.includes('Vil borgeren ikke')]).toEqual([true, false])
  const unshared = (html: string) => html.split('Det deles ikke med den anden myndighed').length
  expect((await pages.post(citizen, '/me/referral/sharing-stop', { stop: 'economy' })).status).toBe(303)
  expect(unshared((await pages.get(citizen, '/me/referral')).html)).toBe(unshared(before) + 1)
})
