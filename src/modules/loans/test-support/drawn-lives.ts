import fc from 'fast-check'
import { dayCounts } from './slow-annuity.ts'
import { slowTimeline } from './slow-replay.ts'
import type { Json } from './slow-types.ts'

const parts = fc.shuffledSubarray(['PENALTY', 'FEE', 'PRINCIPAL', 'INTEREST'], { minLength: 4 })
const order = fc
  .tuple(parts, parts, parts)
  .map((each) => ['PAST_DUE', 'DUE', 'IN_ADVANCE'].flatMap((standing, at) => (each[at] ?? []).map((part) => `${standing}_${part}`)))
const rule = fc.constantFrom('NEXT_INSTALLMENT', 'LAST_INSTALLMENT', 'REAMORTIZATION')
const strategy = fc.oneof(
  fc.record({
    allocationStrategy: fc.constant('ADVANCED_PAYMENT_ALLOCATION'),
    allocation: fc.record({
      order,
      future: fc.record({ DEFAULT: rule, GOODWILL_CREDIT: rule, MERCHANT_ISSUED_REFUND: rule, PAYOUT_REFUND: rule }),
    }),
  }),
  fc
    .constantFrom(
      'PENALTIES_FEES_INTEREST_PRINCIPAL_ORDER',
      'INTEREST_PRINCIPAL_PENALTIES_FEES_ORDER',
      'DUE_PENALTY_INTEREST_PRINCIPAL_FEE_IN_ADVANCE_PENALTY_INTEREST_PRINCIPAL_FEE',
      'DUE_PENALTY_FEE_INTEREST_PRINCIPAL_IN_ADVANCE_PRINCIPAL_PENALTY_FEE_INTEREST',
    )
    .map((allocationStrategy) => ({ allocationStrategy })),
)
const start = '2024-01-30'
const at = (offset: number) => Temporal.PlainDate.from(start).add({ days: offset }).toString()
const amount = fc.integer({ min: 1, max: 4_000 }).map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`)
/** Steps by which no money comes in. A waive means one of the charges before it. */
const adjusting = [
  { weight: 2, arbitrary: fc.record({ do: fc.constant('waive'), charge: fc.nat(3), nth: fc.constantFrom(1, 1, 2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('refund'), back: fc.constantFrom(0, 0, 20), amount }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('chargeOff', 'writeOff', 'remit'), back: fc.constant(0) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('recover'), back: fc.constantFrom(0, 0, 20), amount }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('undo'),
      what: fc.constantFrom(
        'Close (as written-off)',
        'Recovery Repayment',
        'Remission',
        'Charge-off',
        'Waive Loan Charges',
        'Credit Balance Refund',
      ),
    }),
  },
] as const
/** Steps by which rows are moved or made anew. */
const replanning = [
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reAmortize') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('reAge'),
      ahead: fc.integer({ min: -40, max: 60 }),
      every: fc.integer({ min: 1, max: 20 }),
      frequency: fc.constantFrom('days', 'weeks', 'months'),
      numberOfInstalments: fc.integer({ min: 1, max: 7 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('reschedule'),
      row: fc.nat(5),
      by: fc.option(fc.integer({ min: 1, max: 50 }), { nil: null }),
      extraInstalments: fc.nat(3),
      principalGracePeriods: fc.nat(2),
    }),
  },
] as const
/** A step in the life of a loan, its days counted from the business day it will get. */
export const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('repay'), back: fc.nat(60), amount }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('credit'),
      back: fc.nat(40),
      amount,
      kind: fc.constantFrom('GOODWILL_CREDIT', 'MERCHANT_ISSUED_REFUND', 'PAYOUT_REFUND'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('charge'), ahead: fc.integer({ min: -60, max: 200 }), amount, penalty: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('payOff'), back: fc.nat(20) }) },
  ...replanning,
  { weight: 1, arbitrary: fc.record({ do: fc.constant('arrearsPause'), back: fc.nat(40), length: fc.integer({ min: 1, max: 40 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('undo'), what: fc.constantFrom('Repayment', 'Goodwill Credit', 're-age', 're-amortize') }),
  },
  ...adjusting,
  { weight: 2, arbitrary: fc.record({ do: fc.constant('disburse'), back: fc.nat(20), amount }) },
)
/** Loans at 0 %. */
export const loans = fc
  .record({
    principal: fc.integer({ min: 500, max: 9_999 }).map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`),
    numberOfRepayments: fc.integer({ min: 1, max: 6 }),
    rhythm: fc.constantFrom([15, 'days'], [1, 'months'], [2, 'weeks'], [30, 'days'], [2, 'months']),
    installmentMultiple: fc.constantFrom(null, '1'),
    downPaymentPercent: fc.constantFrom(null, '25', '10'),
    downPaymentAuto: fc.boolean(),
    inParts: fc.boolean(),
    monthEndStrategy: fc.constantFrom('last-day-of-month', 'first-day-of-next-month'),
    graceOnArrearsDays: fc.constantFrom(0, 3),
    strategy,
  })
  .map(({ rhythm: [every, frequency], strategy: allocation, downPaymentAuto, downPaymentPercent, inParts, ...rest }): Json => {
    const part = inParts ? { firstPart: `${Math.max(1, Math.floor(Number(rest.principal) / 3))}.00` } : {}
    const down = { downPaymentPercent, downPaymentAuto: downPaymentAuto && downPaymentPercent !== null }
    return {
      annualRatePercent: '0',
      interestMethod: 'none',
      amortization: 'equal-installments',
      submittedOn: start,
      every,
      frequency,
      ...rest,
      ...down,
      ...part,
      ...allocation,
    }
  })

