import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { organisations } from '#modules/access/index.ts'
import { type Tx, nobody, sql } from '#platform/db/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { importPilot } from './index.ts'

const at = Temporal.Instant.from('2015-09-02T09:00:00Z')
const pilotText = await readFile('pilots/ishoej-2015.json', 'utf8')
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  expect(await importPilot(database.db, pilotText, at)).toMatchObject({ ok: true })
})
afterAll(() => database.close())

test('an organisation’s CVR number is tried by its digits, is filled in by a later file where it was missing, and is never overwritten', async () => {
  const source = JSON.parse(pilotText) as { organisations: { key: string }[] }
  const told = (more: object) =>
    JSON.stringify({ ...source, organisations: source.organisations.map((one) => (one.key === 'ishoej' ? { ...one, ...more } : one)) })
  const kept = async () =>
    (await database.db.read(nobody(day('2015-09-02')), (tx) => organisations(tx))).find(({ key }) => key === 'ishoej')
  const wrong = await importPilot(database.db, told({ cvr: '29189626' }), at)
  expect(!wrong.ok && wrong.refusal.faults).toEqual([{ path: 'organisations.0.cvr', message: 'must be a CVR number' }])
  expect(await kept()).toMatchObject({ cvr: null, address: null })
  expect(await importPilot(database.db, told({ cvr: '11 93 13 16', address: 'Ishøj Store Torv 20, 2635 Ishøj' }), at)).toMatchObject({
    ok: true,
  })
  expect(await kept()).toMatchObject({ cvr: '11931316', address: 'Ishøj Store Torv 20, 2635 Ishøj' })
  await importPilot(database.db, told({ cvr: '27355021', address: 'Et andet sted' }), at)
  expect(await kept()).toMatchObject({ cvr: '11931316', address: 'Ishøj Store Torv 20, 2635 Ishøj' })
  const overwrite = (tx: Tx) => tx.run(sql`update access.organisation set address = 'Et tredje sted' where key = 'ishoej'`)
  await expect(database.db.transaction(nobody(day('2015-09-02')), overwrite)).rejects.toMatchObject({ code: '42501' })
})
