import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type ReportId, evaluationModule, makeReport, readReport } from '#modules/evaluation/index.ts'
import { movableClock } from '#platform/clock.ts'
import { type Sql, nobody, sql } from '#platform/db/database.ts'
import { evaluationPorts } from '../../src/evaluation-ports.ts'
import { makeScene, noon } from '../support/enrolment-scene.ts'
import { pagesOf } from '../support/pages.ts'
import { histories } from './histories.ts'
import { keepHistories } from './keep-histories.ts'

// Every report is too large to be reckoned while one waits, and its worker is a process of its own that is killed with -9 at its work.
const scene = await makeScene()
const clock = movableClock(noon('2018-06-01'))
const ports = { ...evaluationPorts, atOnce: 0 }
const module = evaluationModule({ db: scene.database.db, clock }, ports)
const pages = pagesOf(module.routes, clock)
const organisationId = scene.organisations.get('ishoej')
assert(organisationId !== undefined, 'the purchaser is there')
const secretary: StaffActor = {
  kind: 'staff',
  accountId: newId(),
  humanId: newId(),
  name: 'Torben Vang',
  organisationId,
  roles: ['committee_secretary'],
}
const id: ReportId = newId()
const path = `/evaluation/${id}`

beforeAll(async () => {
  await scene.database.ownerDb.transaction(nobody(day('2018-06-01')), (tx) => keepHistories(tx, scene.agreementId, histories(60, 20160415)))
  const wish = { actor: secretary, agreementId: scene.agreementId, title: 'Evaluering', cutoffOn: day('2017-06-15'), requestId: id }
  assert((await scene.as(secretary, clock.now(), (tx) => makeReport(tx, { ...wish, at: clock.now() }))).ok, 'a draft is made')
})
afterAll(() => scene.database.close())

const owner = <Row>(schema: z.ZodType<Row>, statement: Sql) =>
  scene.database.ownerDb.transaction(nobody(day('2018-06-01')), (tx) => tx.one(schema, statement))
const count = async (statement: Sql) => (await owner(z.object({ n: z.int() }), statement)).n
const work = async () => {
  assert(module.work !== undefined, 'the evaluation has long work')
  return module.work()
}

/** Lets a worker go to work until it waits for a table that we hold, kills it with -9, and lets go when it is dead and its work undone. */
async function killedAt(table: Sql): Promise<void> {
  await scene.database.ownerDb.transaction(nobody(day('2018-06-01')), async (tx) => {
    await tx.run(table)
    const script = join(import.meta.dirname, 'worker-process.ts')
    const child = spawn(process.execPath, ['--import', 'tsx', script, scene.database.appConnection, clock.now().toString()], {
      cwd: join(import.meta.dirname, '..', '..'),
      stdio: 'ignore',
    })
    const ended = once(child, 'exit')
    const waits = z.object({ n: z.int() })
    while (
      (
        await tx.one(
          waits,
          sql`select count(*)::int as n from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))`,
        )
      ).n === 0
    ) {
      assert(child.exitCode === null, 'the worker comes to the table')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    child.kill('SIGKILL')
    expect(await ended).toEqual([null, 'SIGKILL'])
  })
}

test('figures whose worker is killed while it reads the cases are shown as worked on, and reckoned once by the next', async () => {
  expect((await pages.get(secretary, path)).html).toContain('Trin 1 af 4')
  await killedAt(sql`lock table evaluation.survey in access exclusive mode`)
  expect((await pages.get(secretary, path)).html).toContain('Trin 3 af 4')
  expect(await work()).toBe(0)
  clock.moveTo(clock.now().add({ minutes: 3 }))
  // two workers at the same instant: one of them has it
  const [one, two] = await Promise.all([work(), work()])
  expect(one + two).toBe(1)
  const kept = await owner(
    z.object({ n: z.int(), attempts: z.int() }),
    sql`select count(*)::int as n, max(attempts)::int as attempts from evaluation.reckoning where stage = 'done'`,
  )
  expect(kept).toEqual({ n: 1, attempts: 2 })
  const read = (by: typeof evaluationPorts) =>
    scene.as(secretary, clock.now(), (tx) => readReport(tx, by, { actor: secretary, id, now: clock.now() }))
  const [worked, direct] = [await read(ports), await read(evaluationPorts)]
  assert(worked.ok && direct.ok, 'both are read')
  expect(worked.value.dataset).toEqual(direct.value.dataset)
})

test('a report whose worker is killed while its rows are frozen is no report; the next publishes it whole, and once however often it is asked', async () => {
  const press = () => pages.post(secretary, `${path}/publication`, { request_id: newId() })
  for (const answer of await Promise.all([press(), press()])) expect(answer.location).toBe(path)
  await killedAt(sql`lock table evaluation.frozen_row in exclusive mode`)
  expect(await count(sql`select count(*)::int as n from evaluation.frozen_row`)).toBe(0)
  expect((await pages.get(secretary, path)).html).toContain('Rapporten er ved at blive offentliggjort')
  expect((await press()).location).toBe(path)
  clock.moveTo(clock.now().add({ minutes: 11 }))
  const [one, two] = await Promise.all([work(), work()])
  expect(one + two).toBe(1)
  expect(await work()).toBe(0)
  const page = (await pages.get(secretary, path)).html
  expect(page).toContain('Datasættets hash')
  const read = await scene.as(secretary, clock.now(), (tx) => readReport(tx, ports, { actor: secretary, id, now: clock.now() }))
  assert(read.ok, 'the report is read')
  expect(await count(sql`select count(*)::int as n from evaluation.frozen_row`)).toBe(read.value.dataset.rows.count)
  expect(await count(sql`select count(*)::int as n from evaluation.publication`)).toBe(0)
  const told = sql`select coalesce(max(times), 0)::int as n from (select count(*) as times from notices.notice
    where kind = 'report_published' group by organisation_id, role) as each`
  expect(await count(told)).toBe(1)
})
