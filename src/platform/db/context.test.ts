import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { type Context, createDb, nobody, sql } from './database.ts'
import { dayColumn, nullable } from './row.ts'

const today = day('2016-02-29')
const context: Context = nobody(today)
const ada = {
  accountId: '5f0c2a8e-0000-4000-8000-000000000001',
  organisationId: '5f0c2a8e-0000-4000-8000-000000000002',
  personId: null,
  today,
}

let base: TestDatabase
beforeAll(async () => {
  base = await testDatabase()
})
afterAll(() => base.close())

test('who acts is known to the database, inside the transaction only', async () => {
  const shape = z.object({
    account: nullable(z.string()),
    organisation: nullable(z.string()),
    person: nullable(z.string()),
    today: nullable(dayColumn),
  })
  const ask = sql`select platform.account_id() as account, platform.organisation_id() as organisation, platform.person_id() as person, platform.today() as today`
  const inside = await base.db.transaction(ada, (tx) => tx.one(shape, ask))
  expect(inside).toMatchObject({ account: ada.accountId, organisation: ada.organisationId, person: null })
  expect(inside.today?.equals(today)).toBe(true)
  const next = await base.db.transaction(context, (tx) => tx.one(shape, ask))
  expect(next).toMatchObject({ account: null, organisation: null, person: null })
})

test('a hostile setting stays a setting', async () => {
  const hostile = { ...ada, accountId: `x', true); drop schema platform cascade; --\\` }
  const { setting } = await base.db.transaction(hostile, (tx) =>
    tx.one(z.object({ setting: z.string() }), sql`select current_setting('grobund.account_id') as setting`),
  )
  expect(setting).toBe(hostile.accountId)
})

test('a reading is over for whoever uses its connection next', async () => {
  const one = createDb(base.appConnection, { max: 1 })
  const person = z.object({ of: z.string() })
  const seen = async (personId: string) =>
    one.read({ ...context, personId }, (tx) => tx.one(person, sql`select platform.person_id()::text as of`))
  const ids = Array.from({ length: 20 }, (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
  const answers = await Promise.all(ids.map(seen))
  expect(answers.map(({ of }) => of)).toEqual(ids)
  await one.close()
})
