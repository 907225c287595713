import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { withClient } from './connection.ts'
import { migrate, pendingMigrations } from './migrate.ts'
import { migrationsFolder, readMigrations } from './migration-files.ts'

let base: TestDatabase
let folder: string
beforeAll(async () => {
  base = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'grobund-migrations-'))
  for (const file of readMigrations(migrationsFolder())) writeFileSync(join(folder, file.file), file.text)
})
afterAll(async () => {
  await base.close()
  rmSync(folder, { recursive: true, force: true })
})

const write = (file: string, text: string) => writeFileSync(join(folder, file), text)
const tables = () =>
  withClient(base.ownerConnection, async (client) => {
    const { rows } = await client.query<{ name: string; owner: string }>(
      `select tablename as name, tableowner as owner from pg_tables where schemaname = 'trial' order by 1`,
    )
    return rows.map(({ name, owner }) => `${name} ${owner}`)
  })

test('a database that is up to date is left alone', async () => {
  expect(await migrate(base.ownerConnection, folder)).toEqual([])
})

test('many processes that start at once apply each migration once', async () => {
  write('9001_trial.sql', 'create schema trial; create table trial.one ();')
  write('9002_more.sql', 'create table trial.two ();')
  const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(base.ownerConnection, folder)))
  expect(applied.flat()).toEqual(['9001_trial.sql', '9002_more.sql'])
  expect(await tables()).toEqual(['one grobund_owner', 'two grobund_owner'])
})

test('a migration that fails leaves nothing of itself and is named with its line', async () => {
  write('9003_broken.sql', 'create table trial.three ();\ncreate table trial.three ();\nselect oops;')
  await expect(migrate(base.ownerConnection, folder)).rejects.toThrow(/9003_broken\.sql.*"three" already exists/)
  write('9003_broken.sql', 'create table trial.three ();\nselect oops;')
  await expect(migrate(base.ownerConnection, folder)).rejects.toThrow(/9003_broken\.sql line 2 .*oops/)
  expect(await tables()).toHaveLength(2)
  rmSync(join(folder, '9003_broken.sql'))
})

test('a file changed after it was applied is refused', async () => {
  write('9002_more.sql', 'create table trial.two (id int);')
  await expect(migrate(base.ownerConnection, folder)).rejects.toThrow('9002_more.sql was changed after it was applied')
})

test('a database newer than the program is refused, and so is a file that comes too late', () => {
  const file = (number: number) => ({ number, name: 'a', file: `000${number}_a.sql`, text: '', sha256: 'x' })
  const applied = (number: number) => ({ number, name: 'a', sha256: 'x' })
  expect(() => pendingMigrations([file(1)], [applied(1), applied(2)])).toThrow('newer than this program')
  expect(() => pendingMigrations([file(1), file(2), file(3)], [applied(1), applied(3)])).toThrow('0002_a.sql comes before number 3')
  expect(pendingMigrations([file(1), file(2)], [applied(1)]).map(({ number }) => number)).toEqual([2])
})

test('two files with one number, and a file with a strange name, are refused', () => {
  const strange = mkdtempSync(join(tmpdir(), 'grobund-migrations-'))
  for (const [file, complaint] of [
    ['0001_a.sql', null],
    ['0001_b.sql', 'number 1'],
    ['1_c.sql', 'not 1_c.sql'],
  ] as const) {
    writeFileSync(join(strange, file), '')
    if (complaint !== null) expect(() => readMigrations(strange)).toThrow(complaint)
    if (file === '0001_b.sql') rmSync(join(strange, file))
  }
  rmSync(strange, { recursive: true })
})
