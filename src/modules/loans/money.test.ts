import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner, ore } from '#kernel/money.ts'
import { statementOf, trialBalance } from '#modules/ledger/index.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../test/support/pages.ts'
import { readLoan } from './actions/read-loan.ts'
import type { LoanId } from './domain/loan.ts'
import { type LoanState, loanSteps } from './domain/loan-machine.ts'
import { loansModule } from './index.ts'
import { eventsOf } from './store/events.ts'
import { loanPorts } from './test-support/loan-ports.ts'
import {
  applied,
  done,
  found,
  move,
  offered,
  paidOut,
  pay,
  payOff,
  run,
  scene,
  staff,
  standing,
  take,
  withdraw,
} from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())

describe('money', () => {
  test('is paid out once, paid, taken back and overpaid, exact to the øre on any day', async () => {
    const id = await paidOut({ amount: ore(100_001n), terms: 3 })
    const wrong = newId()
    expect(await pay(id, ore(33_333n), '2016-05-02', wrong)).toEqual(done)
    expect(await pay(id, ore(33_333n), '2016-05-02', wrong), 'the same press again').toEqual(done)
    const at = (on: string) => scene.as(staff.gitte, noon('2016-06-01'), async (tx) => (await standing(tx, id, on)).balance)
    expect(await Promise.all(['2016-04-14', '2016-04-15', '2016-05-01', '2016-05-02'].map(at))).toEqual([0n, 100_001n, 100_001n, 66_668n])
    const undo = newId()
    expect(await move(staff.gitte, id, { kind: 'undo', eventId: wrong }, { requestId: undo })).toEqual(done)
    expect(await move(staff.gitte, id, { kind: 'undo', eventId: wrong }, { requestId: undo }), 'the same press again').toEqual(done)
    expect(await move(staff.gitte, id, { kind: 'undo', eventId: wrong })).toMatchObject({ refusal: { kind: 'already_undone' } })
    expect(await at('2016-06-01')).toBe(100_001n)
    expect(await pay(id, ore(100_002n), '2016-06-01')).toEqual(done)
    expect((await found(id))?.state).toBe('settled')
    const after = await scene.as(staff.gitte, noon('2016-06-01'), (tx) => standing(tx, id, '2016-06-01'))
    expect([after.status, after.overpaid, after.balance]).toEqual(['overpaid', 1n, 0n])
  })

  test('a clerk is asked before a payment makes credit, and again when the debt has changed meanwhile; what was not agreed is not booked', async () => {
    const id = await paidOut()
    const on = day('2016-06-01')
    const press = (amount: bigint, credit: bigint) => move(staff.gitte, id, { kind: 'pay', amount: ore(amount), on, credit: ore(credit) })
    expect(await press(130_000n, 0n)).toEqual({ ok: false, refusal: { kind: 'makes_credit', credit: 30_000n } })
    expect(await press(40_000n, 0n), 'nothing is above the debt').toEqual(done)
    expect(await press(130_000n, 30_000n), 'the page was read before that').toEqual({
      ok: false,
      refusal: { kind: 'makes_credit', credit: 70_000n },
    })
    expect((await found(id))?.state).toBe('repaying')
    expect(await press(130_000n, 70_000n)).toEqual(done)
    expect(await press(100n, 0n), 'all of it').toEqual({ ok: false, refusal: { kind: 'makes_credit', credit: 100n } })
  })

  test('a payment that is taken back after its excess was refunded is owed again, from the last instalment on', async () => {
    const id = await paidOut()
    const first = newId()
    expect(await pay(id, kroner(600), '2016-05-02', first)).toEqual(done)
    expect(await pay(id, kroner(500), '2016-05-03')).toEqual(done)
    const refund = (amount: bigint) => move(staff.gitte, id, { kind: 'refund', amount: ore(amount) })
    expect(await refund(10_001n), 'nobody decides to refund more than was overpaid').toMatchObject({ refusal: { kind: 'over_overpaid' } })
    expect(await refund(10_000n)).toEqual(done)
    expect(await move(staff.gitte, id, { kind: 'undo', eventId: first })).toEqual(done)
    const after = await scene.as(staff.gitte, noon('2016-06-01'), (tx) => standing(tx, id, '2016-06-01'))
    expect([after.outstanding, after.overpaid, after.refunded]).toEqual([kroner(600), 0n, kroner(100)])
    expect(after.plan.map(({ left }) => left / 100n)).toEqual([0n, 0n, 0n, 0n, 100n, 100n, 100n, 100n, 100n, 100n])
    expect((await found(id))?.state).toBe('repaying')
    await payOff(id)
  })

  test('two clerks paying out at once pay out once', async () => {
    const id = await offered()
    expect(await take(run.citizen, id, { kind: 'accept' })).toEqual(done)
    const other = { ...staff.gitte, humanId: newId<'human'>() }
    const two = await Promise.all([move(staff.gitte, id, { kind: 'pay_out' }), move(other, id, { kind: 'pay_out' })])
    expect(two.filter((answer) => answer.ok)).toHaveLength(1)
    const entries = await scene.as(staff.gitte, noon('2016-06-01'), (tx) => statementOf(tx, id))
    expect(entries.map((entry) => entry.reason)).toEqual(['loan_paid_out'])
    await payOff(id)
  })

  test('a payout, a stranger and a day ahead cannot be taken back, pay or be paid on', async () => {
    const id = await paidOut()
    const events = await scene.as(staff.gitte, noon('2016-06-01'), (tx) => eventsOf(tx, id))
    const payout = events.find((event) => event.name === 'pay_out')?.id ?? ''
    expect(await move(staff.gitte, id, { kind: 'undo', eventId: payout })).toMatchObject({ refusal: { kind: 'no_such_event' } })
    expect(await pay(id, kroner(1), '2016-06-02')).toMatchObject({ refusal: { kind: 'day_in_the_future' } })
    expect(await pay(id, kroner(1), '2016-04-14')).toMatchObject({ refusal: { kind: 'not_paid_out' } })
    expect(await pay(id, ore(0n), '2016-05-02')).toMatchObject({ refusal: { kind: 'amount_not_positive' } })
    expect(await move(staff.poul, id, { kind: 'pay', amount: kroner(1), on: day('2016-06-01') })).toMatchObject({
      refusal: { kind: 'not_permitted' },
    })
    expect(await move({ ...staff.gitte, organisationId: staff.outsider.organisationId }, id, { kind: 'pay_out' })).toMatchObject({
      refusal: { kind: 'no_such_loan' },
    })
    await payOff(id)
  })

  test('whatever is paid and taken back, on whatever day, the books sum to zero and say what the log says on every day', async () => {
    const payment = fc.record({ amount: fc.bigInt({ min: 1n, max: 90_000n }), on: fc.integer({ min: 0, max: 40 }), undo: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(payment, { minLength: 1, maxLength: 6 }), async (payments) => {
        const id = await paidOut()
        const made: { id: string; undo: boolean }[] = []
        for (const { amount, on, undo } of payments) {
          const requestId = newId()
          expect(await pay(id, ore(amount), day('2016-04-15').add({ days: on }).toString(), requestId)).toEqual(done)
          made.push({ id: requestId, undo })
        }
        for (const { id: eventId } of made.filter((one) => one.undo))
          expect(await move(staff.gitte, id, { kind: 'undo', eventId })).toEqual(done)
        await scene.as(staff.gitte, noon('2016-06-01'), async (tx) => {
          const entries = await statementOf(tx, id)
          for (let ahead = 0; ahead <= 47; ahead += 1) {
            const on = day('2016-04-15').add({ days: ahead })
            const lines = entries.filter((entry) => Temporal.PlainDate.compare(entry.on, on) <= 0).flatMap((entry) => entry.lines)
            const sum = (account: string) => lines.reduce((total, line) => (line.account === account ? total + line.amount : total), 0n)
            const { balance, overpaid } = await standing(tx, id, on.toString())
            expect([on.toString(), sum('loans_receivable'), sum('overpayments')]).toEqual([on.toString(), balance, 0n - overpaid])
          }
          const book = await trialBalance(tx, staff.gitte.organisationId, day('2016-06-01'))
          expect(book.reduce((total, line) => total + line.balance, 0n)).toBe(0n)
        })
        await payOff(id)
      }),
      { numRuns: 5 },
    )
  })
})

