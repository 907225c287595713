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

test('without interest too, money paid out after a change of the plan is spread over the rows that fall due after it', () => {
  const free = { annualRatePercent: '0', interestMethod: 'none' }
  // 600 in four rows of 150; on 15 March 450 of it are unpaid by plan where the second row waits until May, and 1,050 with the new money.
  const far = { ...move, newDueDate: '2024-05-01' }
  expect(plan([halves[0] ?? {}, far, halves[1] ?? {}], free)).toEqual([
    '02-01 150.00 0.00',
    '05-01 350.00 0.00',
    '06-01 350.00 0.00',
    '07-01 350.00 0.00',
  ])
  // 450 over five rows is 90 each; in the middle of March 360 of it are left, and 960 over four rows.
  expect(plan([halves[0] ?? {}, longer, halves[1] ?? {}], free).map((row) => row.split(' ')[1])).toEqual([
    '150.00',
    '90.00',
    '240.00',
    '240.00',
    '240.00',
    '240.00',
  ])
})

test('rows that repay nothing without interest stay so when instalments are added', () => {
  const grace = { annualRatePercent: '0', interestMethod: 'none', grace: { principalPeriods: 3 } }
  expect(plan([whole, longer], grace).map((row) => row.split(' ')[1])).toEqual(['0.00', '0.00', '0.00', '400.00', '400.00', '400.00'])
})

test('the year that a loan began in divides its days wherever its rows are moved', () => {
  const counted = { dayCount: 'act/365-year-of-start', submittedOn: '2023-12-20', numberOfRepayments: 2 }
  const paid = { on: '2023-12-20', do: 'disburse', date: '2023-12-20', amount: '1200.00' }
  const moved = { on: '2024-01-10', do: 'reschedule', from: '2024-02-20', newDueDate: '2024-02-25' }
  // 600 × 12 % × 36 days of 365, though the moved row lies in a leap year: 7.10, where 366 would give 7.08.
  expect(plan([paid, moved], counted)).toEqual(['01-20 600.00 12.23', '02-25 600.00 7.10'])
})

test('instalments of a re-age are not moved, and one that nothing can be done with is said', () => {
  const reAge = { on: '2024-02-10', do: 'reAge', startDate: '2024-03-10', every: 1, frequency: 'months', numberOfInstalments: 3 }
  const got = calculateTimeline({ loan, steps: [whole, reAge, { ...move, from: '2024-04-10', newDueDate: '2024-04-20' }] })
  expect(got).toMatchObject({
    value: { steps: [{ ok: true }, { ok: true }, { ok: false, refused: expect.stringMatching('re-aged') as string }] },
  })
})

test('a look at a loan changes nothing that follows, when it is re-aged after it', () => {
  const follows = { amortization: 'equal-installments', interestRecalculation: true, annualRatePercent: '36' }
  const reAge = { on: '2024-03-20', do: 'reAge', startDate: '2024-04-01', every: 1, frequency: 'months', numberOfInstalments: 3 }
  const looks = ['2024-02-20', '2024-03-10'].map((on) => ({ on, do: 'check' }))
  expect(plan([whole, ...looks, reAge], follows)).toEqual(plan([whole, reAge], follows))
})

test('instalments of a re-age bear interest by their own rhythm', () => {
  const follows = { amortization: 'equal-installments', interestRecalculation: true, dayCount: '30/360' }
  const reAge = { on: '2024-01-01', do: 'reAge', startDate: '2024-01-15', every: 2, frequency: 'weeks', numberOfInstalments: 2 }
  // 1200 × 12 % × 14 days of 360 is 5.60; as a whole month it would be 12.00.
  expect(plan([whole, reAge], follows)[0]).toMatch('01-15 598.60 5.60')
})
