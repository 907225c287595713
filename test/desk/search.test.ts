import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseCvr } from '#kernel/cvr.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { linesAbout } from '#modules/audit/index.ts'
import { type NewMilestone, recordMilestone } from '#modules/business/index.ts'
import { movableClock } from '#platform/clock.ts'
import { createLog } from '#platform/log.ts'
import { tradeModules } from '../../src/modules.ts'
import { approvedPlan } from '../support/approved-plan.ts'
import { type Scene, makeScene, noon } from '../support/enrolment-scene.ts'
import { type Pages, pagesOf } from '../support/pages.ts'

const at = noon('2015-11-02')
const clock = movableClock(at)
const cvr = parseCvr('27355021')

let scene: Scene
let pages: Pages
let amina: Awaited<ReturnType<Scene['accepted']>>

beforeAll(async () => {
  scene = await makeScene()
  const parts = { db: scene.database.db, clock, log: createLog('silent'), publicUrl: () => 'http://localhost', secure: false }
  pages = pagesOf(
    tradeModules({ ...parts, secret: 'an invented secret of the tests, 32 long' }).flatMap((module) => [...module.routes]),
    clock,
  )
  amina = await scene.accepted('Amina Yıldız', '2015-09-14')
  await scene.accepted('Peter Lind', '2015-09-15')
  assert(cvr.ok, 'a number with its check digit')
  const reached = async (milestone: NewMilestone) => {
    const base = { actor: scene.soeren, enrolmentId: amina.id, on: day('2015-11-02'), evidence: 'Set', benefitTold: true }
    const recorded = await scene.as(scene.soeren, at, (tx) => recordMilestone(tx, { ...base, milestone, requestId: newId(), at }))
    assert(recorded.ok, recorded.ok ? '' : recorded.refusal.kind)
  }
  await reached({ name: 'idea' })
  await reached({ name: 'tested' })
  await approvedPlan(scene, { enrolmentId: amina.id, citizen: amina.citizen, approver: scene.mette, at })
  await reached({ name: 'registered', cvr: cvr.value, vat: false })
})
afterAll(() => scene.database.close())

/** The names on the page of what was found. */
async function found(q: string, actor = scene.ibrahim): Promise<string[]> {
  const { html } = await pages.post(actor, '/search', { q })
  return ['Amina Yıldız', 'Peter Lind'].filter((name) => html.slice(html.indexOf('<main')).includes(name))
}

const looked = () =>
  scene.as(amina.citizen, at, async (tx) =>
    (await linesAbout(tx, amina.personId, 200)).filter(({ action }) => action === 'workbench.search').map(({ account_id }) => account_id),
  )

test.each([
  ['a name, in part and whatever its case', 'amina y'],
  ['a case number', 'I-2015-001'],
  ['a CVR number, with or without its spaces', '27 35 50 21'],
])('finds by %s', async (_, typed) => {
  expect(await found(typed)).toEqual(['Amina Yıldız'])
  expect(await found(typed, scene.soeren)).toEqual(['Amina Yıldız'])
})

test('finds by CPR number, typed in a form and never in an address', async () => {
  expect(await found('010171-1001')).toEqual(['Amina Yıldız'])
  const page = (await pages.get(scene.ibrahim, '/search')).html
  expect(page).toMatch(/<form[^>]*role="search"[^>]*method="post"|<form[^>]*method="post"[^>]*role="search"/)
})

test.each(['amina y', 'I-2015-001', '27355021', '010171-1001'])('whoever is found by %s reads in the log who looked', async (typed) => {
  const before = await looked()
  expect(await found(typed)).toEqual(['Amina Yıldız'])
  expect((await looked()).length).toBe(before.length + 1)
  expect(await looked()).toContain(scene.ibrahim.accountId)
  const log = (await pages.get(amina.citizen, '/me/log')).html.replaceAll(/<[^>]*>/g, '')
  expect(log).toContain('Din sagsbehandler åbnede en søgning, hvor dit navn stod')
})

test('finds nobody for an organisation without a part in them, and nothing for nothing', async () => {
  for (const typed of ['Amina', 'I-2015-001', '010171-1001', '27355021']) expect(await found(typed, scene.birgitte), typed).toEqual([])
  for (const typed of ['', '   ', '010171-1002', 'Zoë']) expect(await found(typed), typed).toEqual([])
})

test('nothing typed is not told as a search that found nothing', async () => {
  const { html } = await pages.get(scene.ibrahim, '/search')
  expect([html.includes('Skriv i søgefeltet øverst'), html.includes('»«')]).toEqual([true, false])
})
