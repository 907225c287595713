import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { letGo } from '#modules/caseload/index.ts'
import { referral, startAssessment } from '#modules/referrals/index.ts'

import { sql } from '#platform/db/database.ts'
import { declareConflict } from '../../src/modules/people/actions/conflict.ts'
import { type Scene, as, at, must, openScene, peek, sent } from '../support/referral-scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.database.close())

test('who has a conflict of interest in a citizen is mailed nothing of the case, and a colleague of the same role is', async () => {
  const { ibrahim, mette, lone } = scene.cast
  const id = await sent(scene)
  const colleague = await scene.hire('Karin', lone.organisationId, ['caseworker'])
  const when = at('2015-10-06')
  const found = await as(scene, ibrahim, when, (tx) => referral(tx, id))
  const personId = found?.personId
  if (personId === undefined) throw new Error('the referral is not there')
  const mails = async () => {
    const rows = await peek(
      scene,
      z.object({ to_address: z.string() }),
      sql`select to_address from notices.mail m join access.account a on a.email = m.to_address
          where m.reference = ${found?.caseNumber ?? ''} and a.id in (${ibrahim.accountId}, ${colleague.accountId}) and m.queued_at >= ${when}`,
    )
    return rows.map((row) => row.to_address)
  }
  must(
    await as(scene, ibrahim, when, (tx) =>
      declareConflict(tx, { actor: ibrahim, personId, accountId: ibrahim.accountId, at: when }, letGo),
    ),
  )
  must(await as(scene, mette, when, (tx) => startAssessment(tx, { actor: mette, referralId: id, at: when })))
  const told = await mails()
  expect(told).toHaveLength(1)
  expect(told[0]).toMatch(/karin/i)
})
