import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { movableClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { evaluationModule, readReport } from './index.ts'
import { type EvaluationScene, evaluationScene, ports } from './test-support/evaluation-scene.ts'

let given: EvaluationScene
beforeAll(async () => {
  given = await evaluationScene()
  const { scene } = given
  const gate = await scene.step(scene.mette, '2016-04-18', given.amiraRun, { step: 'open_gate' })
  if (!gate.ok) throw new Error(JSON.stringify(gate.refusal))
})
afterAll(() => given.scene.database.close())

const runDue = (on: string) => {
  const clock = movableClock(noon(on))
  return evaluationModule({ db: given.scene.database.db, clock }, ports).due?.(day(on))
}
const hrefs = () =>
  given.scene.database.ownerDb.read(nobody(day('2016-04-20')), (tx) =>
    tx.rows(z.object({ href: z.string() }), sql`select href from notices.notice where kind = 'survey_asked' order by href`),
  )

test('at the gate the citizen and the staff of both authorities are asked, once, each by a link of their own', async () => {
  await runDue('2016-04-17') // nobody is at the gate yet
  expect(await hrefs()).toEqual([])
  expect(await runDue('2016-04-18')).toBe(3)
  expect(await runDue('2016-04-19')).toBe(0)
  const links = (await hrefs()).map((row) => row.href)
  expect(new Set(links).size).toBe(3)
  for (const link of links) expect(link).toMatch(/^\/survey\/[\w-]{32}$/)
})

test('whoever holds the link answers without signing in, once; a wrong key opens nothing', async () => {
  const { pages, a } = given
  const [first] = await hrefs()
  if (first === undefined) throw new Error('somebody was asked')
  const nobodyIn = a('caseworker')
  expect((await pages.get(nobodyIn, '/survey/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')).status).toBe(404)
  const page = await pages.get(nobodyIn, first.href)
  expect(page.html).toContain('Fire spørgsmål')
  const missing = await pages.post(nobodyIn, first.href, { useful: '5', help: '4', together: '', recommend: '9', words: 'Mere tid' })
  expect(missing.status).toBe(422)
  expect(missing.html).toContain('Mere tid')
  const answers = { useful: '5', help: '4', together: '2', recommend: '5', words: 'Mere tid' }
  expect((await pages.post(nobodyIn, first.href, answers)).status).toBe(303)
  await pages.post(nobodyIn, first.href, { ...answers, useful: '1' })
  expect((await pages.get(nobodyIn, first.href)).html).toContain('Tak for dit svar')
})

test('own words stand in the closed version by when they were asked, and nowhere in the open one', async () => {
  const { a, pages } = given
  const id = await given.draft('Ord', noon('2016-04-20'), '2016-04-20')
  const closed = await pages.get(a('committee_secretary'), `/evaluation/${id}?version=closed`)
  expect(closed.html).toMatch(/1 har svaret med egne ord[\s\S]*Ved overgangen[\s\S]*Mere tid/)
  expect((await pages.get(a('committee_secretary'), `/evaluation/${id}`)).html).not.toContain('Mere tid')
})

test('the report tells how many answered of those asked, as known then; the open version withholds the few', async () => {
  const { scene, a } = given
  const actor = a('committee_secretary')
  const read = async (cutoff: string) => {
    const id = await given.draft('Svar', noon('2016-04-20'), cutoff)
    const result = await scene.as(actor, noon('2016-04-20'), (tx) => readReport(tx, ports, { actor, id, now: noon('2016-04-20') }))
    if (!result.ok) throw new Error('the secretary may read it')
    return new Map(result.value.dataset.figures.map((figure) => [figure.code, figure]))
  }
  expect((await read('2016-04-17')).has('answered_citizen_gate')).toBe(false)
  const figures = await read('2016-04-20')
  const answered = [figures.get('answered_citizen_gate')?.value, figures.get('answered_staff_gate')?.value]
  expect(answered.filter((value) => value === 1n)).toHaveLength(1)
  expect(figures.get('answered_staff_gate')?.denominator).toBe(2)
})