test('the events of every loan, played through the machine, give its state; none can be changed', async () => {
  await withdraw(await offered())
  const refused = await applied()
  expect(await take(staff.hanne, refused, { kind: 'advise', words: 'Nej' })).toEqual(done)
  expect(await take(staff.poul, refused, { kind: 'decline', reason: 'other', words: 'For usikkert' })).toEqual(done)
  const rows = await scene.database.ownerDb.read(nobody(day('2016-06-01')), (tx) =>
    tx.rows(
      z.object({ id: z.string(), state: z.string(), names: z.array(z.string()) }),
      sql`
      select l.id, l.state, array_agg(e.name order by e.id) as names from loans.loan l join loans.event e on e.loan_id = l.id group by l.id`,
    ),
  )
  expect(rows.length).toBeGreaterThan(5)
  for (const { id, state, names } of rows) {
    const loanId = id as LoanId
    const paid = await scene.as(staff.gitte, noon('2016-06-01'), (tx) => standing(tx, loanId, '2016-06-01')).catch(() => null)
    const played = names.reduce<LoanState | null>((now, name) => {
      const step = loanSteps[name as keyof typeof loanSteps]
      if (now !== null) expect(step.from as readonly string[], `${name} in ${now}`).toContain(now)
      if (step.to === 'same') return now
      if (step.to !== 'by_balance') return step.to
      return now === null ? null : 'repaying'
    }, null)
    const settled = paid !== null && (paid.status === 'settled' || paid.status === 'overpaid')
    expect(played === 'repaying' && settled ? 'settled' : played).toBe(state)
  }
  await expect(
    scene.database.ownerDb.transaction(nobody(day('2016-06-01')), (tx) => tx.run(sql`update loans.event set name = 'pay'`)),
  ).rejects.toMatchObject({ constraint: 'loan_event_append_only' })
})

