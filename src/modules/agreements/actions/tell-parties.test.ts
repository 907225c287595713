import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { SystemActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { addStaff } from '#modules/access/index.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { advanceAgreement, importPilot } from '../index.ts'
import { tellEnding } from './tell-parties.ts'

const at = Temporal.Instant.from('2015-09-02T09:00:00Z')
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('the task that an agreement ends soon is open until the day it has ended', async () => {
  const imported = await importPilot(database.db, await readFile('pilots/ishoej-2015.json', 'utf8'), at)
  assert(imported.ok, 'the pilot’s file is whole')
  const { agreementId: id, organisations } = imported.value
  const ishoej = organisations.get('ishoej')
  assert(ishoej !== undefined, 'the pilot’s purchaser is there')
  const actor: SystemActor = { kind: 'system', job: 'due', organisationId: ishoej }
  const tasks = sql`select count(*)::int as n from notices.notice where subject_id = ${id} and kind = 'agreement_ending' and task and done_at is null`
  const openOn = async (on: string) => {
    const context = contextOf(actor, day(on))
    await database.db.transaction(context, (tx) => advanceAgreement(tx, { actor, id, today: day(on), at, tellEnding }))
    return (await database.ownerDb.read(nobody(day(on)), (tx) => tx.one(z.object({ n: z.int() }), tasks))).n
  }
  expect([await openOn('2016-01-31'), await openOn('2016-09-30'), await openOn('2016-10-01')]).toEqual([1, 1, 0])
})

test('without a secretary the task falls to the director, else to the programme manager, and back to a secretary who comes', async () => {
  const file = (await readFile('pilots/ishoej-2015.json', 'utf8')).replace('"key": "ishoej-2015"', '"key": "nobody-there"')
  const imported = await importPilot(database.db, file, at)
  assert(imported.ok, 'the pilot’s file is whole')
  const { agreementId: id, organisations } = imported.value
  const [ishoej, naestved] = ['ishoej', 'naestved'].map((key) => organisations.get(key))
  assert(ishoej !== undefined && naestved !== undefined, 'the pilot’s parties are there')
  const actor: SystemActor = { kind: 'system', job: 'due', organisationId: ishoej }
  const joins = (organisationId: typeof ishoej, role: 'programme_manager' | 'business_director' | 'committee_secretary') =>
    database.db.transaction(nobody(day('2016-01-01')), (tx) =>
      addStaff(tx, { name: role, email: `${role}@example.dk`, organisationId, roles: [role], at }),
    )
  const toldOn = async (on: string) => {
    const context = contextOf(actor, day(on))
    await database.db.transaction(context, (tx) => advanceAgreement(tx, { actor, id, today: day(on), at, tellEnding }))
    const rows = await database.ownerDb.read(nobody(day(on)), (tx) =>
      tx.rows(
        z.object({ line: z.string() }),
        sql`select role || case kind when 'agreement_ending' then '' else ' instead' end as line from notices.notice
            where subject_id = ${id} and kind like 'agreement_ending%' and task and done_at is null order by line`,
      ),
    )
    return rows.map(({ line }) => line)
  }
  await joins(naestved, 'programme_manager')
  expect(await toldOn('2016-01-31')).toEqual(['programme_manager instead'])
  await joins(ishoej, 'business_director')
  expect(await toldOn('2016-03-31')).toEqual(['business_director instead', 'programme_manager instead'])
  await joins(ishoej, 'committee_secretary')
  expect(await toldOn('2016-06-30')).toEqual(['committee_secretary'])
  expect(await toldOn('2016-10-01')).toEqual([])
})
