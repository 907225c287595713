import { afterAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner } from '#kernel/money.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { trialBalance } from '#modules/ledger/index.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../test/support/pages.ts'
import { claimInterestDue } from './actions/claim-interest.ts'
import { remindDue } from './actions/remind.ts'
import { loansModule } from './index.ts'
import { eventsOf } from './store/events.ts'
import { loanPorts } from './test-support/loan-ports.ts'
import { done, found, move, paidOut, payOff, scene, staff, standing } from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const { gitte } = staff
const run = (on: string) => claimInterestDue(scene.database.db, day(on), noon(on))
const books = () => scene.as(gitte, noon('2016-12-01'), (tx) => trialBalance(tx, gitte.organisationId, day('2016-12-01')))

test('default interest is claimed by the month, booked apart from fees, taken back when a payment was backdated, and never from a product without it', async () => {
  const id = await paidOut({ amount: kroner(50_000), terms: 10 })
  expect(await run('2016-07-05'), 'the product takes none').toBe(0)
  await scene.database.ownerDb.transaction(nobody(day('2016-04-12')), (tx) =>
    tx.run(sql`update loans.loan set interest_day_count = 'act/365' where id = ${id}`),
  )
  const events = () => scene.as(gitte, noon('2016-12-01'), (tx) => eventsOf(tx, id))
  const claims = async () => (await events()).flatMap((event) => (event.name === 'claim_interest' ? [event.amount] : []))
  expect(await run('2016-06-01'), 'the due day is never late').toBe(0)
  const nights = await Promise.all([run('2016-07-05'), run('2016-07-05')])
  expect(nights[0] + nights[1], 'two nights at once').toBe(1)
  expect(await run('2016-07-05'), 'once however often').toBe(0)
  expect(await run('2016-07-20'), 'once a month').toBe(0)
  // 5.000 kr. for 34 days (from 1 June) and 5.000 kr. for 4 (from 1 July), at 8,05 %: 41,90 kr.
  expect(await claims()).toEqual([4_190n])
  const state = await scene.as(gitte, noon('2016-07-05'), (tx) => standing(tx, id, '2016-07-05'))
  expect(state.outstanding).toBe(5_004_190n)
  expect(state.plan.find((row) => row.interest > 0n)?.due, 'with the next instalment').toEqual(day('2016-08-01'))
  const account = async (name: string) => (await books()).find((line) => line.account === name)?.balance ?? 0n
  expect([await account('interest_income'), await account('fee_income'), await account('fees_receivable')]).toEqual([-4_190n, 0n, 4_190n])
  expect(await move(gitte, id, { kind: 'pay', amount: kroner(5_000), on: day('2016-06-01') }, { on: '2016-07-21' })).toEqual(done)
  expect(await run('2016-07-21'), 'taken back is no claim').toBe(0)
  expect(await account('interest_income')).toBe(0n)
  expect(await run('2016-07-22')).toBe(1)
  // 5.000 kr. from 1 July to 22 July: 23,16 kr.
  expect(await account('interest_income')).toBe(-2_316n)
  expect(await move(gitte, id, { kind: 'pay', amount: kroner(45_000), on: day('2016-06-01') }, { on: '2016-07-23' })).toEqual(done)
  expect((await found(id))?.state).toBe('repaying')
  await run('2016-07-23')
  expect((await found(id))?.state, 'paid before anything was late: no interest is left').toBe('settled')
  await payOff(id)
})

test('a loan paid back late is not opened for interest alone, and its page says so; a returned last payment opens it, its interest and its reminders', async () => {
  const clock = { now: () => noon('2016-07-06'), today: () => day('2016-07-06') }
  const module = loansModule({ db: scene.database.db, clock }, () => Promise.reject(new Error('no file is read here')), loanPorts)
  const pages = pagesOf(module.routes, clock)
  const id = await paidOut({ amount: kroner(50_000), terms: 10 })
  await scene.database.ownerDb.transaction(nobody(day('2016-04-12')), (tx) =>
    tx.run(sql`update loans.loan set interest_day_count = 'act/365' where id = ${id}`),
  )
  const requestId = newId()
  const all = { kind: 'pay', amount: kroner(50_000), on: day('2016-07-05') } as const
  expect(await move(gitte, id, all, { on: '2016-07-05', requestId })).toEqual(done)
  expect([await run('2016-07-05'), (await found(id))?.state]).toEqual([0, 'settled'])
  const said = async () => (await pages.get(gitte, `/loans/${id}/reminders`)).html.replaceAll('\u00a0', ' ')
  expect(await said()).toContain('41,90 kr. i morarente er ikke opkrævet.')
  expect(await move(gitte, id, { kind: 'undo', eventId: requestId }, { on: '2016-07-06' })).toEqual(done)
  expect(await said()).not.toContain('er ikke opkrævet')
  expect([(await found(id))?.state, await run('2016-07-06')]).toEqual(['repaying', 1])
  expect(await remindDue(scene.database.db, day('2016-07-06'), noon('2016-07-06'))).toBe(1)
  await payOff(id)
})