/** Annuities with interest. */
export const bearing = fc
  .record({
    principal: fc.integer({ min: 5_000, max: 99_999 }).map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`),
    annualRatePercent: fc.integer({ min: 1, max: 4_000 }).map((bp) => `${Math.floor(bp / 100)}.${String(bp % 100).padStart(2, '0')}`),
    dayCount: fc.constantFrom(...dayCounts),
    inParts: fc.boolean(),
    numberOfRepayments: fc.integer({ min: 1, max: 6 }),
    rhythm: fc.constantFrom([15, 'days'], [1, 'months'], [2, 'weeks'], [2, 'months']),
    installmentMultiple: fc.constantFrom(null, '1'),
    interestRecalculation: fc.boolean(),
    precloseRule: fc.constantFrom('till-preclose-date', 'till-rest-frequency-date'),
    graceOnArrearsDays: fc.constantFrom(0, 3),
    strategy,
  })
  .map(({ rhythm: [every, frequency], strategy: allocation, inParts, ...rest }): Json => {
    const part = inParts ? { firstPart: `${Math.floor(Number(rest.principal) / 3)}.00` } : {}
    const common = { interestMethod: 'declining-balance', amortization: 'equal-installments', submittedOn: start, every, frequency }
    return { ...common, ...rest, ...part, ...allocation }
  })
const amountOfMoney = fc
  .integer({ min: 1, max: 30_000 })
  .map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`)
/** A step in the life of an annuity. */
export const bearingStep = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('repay'), back: fc.nat(60), amount: amountOfMoney }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('credit'),
      back: fc.nat(40),
      amount: amountOfMoney,
      kind: fc.constantFrom('GOODWILL_CREDIT', 'MERCHANT_ISSUED_REFUND', 'PAYOUT_REFUND'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('charge'), ahead: fc.integer({ min: -60, max: 200 }), amount, penalty: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('payOff'), back: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('interestPause'), back: fc.nat(20), length: fc.integer({ min: 0, max: 30 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('arrearsPause'), back: fc.nat(40), length: fc.integer({ min: 1, max: 40 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('undo'), what: fc.constantFrom('Repayment', 'Goodwill Credit', 're-age', 're-amortize') }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('disburse'), back: fc.nat(20), amount: amountOfMoney }) },
  ...replanning,
  ...adjusting,
)

/** Steps made from what was drawn, on business days that only go forward. */
export function timeline(loan: Json, drawn: readonly [number, Json][]): Json[] {
  let today = 0
  const charged: string[] = []
  const first = { on: start, do: 'disburse', date: start, amount: loan['firstPart'] ?? loan['principal'] }
  const rows = slowTimeline(loan, [first, { on: start, do: 'check' }])[0]?.['schedule'] as Json[]
  const steps = drawn.flatMap(([wait, { back, ahead, row, by, length, charge, ...one }]): Json[] => {
    today += wait
    const on = at(today)
    const date = at(Math.max(0, today - Number(back ?? 0)))
    const kind = one['do']
    if (kind === 'waive')
      return [
        { ...one, on, due: charged[Number(charge) % Math.max(1, charged.length)] ?? on },
        { on, do: 'check' },
      ]
    if (kind === 'charge') charged.push(at(Math.max(0, today + Number(ahead))))
    if (kind === 'charge')
      return [
        { ...one, on, due: at(Math.max(0, today + Number(ahead))) },
        { on, do: 'check' },
      ]
    if (kind === 'reAge')
      return [
        { ...one, on, startDate: at(Math.max(1, today + Number(ahead))) },
        { on, do: 'check' },
      ]
    if (kind === 'arrearsPause' || kind === 'interestPause')
      return [
        { on, do: kind, start: date, end: at(Math.max(0, today - Number(back)) + Number(length)) },
        { on, do: 'check' },
      ]
    if (kind === 'reschedule') {
      const from = String(rows[Number(row) % rows.length]?.['due'])
      const newDueDate =
        by === null
          ? null
          : Temporal.PlainDate.from(from)
              .add({ days: Number(by) })
              .toString()
      return [
        { ...one, on, from, newDueDate },
        { on, do: 'check' },
      ]
    }
    if (kind === 'undo' || kind === 'reAmortize')
      return [
        { ...one, on },
        { on, do: 'check' },
      ]
    return [
      { ...one, on, date: kind === 'writeOff' ? on : date },
      { on, do: 'check' },
    ]
  })
  return [first, { on: start, do: 'check' }, ...steps]
}
