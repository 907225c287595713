import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Sql, nobody, sql } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'
import { approveBatch, loanChecks, makeBatch, releasePayout } from '../../src/modules/loans/index.ts'
import { done, offered, ownAccount, run, scene, staff, take } from '../../src/modules/loans/test-support/loan-scene.ts'
import { noon } from '../support/enrolment-scene.ts'

afterAll(() => scene.database.close())

const today = '2016-06-01'
const by = { on: day(today), at: noon(today) }
const owner = scene.database.ownerDb

async function compared(): Promise<string[]> {
  const found: string[] = []
  for (const check of loanChecks.filter(({ name }) => name === 'loan-payments' || name === 'payment-batches')) {
    const { differences } = await owner.read(nobody(day(today)), (tx) => check.batch(tx, null, 100))
    found.push(...differences.map((one) => `${check.name} ${one.what}: stored ${one.stored}, reckoned ${one.reckoned}`))
  }
  return found.toSorted()
}

// What the program cannot do and the owner only by force.
const plant = (query: Sql) =>
  owner.transaction(nobody(day(today)), async (tx) => {
    await tx.run(sql`alter table loans.payment_order disable trigger user`)
    expect(await tx.run(query)).toBe(1)
    await tx.run(sql`alter table loans.payment_order enable trigger user`)
  })

test('a payment and a batch that differ from the log are named, and no other', async () => {
  await ownAccount('00400440116243')
  const loanId = await offered()
  expect(await take(run.citizen, loanId, { kind: 'accept' })).toEqual(done)
  const [id, batchId] = [newId(), newId<'payment_batch'>()]
  const as = (actor: StaffActor, work: Parameters<typeof scene.as>[2]) => scene.as(actor, noon(today), work)
  const { gitte, poul } = staff
  expect(await as(gitte, (tx) => releasePayout(tx, { actor: gitte, ...by, loanId, requestId: id, payee: 'cpr' }))).toEqual(done)
  const account = await owner.read(nobody(day(today)), (tx) =>
    tx.one(z.object({ id: idColumn<'own_account'>() }), sql`select id from loans.own_account`),
  )
  expect(await as(gitte, (tx) => makeBatch(tx, { actor: gitte, ...by, id: batchId, accountId: account.id }))).toEqual(done)
  expect(await as(poul, (tx) => approveBatch(tx, { actor: poul, ...by, id: batchId }))).toEqual(done)
  expect(await compared()).toEqual([])
  await plant(sql`update loans.payment_order set amount_ore = amount_ore + 1 where id = ${id}`)
  expect(await compared()).toEqual([
    `loan-payments payment ${id}: stored pay_out of 100001 øre, reckoned pay_out of 100000 øre`,
    'payment-batches payments: stored 1 of 100000 øre, reckoned 1 of 100001 øre',
  ])
  await plant(
    sql`update loans.payment_order set amount_ore = amount_ore - 1, state = 'rejected', reason = 'AC03', settled_on = ${today}, undone_by = event_id where id = ${id}`,
  )
  expect(await compared()).toEqual([
    `loan-payments payment ${id}: stored pay_out of 100000 øre, taken back, reckoned pay_out of 100000 øre`,
  ])
})
