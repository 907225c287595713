import { afterAll, beforeAll, expect, test } from 'vitest'
import { movableClock } from '#platform/clock.ts'
import { pagesOf, type Pages } from '../../../../../test/support/pages.ts'
import { assessed, at, draftOf, openScene, type Scene } from '../../../../../test/support/referral-scene.ts'
import { referralsModule } from '../../index.ts'

const clock = movableClock(at('2015-10-14'))
let scene: Scene
let pages: Pages
beforeAll(async () => {
  scene = await openScene()
  pages = pagesOf(referralsModule({ db: scene.db, clock }, { accepted: () => Promise.resolve() }).routes, clock)
})
afterAll(() => scene.database.close())

const seenIn = (html: string) => /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? ''
const firstIn = (html: string) => /name="([a-z_]+)-agreed"/.exec(html)?.[1] ?? ''

test('two who agree at once: the second sees what the first wrote beside their own words, and nothing is overwritten unseen', async () => {
  const { ibrahim, mette } = scene.cast
  const page = `/referrals/${await assessed(scene, [1], [4])}/comparison`
  const shown = (await pages.get(mette, page)).html
  const criterion = firstIn(shown)
  const seen = seenIn(shown)
  expect([criterion, seen].every((one) => one !== '')).toBe(true)
  const form = (score: string, note: string) => ({ seen, [`${criterion}-agreed`]: score, [`${criterion}-note`]: note })
  const blank = await pages.post(mette, page, { seen })
  expect([blank.status, blank.html.includes('Vælg en fælles score')], 'nothing is not saved as something').toEqual([422, true])
  const noted = await pages.post(mette, page, form('', 'Vi talte om gælden'))
  expect([noted.status, noted.html.includes('Vi talte om gælden')], 'a note without a score is not lost').toEqual([422, true])
  expect((await pages.post(ibrahim, page, form('2', 'Gælden afdrages'))).status).toBe(303)
  expect((await pages.post(ibrahim, page, form('2', 'Gælden afdrages'))).status, 'the same again is the same').toBe(303)
  const late = await pages.post(mette, page, form('3', 'Mine egne ord'))
  expect([late.status, late.html.includes('Mine egne ord'), late.html.includes('Gemt nu: 2. Gælden afdrages')]).toEqual([409, true, true])
  const knowing = { ...form('3', 'Mine egne ord'), seen: seenIn(late.html) }
  expect((await pages.post(mette, page, knowing)).status).toBe(303)
  expect((await pages.get(ibrahim, page)).html).toContain('Afstemt')
})

test('two who write the same section at once: the second reads what the first saved beside their own words', async () => {
  const { ibrahim } = scene.cast
  const page = `/referrals/${await draftOf(scene)}/sections/idea`
  const seen = seenIn((await pages.get(ibrahim, page)).html)
  const form = (title: string) => ({ seen, title, text: 'Varm frokost' })
  expect(seen).not.toBe('')
  expect((await pages.post(ibrahim, page, form('Frokost'))).status).toBe(303)
  expect((await pages.post(ibrahim, page, form('Frokost'))).status, 'the same again is the same').toBe(303)
  const late = await pages.post(ibrahim, page, form('Mine egne ord'))
  expect([late.status, late.html.includes('value="Mine egne ord"'), late.html.includes('Frokost')]).toEqual([409, true, true])
  expect((await pages.post(ibrahim, page, { ...form('Mine egne ord'), seen: seenIn(late.html) })).status).toBe(303)
})
