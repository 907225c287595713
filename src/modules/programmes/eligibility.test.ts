import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { CitizenActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { movableClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { pagesOf, type Pages } from '../../../test/support/pages.ts'
import { at, openScene, peek, type Scene } from '../../../test/support/referral-scene.ts'
import { programmesModule } from './index.ts'

const clock = movableClock(at('2015-10-05'))
let scene: Scene
let pages: Pages
let key: string
beforeAll(async () => {
  scene = await openScene()
  pages = pagesOf(programmesModule({ db: scene.db, clock }).routes, clock)
  const [row] = await peek(scene, z.object({ key: z.string() }), sql`select programme_key as key from programmes.version limit 1`)
  key = row?.key ?? ''
})
afterAll(() => scene.database.close())

const visitor = (): CitizenActor => ({ kind: 'citizen', accountId: newId(), humanId: newId(), name: 'X', personId: newId() })
const answers = 'checked=yes&adult=yes&municipality=yes&benefit=yes&idea=yes&may_trade=yes&bankruptcy=no'
const ask = async (query: string) => (await pages.get(visitor(), `/pre-check?${query}`)).html
const audited = async () => (await peek(scene, z.object({ n: z.int() }), sql`select count(*)::int as n from audit.line`))[0]?.n

test('anyone checks the rules without a name, and nothing is kept', async () => {
  const before = await audited()
  const asked = await ask('')
  expect(asked).toContain('Er borgeren fyldt 18 år?')
  expect(asked).toContain('Værgemålsloven § 1')
  expect(asked).not.toMatch(/name="(cpr|name)"/)
  expect(await ask(answers)).toContain('Intet taler imod en henvisning')
  expect(await ask(answers.replace('adult=yes', 'adult=no'))).toContain('kan ikke henvises')
  expect(await ask(answers.replace('bankruptcy=no', 'bankruptcy=yes'))).toContain('økonomiske rådgiver')
  expect(await audited()).toBe(before)
})

const fields = {
  question_da: 'Er borgeren fyldt 21 år?',
  question_en: 'Is the citizen 21?',
  expected: 'yes',
  effect: 'excludes',
  advice_da: 'Vent.',
  advice_en: 'Wait.',
  legal_source: 'Byrådets beslutning',
  from: '01.11.2015',
}

test('the provider’s administrator looks first, then changes from a day; the check asks as the day demands', async () => {
  const { anne, mette } = scene.cast
  const page = `/eligibility/${key}/adult`
  const looked = await pages.post(anne, page, { ...fields, do: 'look' })
  expect([looked.status, looked.html.includes('Sådan spørges der fra 01.11.2015')]).toEqual([200, true])
  expect(looked.html, 'what changes is told').toMatch(/>Er borgeren fyldt 18 år\?<[\s\S]*?>Er borgeren fyldt 21 år\?</)
  expect(looked.html.match(/data-th="Før"/g), 'and what stays is not').toHaveLength(5)
  const stricter = await pages.post(anne, `/eligibility/${key}/idea`, { ...fields, do: 'look' })
  expect(stricter.html, 'an effect that no question shows').toMatch(/>Spørg først<[\s\S]*?>Kan ikke henvises</)
  const ending = await pages.post(anne, page, { ...fields, ends: 'yes', do: 'look' })
  expect(ending.html, 'an ending').toContain('Findes ikke')
  expect((await pages.get(anne, '/eligibility')).location, 'the menu').toBe(`/eligibility/${key}`)
  expect((await pages.get(anne, `/eligibility/${key}`)).html).not.toContain('fyldt 21')
  expect((await pages.post(mette, page, { ...fields, do: 'save' })).status).toBe(403)
  const faulty = await pages.post(anne, page, { ...fields, legal_source: '', from: '01.01.2015', do: 'save' })
  expect([faulty.status, faulty.html.includes('fyldt 21'), faulty.html.includes('før i dag')]).toEqual([422, true, true])
  expect((await pages.post(anne, page, { ...fields, do: 'save' })).status).toBe(303)
  const listed = (await pages.get(anne, `/eligibility/${key}`)).html
  expect(listed).toContain('01.01.2010 til 31.10.2015')
  expect(await ask('')).toContain('fyldt 18')
  clock.moveTo(at('2015-11-01'))
  expect(await ask('')).toContain('fyldt 21')
  expect((await pages.post(anne, `/eligibility/${key}/new`, { ...fields, question_da: 'Bor borgeren fast?', do: 'save' })).status).toBe(303)
  expect((await pages.post(anne, page, { ...fields, from: '01.12.2015', ends: 'yes', do: 'save' })).status).toBe(303)
  clock.moveTo(at('2015-12-01'))
  const later = await ask('')
  expect([later.includes('fyldt'), later.includes('Bor borgeren fast?')]).toEqual([false, true])
})

test('the database refuses to delete or rewrite a rule, even for its owner', async () => {
  const today = nobody(day('2015-12-01'))
  const owner = scene.database.ownerDb
  await expect(owner.transaction(today, (tx) => tx.run(sql`delete from programmes.eligibility_rule`))).rejects.toThrow(
    'never changed or deleted',
  )
  await expect(owner.transaction(today, (tx) => tx.run(sql`update programmes.eligibility_rule set legal_source = 'x'`))).rejects.toThrow(
    'never changed or deleted',
  )
})
