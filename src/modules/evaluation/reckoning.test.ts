import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { movableClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { type Pages, pagesOf } from '../../../test/support/pages.ts'
import { type EvaluationPorts, evaluationModule, publishReport, readReport } from './index.ts'
import { type EvaluationScene, evaluationScene, ports } from './test-support/evaluation-scene.ts'

// Two runs are many here, so that every figure is reckoned by the worker.
let loansSeen = 0
let broken = false
const many: EvaluationPorts = {
  atOnce: 1,
  loanStandings: () => {
    loansSeen += 1
    return broken ? Promise.reject(new Error('the loans cannot be read')) : Promise.resolve([])
  },
}
const clock = movableClock(noon('2016-04-20'))
let given: EvaluationScene
let pages: Pages
let work: () => Promise<number>

beforeAll(async () => {
  given = await evaluationScene()
  const module = evaluationModule({ db: given.scene.database.db, clock }, many)
  pages = pagesOf(module.routes, clock)
  assert(module.work !== undefined, 'the evaluation has long work')
  work = module.work
})
afterAll(() => given.scene.database.close())

const owner = <Row>(schema: z.ZodType<Row>, statement: ReturnType<typeof sql>) =>
  given.scene.database.ownerDb.transaction(nobody(day('2016-04-20')), (tx) => tx.rows(schema, statement))
const stages = () =>
  owner(z.object({ stage: z.string(), attempts: z.int() }), sql`select stage, attempts from evaluation.reckoning order by asked_at`)
const jobs = () =>
  owner(z.object({ n: z.int() }), sql`select count(*)::int as n from graphile_worker.jobs where task_identifier = 'reckon'`)

test('figures of many cases are reckoned by the worker, once for whoever asks, and are those a small report would have', async () => {
  const { a, scene } = given
  const id = await given.draft()
  const actor = a('committee_secretary')
  const waits = await pages.get(actor, `/evaluation/${id}`)
  expect(waits.html).toContain('Tallene regnes ud')
  expect(waits.html).toContain('Trin 1 af 4')
  await pages.get(a('programme_manager'), `/evaluation/${id}?version=closed`)
  expect(await stages()).toEqual([{ stage: 'waiting', attempts: 0 }])
  expect(await jobs()).toEqual([{ n: 1 }])
  expect([await work(), await work(), loansSeen]).toEqual([1, 0, 1])
  expect((await pages.get(actor, `/evaluation/${id}`)).html).toContain('Hvor mange kommer hvor langt?')
  const read = (by: EvaluationPorts) => scene.as(actor, clock.now(), (tx) => readReport(tx, by, { actor, id, now: clock.now() }))
  const [worked, direct] = [await read(many), await read(ports)]
  assert(worked.ok && direct.ok, 'both are read')
  expect(worked.value.dataset).toEqual(direct.value.dataset)
  expect(loansSeen).toBe(1)
})

test('what is reckoned is published whole, checked against what is known today, and its rows are shown', async () => {
  const { a, scene } = given
  const id = await given.draft()
  const actor = a('committee_secretary')
  const published = await scene.as(actor, clock.now(), (tx) => publishReport(tx, many, { actor, reportId: id, at: clock.now() }))
  expect(published).toEqual({ ok: true, value: { sha256: null } })
  const again = await scene.as(actor, clock.now(), (tx) => publishReport(tx, many, { actor, reportId: id, at: clock.now() }))
  expect(again).toEqual(published)
  expect((await pages.get(actor, `/evaluation/${id}`)).html).toContain('Rapporten er ved at blive offentliggjort')
  expect([await work(), await work()]).toEqual([1, 0])
  expect((await pages.get(a('committee_member'), `/evaluation/${id}`)).html).toContain('Datasættets hash')
  expect((await pages.get(actor, `/evaluation/${id}/check`)).html).toContain('Tallene regnes ud')
  await work()
  expect((await pages.get(actor, `/evaluation/${id}/check`)).html).toContain('Hashen passer')
  expect((await pages.get(a('programme_manager'), `/evaluation/${id}/rows?code=started`)).html).toContain('I-2015-001')
})

test('a worker that dies is followed by another after two minutes, and one that is alive is left alone', async () => {
  const { a } = given
  const id = await given.draft('Endnu en', clock.now(), '2016-04-10')
  await pages.get(a('committee_secretary'), `/evaluation/${id}`)
  const dying = sql`update evaluation.reckoning set stage = 'cases', attempts = 1, beat_at = ${clock.now()} where stage = 'waiting' returning stage, attempts`
  await owner(z.object({ stage: z.string(), attempts: z.int() }), dying)
  expect((await pages.get(a('committee_secretary'), `/evaluation/${id}`)).html).toContain('Trin 3 af 4')
  expect(await work()).toBe(0)
  clock.moveTo(clock.now().add({ minutes: 3 }))
  expect(await work()).toBe(1)
  expect((await stages()).at(-1)).toEqual({ stage: 'done', attempts: 2 })
})

test('what fails three times is given up, and tried again when somebody asks again', async () => {
  const { a } = given
  const id = await given.draft('Den fjerde', clock.now(), '2016-04-01')
  await pages.get(a('committee_secretary'), `/evaluation/${id}`)
  broken = true
  await expect(work()).rejects.toThrow(/3 pieces of long work failed/)
  expect(await work()).toBe(0)
  broken = false
  expect((await pages.get(a('committee_secretary'), `/evaluation/${id}`)).html).toContain('Det lykkedes ikke at regne tallene ud')
  expect(await work()).toBe(1)
  expect((await pages.get(a('committee_secretary'), `/evaluation/${id}`)).html).toContain('Hvor mange kommer hvor langt?')
})

test('figures of today may be an hour old, and those of a week ago are dropped', async () => {
  const { a } = given
  const id = await given.draft('Dags dato', clock.now(), '2016-04-20')
  await pages.get(a('committee_secretary'), `/evaluation/${id}`)
  await work()
  clock.moveTo(clock.now().add({ minutes: 50 }))
  expect((await pages.get(a('committee_secretary'), `/evaluation/${id}`)).html).toContain('Hvor mange kommer hvor langt?')
  clock.moveTo(clock.now().add({ minutes: 20 }))
  expect((await pages.get(a('committee_secretary'), `/evaluation/${id}`)).html).toContain('Tallene regnes ud')
  await work()
  clock.moveTo(noon('2016-05-20'))
  await evaluationModule({ db: given.scene.database.db, clock }, many).due?.(clock.today())
  expect(await stages()).toEqual([])
})

test('nobody of another agreement asks or sees', async () => {
  const id = await given.draft('Den sidste', noon('2016-04-20'), '2016-04-15')
  const outsider = await pages.get(given.a('caseworker'), `/evaluation/${id}`)
  expect(outsider.status).toBe(403)
  expect(await stages()).toEqual([])
})
