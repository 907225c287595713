import { afterAll, beforeAll, expect, test } from 'vitest'
import { realClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { recordDueRun } from '#platform/db/due-run.ts'
import { type TestDatabase, testDatabase } from '../test/support/database.ts'
import { patienceHours, readinessOf } from './readiness.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const hoursAgo = (hours: number) => realClock.now().subtract({ hours })
const ran = (hours: number) => database.db.transaction(nobody(realClock.today()), (tx) => recordDueRun(tx, hoursAgo(hours)))
const asked = (sinceHours: number | null) => readinessOf(database.db, sinceHours === null ? null : hoursAgo(sinceHours))()

test('a process that has just begun is ready, one whose jobs were never done in its patience is not', async () => {
  expect(await asked(0)).toEqual({ ok: true, checks: { database: true, migrations: true, jobs: true } })
  expect(await asked(patienceHours + 1)).toEqual({ ok: false, checks: { database: true, migrations: true, jobs: false } })
})

test('a run of any process counts until the patience is over; an older one that ends later changes nothing', async () => {
  await ran(patienceHours + 1)
  expect((await asked(patienceHours + 1)).checks.jobs).toBe(false)
  await ran(1)
  await ran(2)
  expect((await asked(patienceHours + 1)).checks.jobs).toBe(true)
})

test('where nothing is done by itself, jobs are not asked for', async () => {
  expect(await asked(null)).toEqual({ ok: true, checks: { database: true, migrations: true } })
})

test('a database that a newer program migrated, or that lacks a migration, is not ready', async () => {
  const change = (query: ReturnType<typeof sql>) => database.ownerDb.transaction(nobody(realClock.today()), (tx) => tx.run(query))
  await change(sql`insert into platform.migration (number, name, sha256) values (9999, 'of_tomorrow', ${'0'.repeat(64)})`)
  expect(await asked(null)).toEqual({ ok: false, checks: { database: true, migrations: false } })
  await change(sql`delete from platform.migration where number = 9999`)
  await change(sql`delete from platform.migration where number = (select max(number) from platform.migration)`)
  expect((await asked(null)).ok).toBe(false)
})

test('an unreachable database fails every check that asks it, and throws nothing', async () => {
  const gone = await testDatabase()
  await gone.close()
  expect(await readinessOf(gone.db, null)()).toEqual({ ok: false, checks: { database: false, migrations: false } })
})
