import { describe, expect, test } from 'vitest'
import { calculateTimeline } from './calculators.ts'
import { openApi } from './openapi.ts'

type Json = Record<string, unknown>
const free = {
  principal: '1000.00',
  annualRatePercent: '0',
  interestMethod: 'none',
  amortization: 'equal-installments',
  every: 1,
  frequency: 'months',
  numberOfRepayments: 4,
  submittedOn: '2024-01-01',
}
const bearing = { ...free, annualRatePercent: '12', interestMethod: 'declining-balance', dayCount: '30/360' }
const start = '2024-01-01'
const on = '2024-03-10'
const payout = { on: start, do: 'disburse', date: start, amount: '1000.00' }
const fee = { on, do: 'charge', due: '2024-03-05', amount: '50.00', penalty: false }
const pay = (amount: string, date = on) => ({ on, do: 'repay', date, amount })
const check = { on, do: 'check' }

function run(steps: Json[], loan: Json = free): Json[] {
  const got = calculateTimeline({ loan, steps: [payout, ...steps] })
  if (!got.ok) throw new Error(`${got.refusal.field} ${got.refusal.reason}`)
  return (got.value as { steps: Json[] }).steps.slice(1)
}
const last = (steps: Json[], loan?: Json) => run([...steps, check], loan).at(-1) ?? {}
const listed = (state: Json, type: string) => (state['transactions'] as Json[]).find((each) => each['type'] === type)
const why = (steps: Json[], loan?: Json) => run(steps, loan).at(-1)?.['refused']

describe('a waived charge', () => {
  test('is no longer owed, and what was paid of it stays', () => {
    const state = last([fee, pay('530.00'), { on, do: 'waive', due: '2024-03-05' }])
    expect(state['outstanding']).toBe('500.00')
    expect(listed(state, 'Waive Loan Charges')).toMatchObject({
      date: on,
      amount: '20.00',
      fees: '20.00',
      principal: '0.00',
      balance: '500.00',
    })
    expect((state['schedule'] as Json[])[2]).toMatchObject({ due: '2024-04-01', fees: '30.00', total: '280.00', outstanding: '250.00' })
  })
  test('after the last instalment leaves no empty row, and comes back when the waiver is undone', () => {
    const late = { ...fee, due: '2024-06-01' }
    const waived = [late, { on, do: 'waive', due: '2024-06-01' }]
    expect(last(waived)['schedule']).toHaveLength(4)
    expect(last([...waived, { on, do: 'undo', what: 'waive' }])).toMatchObject({ outstanding: '1050.00', schedule: { length: 5 } })
  })
  test('is found by its day, and waived once', () => {
    const waive = { on, do: 'waive', due: '2024-03-05' }
    expect(why([fee, { ...waive, due: '2024-03-06' }])).toBe('No such charge is due on that day.')
    expect(why([fee, { ...waive, nth: 2 }])).toBe('No such charge is due on that day.')
    expect(why([fee, waive, waive])).toBe('Nothing of the charge is left to waive.')
  })
})

describe('a refund', () => {
  const refund = (amount: string, date = on) => ({ on, do: 'refund', date, amount })
  test('pays back what waits, and no more', () => {
    expect(last([pay('1200.00'), refund('150.00')])).toMatchObject({ status: 'overpaid', overpaid: '50.00', outstanding: '0.00' })
    expect(last([pay('1200.00'), refund('200.00')])).toMatchObject({ status: 'closed-obligations-met', overpaid: '0.00' })
    expect(why([pay('1200.00'), refund('200.01')])).toBe('At most 200.00 has been paid too much.')
  })
  test('keeps the money it gave back from being taken away afterwards', () => {
    const given = [pay('1200.00'), refund('150.00')]
    const sentence = 'Money that was paid back would then not have been paid too much.'
    expect(why([...given, { on, do: 'undo', what: 'repayment' }])).toBe(sentence)
    expect(why([...given, { ...fee, amount: '60.00' }])).toBe(sentence)
    expect(why([pay('1200.00'), refund('150.00', '2024-02-01')])).toBe(sentence)
    expect(last([...given, { on, do: 'undo', what: 'refund' }])).toMatchObject({ overpaid: '200.00' })
  })
})

