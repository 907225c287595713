import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type CaseId, assign, letGo } from '#modules/caseload/index.ts'
import { tasksOf } from '#modules/notices/index.ts'
import { referral, startAssessment } from '#modules/referrals/index.ts'
import { sql } from '#platform/db/database.ts'
import { waitingMailCount, waitingMails } from '../../src/modules/notices/store/mails.ts'
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

test('a case taken from who has a conflict of interest is their leader’s task until somebody has it, and its mails are on no list of theirs', async () => {
  const { ibrahim, lone } = scene.cast
  const caseId: CaseId = await sent(scene)
  const when = at('2015-10-07')
  const found = await as(scene, lone, when, (tx) => referral(tx, caseId))
  if (found === null) throw new Error('the referral is not there')
  const { personId, caseNumber } = found
  const asked = async () =>
    (await as(scene, lone, when, (tx) => tasksOf(tx, lone))).filter(
      (task) => task.kind === 'case_unassigned' && task.caseNumber === caseNumber,
    )
  const listed = (actor: typeof lone) =>
    as(scene, actor, when, async (tx) => ({
      named: (await waitingMails(tx, 500)).some(({ reference }) => reference === caseNumber),
      count: await waitingMailCount(tx),
    }))
  must(await as(scene, lone, when, (tx) => assign(tx, { actor: lone, caseId, accountId: ibrahim.accountId, at: when })))
  expect([await asked(), (await listed(ibrahim)).named]).toEqual([[], true])
  const conflict = { actor: ibrahim, personId, accountId: ibrahim.accountId, at: when }
  must(await as(scene, ibrahim, when, (tx) => declareConflict(tx, conflict, letGo)))
  expect(await asked()).toMatchObject([{ caseNumber, href: `/cases/${caseId}` }])
  const [theirs, hers] = [await listed(ibrahim), await listed(lone)]
  expect([theirs.named, hers.named], 'the mails name the case').toEqual([false, true])
  expect(theirs.count).toBeLessThan(hers.count)
  must(await as(scene, lone, when, (tx) => assign(tx, { actor: lone, caseId, accountId: lone.accountId, at: when })))
  expect(await asked()).toEqual([])
})
