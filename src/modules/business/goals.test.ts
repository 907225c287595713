import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { businessPorts } from '../../../test/support/business-ports.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { type Pages, pagesOf } from '../../../test/support/pages.ts'
import { businessModule, eraseBusinessWords, planFileCards, writeSection } from './index.ts'
import { goalsOf } from './store/goals.ts'

let scene: Scene
let pages: Pages
let run: Awaited<ReturnType<Scene['accepted']>>
const at = noon('2016-03-01')
beforeAll(async () => {
  scene = await makeScene()
  const clock = { now: () => at, today: () => day('2016-03-01') }
  pages = pagesOf(businessModule({ db: scene.database.db, clock }, businessPorts).routes, clock)
})
beforeEach(async () => {
  run = await scene.accepted('Amina Yıldız', '2015-09-14')
  const form = { words: 'Tre faste kunder', wanted_on: '01.06.2016', request_id: newId() }
  for (const _ of [1, 2]) expect((await pages.post(run.citizen, path(), form)).status).toBe(303)
})
afterAll(() => scene.database.close())

const path = () => `/enrolments/${run.id}/goals`
const goals = () => scene.as(scene.mette, at, (tx) => goalsOf(tx, run.id))
const only = async () => {
  const [goal, ...more] = await goals()
  expect(more).toEqual([])
  return goal?.id ?? ''
}
const step = (owner: string) => ({ words: 'Ring til renseriet', owner, due_on: '08.03.2016', request_id: newId() })

test('a citizen sets a goal once, adds steps, and finishes their own but not the coach’s', async () => {
  const id = await only()
  for (const owner of ['citizen', 'coach']) expect((await pages.post(run.citizen, `/goals/${id}/steps`, step(owner))).status).toBe(303)
  const read = async (reader: Parameters<typeof pages.get>[0]) => (await pages.get(reader, path())).html
  expect(await read(run.citizen)).toContain('Du. Senest')
  expect(await read(scene.soeren)).toContain('Borgeren. Senest')
  const steps = (await goals())[0]?.steps ?? []
  const done = (owner: string) =>
    pages.post(run.citizen, `/goals/${id}/steps/${steps.find((one) => one.owner === owner)?.id ?? ''}/done`, {})
  expect((await done('citizen')).status).toBe(303)
  const refused = await done('coach')
  expect([refused.status, refused.html.includes('Skridtet er ikke dit')]).toEqual([422, true])
  expect((await goals())[0]?.steps.map(({ owner, done: finished }) => [owner, finished])).toEqual(
    expect.arrayContaining([
      ['citizen', true],
      ['coach', false],
    ]),
  )
})

test('the coach reviews it in a session; once reached, nothing more is added', async () => {
  const id = await only()
  const review = { standing: 'reached', reviewed_on: '29.02.2016', words: 'Renseriet, en tøjbutik og en skole.', request_id: newId() }
  expect((await pages.post(run.citizen, `/goals/${id}/reviews`, review)).status).toBe(403)
  const ahead = await pages.post(scene.soeren, `/goals/${id}/reviews`, { ...review, reviewed_on: '02.03.2016' })
  expect([ahead.status, ahead.html.includes('Renseriet, en tøjbutik')]).toEqual([422, true])
  for (const _ of [1, 2]) expect((await pages.post(scene.soeren, `/goals/${id}/reviews`, review)).status).toBe(303)
  expect((await goals())[0]?.reviews).toHaveLength(1)
  expect((await pages.get(run.citizen, path())).html).toContain('Målet er nået')
  expect((await pages.post(scene.soeren, `/goals/${id}/steps`, step('coach'))).status).toBe(422)
})

test('a missing day is named beside its own form, which comes back filled', async () => {
  const id = await only()
  const wrong = await pages.post(run.citizen, `/goals/${id}/steps`, { ...step('citizen'), due_on: '' })
  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain(`href="#due_on-step-${id}"`)
  expect(wrong.html).toContain('value="Ring til renseriet"')
})

test('a year typed wrong is refused at its field: a goal, a step or a review does not lie there', async () => {
  const id = await only()
  const refused = async (actor: Parameters<typeof pages.post>[0], to: string, form: Record<string, string>, words: readonly string[]) => {
    const answer = await pages.post(actor, to, { ...form, request_id: newId() })
    expect(answer.status).toBe(422)
    for (const said of words) expect(answer.html).toContain(said)
  }
  await refused(run.citizen, path(), { words: 'Et mål', wanted_on: '01.06.2099' }, [
    'href="#wanted_on-new"',
    '01.03.2021',
    'value="Et mål"',
  ])
  await refused(run.citizen, `/goals/${id}/steps`, { ...step('citizen'), due_on: '08.03.2106' }, [
    `href="#due_on-step-${id}"`,
    '01.03.2021',
  ])
  await refused(scene.soeren, `/goals/${id}/reviews`, { standing: 'on_track', words: 'Godt', reviewed_on: '28.02.1900' }, [
    `href="#reviewed_on-review-${id}"`,
    '01.03.1996',
  ])
})

test('the job centre reads; another citizen and the purchaser see nothing; erasure leaves nothing', async () => {
  const id = await only()
  expect((await pages.get(scene.ibrahim, path())).html).toContain('Tre faste kunder')
  const other = await scene.accepted('Fatou Jallow', '2015-09-15')
  for (const actor of [other.citizen, scene.birgitte]) expect((await pages.get(actor, path())).status).toBeGreaterThanOrEqual(403)
  expect((await pages.post(other.citizen, `/goals/${id}/steps`, step('citizen'))).status).toBe(404)
  await scene.as(scene.mette, at, (tx) => eraseBusinessWords(tx, run.personId))
  expect(await goals()).toEqual([])
})

test('the person’s file holds what the plan and the goals say, for the job centre that hands it out', async () => {
  const id = await only()
  await pages.post(run.citizen, `/goals/${id}/steps`, step('citizen'))
  const write = {
    actor: run.citizen,
    enrolmentId: run.id,
    section: 'idea' as const,
    words: 'Jeg syr om',
    revision: 0,
    requestId: newId(),
    at,
  }
  expect((await scene.as(run.citizen, at, (tx) => writeSection(tx, write))).ok).toBe(true)
  const cards = await scene.as(scene.ibrahim, at, (tx) => planFileCards(tx, 'da', run.id))
  expect(cards.map(({ title }) => title)).toEqual(['Forretningsplanen, version 1, under arbejde', 'Mål'])
  expect(cards.flatMap(({ facts }) => facts)).toEqual([
    { label: 'Idéen', value: 'Jeg syr om' },
    { label: 'Tre faste kunder', value: 'Senest 01.06.2016. Ring til renseriet, 08.03.2016' },
  ])
})