describe('a loss', () => {
  const writeOff = { on, do: 'writeOff', date: on }
  const recover = (amount: string) => ({ on, do: 'recover', date: on, amount })
  test('is recovered up to what was written off, and not undone while money has come in on it', () => {
    const lost = [pay('400.00'), writeOff, recover('250.00')]
    expect(last(lost)).toMatchObject({ status: 'closed-written-off', outstanding: '0.00', recovered: '250.00' })
    expect(why([...lost, recover('350.01')])).toBe('At most 350.00 of the loss is left to recover.')
    expect(run([...lost, recover('350.00')]).at(-1)).toEqual({ ok: true })
    expect(why([...lost, { on, do: 'undo', what: 'write-off' }])).toMatch(/cannot be undone/)
    const undone = [...lost, { on, do: 'undo', what: 'recovery' }, { on, do: 'undo', what: 'write-off' }]
    expect(last(undone)).toMatchObject({ status: 'active', outstanding: '600.00' })
  })
  test('that was charged off is owed still, takes money, and no new plan', () => {
    const off = [{ on, do: 'chargeOff', date: on }]
    expect(last([...off, pay('100.00')])).toMatchObject({ status: 'active', chargedOff: true, outstanding: '900.00' })
    expect(listed(last(off), 'Charge-off')).toMatchObject({ amount: '1000.00', principal: '1000.00', balance: '0.00' })
    expect(why([...off, { on, do: 'reAmortize' }])).toMatch(/charged off/)
    expect(why([...off, { ...off[0] }])).toMatch(/charged off/)
  })
  test('that was remitted is not recovered', () => {
    const remit = { on, do: 'remit', date: on }
    expect(last([remit])).toMatchObject({ status: 'closed-remitted', outstanding: '0.00', arrears: { amount: '0.00' } })
    expect(why([remit, recover('1.00')])).toMatch(/let off/)
    expect(why([recover('1.00')])).toMatch(/not written off/)
  })
})

describe('a change of rate', () => {
  const change = (from: string, annualRatePercent: string) => ({ on: start, do: 'rateChange', from, annualRatePercent })
  test('spreads what is left anew at the new rate, from the instalment after its day', () => {
    // 1000 at 1 % a month in 4: 256.28; after the first 753.72 is left, at 2 % a month in 3: 261.36,
    // shifted by a third of the 2 cents that the last row would lack.
    const rows = last([change('2024-02-01', '24')], bearing)['schedule'] as Json[]
    expect(rows.map((row) => [row['interest'], row['total']])).toEqual([
      ['10.00', '256.28'],
      ['15.07', '261.35'],
      ['10.15', '261.35'],
      ['5.12', '261.36'],
    ])
  })
  test('in the middle of a month counts from its own day', () => {
    // 15 of 29 days at 1 % a month and 14 at 2 %, on 753.72.
    const rows = last([change('2024-02-16', '24')], bearing)['schedule'] as Json[]
    expect(rows[1]?.['interest']).toBe('11.18')
  })
  test('is refused where nothing bears interest, backwards, or outside of the loan', () => {
    expect(why([change('2024-02-01', '3')])).toMatch(/bears no interest/)
    expect(why([change('2024-02-01', '3'), change('2024-02-01', '4')], bearing)).toMatch(/after the one before/)
    expect(why([change('2024-05-01', '3')], bearing)).toMatch(/outside/)
  })
})

test.each([
  [{ on, do: 'waive' }, 'steps[0].due'],
  [{ on, do: 'waive', due: on, nth: 0 }, 'steps[0].nth'],
  [{ on, do: 'refund', date: on, amount: '0' }, 'steps[0].amount'],
  [{ on, do: 'rateChange', from: on, annualRatePercent: '1001' }, 'steps[0].annualRatePercent'],
  [{ on, do: 'chargeOff' }, 'steps[0].date'],
  [{ on, do: 'recover', date: 'x', amount: '1' }, 'steps[0].date'],
  [{ on, do: 'remit', date: on, words: '' }, 'steps[0].words'],
])('bad input names its field: %#', (step, field) => {
  const got = calculateTimeline({ loan: free, steps: [step] })
  expect(got.ok ? null : [got.refusal.status, got.refusal.field]).toEqual([422, field])
})

test('every kind of step is described', () => {
  const kinds = openApi.components.schemas.Step.oneOf.map((each) => (each.properties['do'] as { const: string }).const)
  const missing = (kind: string) => {
    const got = calculateTimeline({ loan: free, steps: [{ on, do: kind }] })
    return !got.ok && got.refusal.field === 'steps[0].do'
  }
  expect(kinds).toHaveLength(21)
  expect(kinds.filter(missing)).toEqual([])
})
