import { afterAll, beforeAll, expect, test } from 'vitest'
import { as, assessed, at, openScene, type Scene, sent } from '../../../test/support/referral-scene.ts'
import { fileCards } from './index.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.database.close())

const now = at('2015-10-14')

test('the file holds both assessments once the seal is broken: score, sentence and what was agreed on', async () => {
  const id = await assessed(scene, [2, 3], [4, 3])
  const { judged } = await as(scene, scene.cast.ibrahim, now, (tx) => fileCards(tx, { lang: 'da' }, { referralId: id }))
  expect(judged.map(({ title }) => title)).toEqual(['Vurdering ved visitationen'])
  const said = judged.flatMap(({ facts }) => facts.map(({ value }) => value)).join('\n')
  for (const words of ['Vallensbæk: 2.', 'Næstved: 4.', 'Vallensbæk: 3.', 'Næstved: 3.']) expect(said).toContain(words)
})

test('of a case that is not assessed it holds the words of the referral alone', async () => {
  const id = await sent(scene)
  const { written, judged } = await as(scene, scene.cast.ibrahim, now, (tx) => fileCards(tx, { lang: 'en' }, { referralId: id }))
  expect(written.flatMap(({ facts }) => facts.map(({ value }) => value))).toContain('Frokost')
  expect(judged).toEqual([])
})