const clock = { now: () => noon('2016-06-01'), today: () => day('2016-06-01') }
const pages = pagesOf(
  loansModule({ db: scene.database.db, clock }, () => Promise.reject(new Error('no file is read here')), loanPorts).routes,
  clock,
)

test('the pages show a loan to those who may, name a wrong field and come back filled', async () => {
  const id = await paidOut()
  expect((await pages.get(staff.gitte, `/loans/${id}`)).html).toContain('1.000')
  expect((await pages.get(scene.ibrahim, `/loans/${id}`)).status).toBe(403)
  expect((await pages.get({ ...staff.gitte, organisationId: staff.outsider.organisationId }, `/loans/${id}`)).status).toBe(404)
  const wrong = await pages.post(staff.gitte, `/loans/${id}/payments`, { request_id: newId(), amount: 'tolv', paid_on: '31.02.2016' })
  expect([wrong.status, wrong.html.includes('value="tolv"'), wrong.html.includes('31.02.2016')]).toEqual([422, true, true])
  const paid = await pages.post(staff.gitte, `/loans/${id}/payments`, { request_id: newId(), amount: '1.000,00', paid_on: '01.06.2016' })
  expect([paid.status, paid.location]).toEqual([303, `/loans/${id}`])
  const view = await scene.as(staff.poul, noon('2016-06-01'), (tx) =>
    readLoan(tx, { actor: staff.poul, loanId: id, asOf: day('2016-06-01'), at: noon('2016-06-01') }),
  )
  expect(view.ok && view.value.loan.state).toBe('settled')
})
