import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { SystemActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
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
