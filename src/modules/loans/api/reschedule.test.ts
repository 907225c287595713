import { expect, test } from 'vitest'
import { calculateTimeline } from './calculators.ts'

type Row = { due: string; principal: string; interest: string }

const loan = {
  principal: '1200.00',
  annualRatePercent: '12',
  interestMethod: 'declining-balance',
  amortization: 'equal-principal',
  dayCount: 'nominal-period',
  every: 1,
  frequency: 'months',
  numberOfRepayments: 4,
  submittedOn: '2024-01-01',
}
const disburse = (date: string, amount: string) => ({ on: date, do: 'disburse', date, amount })
const move = { on: '2024-02-20', do: 'reschedule', from: '2024-03-01', newDueDate: '2024-03-05' }
const longer = { on: '2024-02-20', do: 'reschedule', from: '2024-03-01', extraInstalments: 2 }

/** What each row asks for, principal and interest, after the steps. */
function plan(steps: readonly object[], terms: object = {}): string[] {
  const got = calculateTimeline({ loan: { ...loan, ...terms }, steps: [...steps, { on: '2024-03-20', do: 'check' }] })
  if (!got.ok) throw new Error(`${got.refusal.field} ${got.refusal.reason}`)
  const { schedule = [] } = (got.value as { steps: { schedule?: Row[] }[] }).steps.at(-1) ?? {}
  return schedule.map((row) => `${row.due.slice(5)} ${row.principal} ${row.interest}`)
}
const whole = disburse('2024-01-01', '1200.00')
const halves = [disburse('2024-01-01', '600.00'), disburse('2024-03-15', '600.00')]

// At 1 % a month, by hand.
test('money paid out after a moved row bears interest from its own day, and the rows after it repay it', () => {
  // From 15 March to 5 April, 21 of 31 days: 600 × 1 % × 21/31 = 4.06, beside 3.00 of the 300 that are left of the first half.
  expect(plan([halves[0] ?? {}, move, halves[1] ?? {}])).toEqual([
    '02-01 150.00 6.00',
    '03-05 150.00 4.50',
    '04-05 450.00 7.06',
    '05-05 450.00 4.50',
  ])
})

test('rows that repay nothing stay so when one of them is moved, and when instalments are added', () => {
  const grace = { grace: { principalPeriods: 3 } }
  expect(plan([whole, move], grace)).toEqual(['02-01 0.00 12.00', '03-05 0.00 12.00', '04-05 0.00 12.00', '05-05 1200.00 12.00'])
  expect(plan([whole, longer], grace).map((row) => row.split(' ')[1])).toEqual(['0.00', '0.00', '0.00', '400.00', '400.00', '400.00'])
  const twice = { on: '2024-02-21', do: 'reschedule', from: '2024-04-05', newDueDate: '2024-04-08' }
  expect(plan([whole, move, twice], grace)).toEqual(['02-01 0.00 12.00', '03-05 0.00 12.00', '04-08 0.00 12.00', '05-08 1200.00 12.00'])
})

test('interest that waits is collected in the first row after the wait, that of the rows before the moved one too', () => {
  const waits = { grace: { interestPaymentPeriods: 3 } }
  // 12 + 9 + 6 wait, and the last row bears 3 of its own.
  expect(plan([whole, move], waits)).toEqual(['02-01 300.00 0.00', '03-05 300.00 0.00', '04-05 300.00 0.00', '05-05 300.00 30.00'])
  expect(plan([whole, move], { grace: { interestFreePeriods: 3 } }).map((row) => row.split(' ')[2])).toEqual([
    '0.00',
    '0.00',
    '0.00',
    '3.00',
  ])
})

test('a flat interest is that of the whole loan, wherever its rows are moved', () => {
  const flat = { interestMethod: 'flat' }
  expect(plan([whole, move], flat)).toEqual(['02-01 300.00 12.00', '03-05 300.00 12.00', '04-05 300.00 12.00', '05-05 300.00 12.00'])
  expect(plan([whole, longer], flat).map((row) => row.split(' ')[2])).toEqual(Array(6).fill('12.00'))
})
