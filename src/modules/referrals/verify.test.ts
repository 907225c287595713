import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { type Scene, openScene, sent } from '../../../test/support/referral-scene.ts'
import { referralCheck } from './index.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.database.close())

const check = () => scene.database.ownerDb.read(nobody(day('2015-10-05')), (tx) => referralCheck.batch(tx, null, 10))

test('a referral and its row of the worklist are compared with the events, each by itself', async () => {
  const id = await sent(scene)
  expect(await check()).toEqual({ compared: 1, last: null, differences: [] })
  await scene.database.ownerDb.transaction(nobody(day('2015-10-05')), async (tx) => {
    await tx.run(sql`update referrals.referral set state = 'not_now' where id = ${id}`)
    await tx.run(sql`update caseload.standing set state = 'conciliation' where case_id = ${id}`)
  })
  expect((await check()).differences).toEqual([
    { id, what: 'state', stored: 'not_now', reckoned: 'submitted' },
    { id, what: 'case', stored: 'conciliation', reckoned: 'submitted' },
  ])
})
