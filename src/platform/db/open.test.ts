import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { withClient, withRole } from './connection.ts'
import { nobody, sql } from './database.ts'
import { openDatabase } from './open.ts'

const said: string[] = []
const log = { info: (s: string) => said.push(s), warn: (s: string) => said.push(s), error: (s: string) => said.push(s) }
const context = nobody(day('2016-02-29'))

let base: TestDatabase
let dataDir: string
beforeAll(async () => {
  base = await testDatabase()
  dataDir = mkdtempSync(join(tmpdir(), 'grobund-open-'))
})
afterAll(async () => {
  await base.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const who = (connection: string) => withClient(connection, async (client) => (await client.query('select current_user::text as who')).rows)

test('on a server: migrates as owner, works as the app, queues as the worker', async () => {
  const opened = await openDatabase({ dataDir, databaseUrl: base.appConnection, databaseOwnerUrl: base.ownerConnection }, log)
  const shape = z.object({ who: z.string() })
  expect(await opened.db.read(context, (tx) => tx.one(shape, sql`select current_user::text as who`))).toEqual({ who: 'grobund_app' })
  expect(await who(opened.workerConnection)).toEqual([{ who: 'grobund_worker' }])
  await opened.close()
})

test('a process without the owner’s address runs on a migrated database, and needs the worker’s', async () => {
  const opened = await openDatabase({ dataDir, databaseUrl: base.appConnection, databaseWorkerUrl: base.workerConnection }, log)
  expect(opened.ownerConnection).toBeNull()
  await opened.close()
  await expect(openDatabase({ dataDir, databaseUrl: base.appConnection }, log)).rejects.toThrow('DATABASE_WORKER_URL')
})

test('a login that sees past row-level security is refused', async () => {
  for (const mighty of [base.ownerConnection, base.superuserConnection]) {
    await expect(openDatabase({ dataDir, databaseUrl: mighty, databaseOwnerUrl: base.ownerConnection }, log)).rejects.toThrow(
      'row-level security',
    )
  }
})

test('a superuser as owner leaves everything to the owner role', async () => {
  const opened = await openDatabase({ dataDir, databaseUrl: base.appConnection, databaseOwnerUrl: base.superuserConnection }, log)
  await opened.close()
})

test('a role can be added to an address that has options already', async () => {
  const address = withRole(`${base.superuserConnection}&options=${encodeURIComponent('-c search_path=platform')}`, 'grobund_owner')
  const seen = await withClient(
    address,
    async (client) => (await client.query(`select current_user::text as who, current_schema()::text as schema`)).rows,
  )
  expect(seen).toEqual([{ who: 'grobund_owner', schema: 'platform' }])
})
