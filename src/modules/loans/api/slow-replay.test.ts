import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slowTimeline } from '../test-support/slow-replay.ts'
import type { Json } from '../test-support/slow-types.ts'
import { calculateTimeline } from './calculators.ts'

type Case = { id: string; formula: string; loan: Json; steps: Json[] }
const folder = new URL('../domain/engine/cases/', import.meta.url)
const cases = ['repayments', 'deferrals', 'arrears', 'writeoffs']
  .flatMap((name) => (JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as { cases: Case[] }).cases)
  .filter(({ loan }) => Number(loan['annualRatePercent']) === 0)

const key = (each: Json) => JSON.stringify([each['date'], each['type'], each['reversed'] ?? false, each['amount'], each['principal']])
const inOrder = (list: unknown) =>
  (list as Json[]).map((each) => ({ ...each, replayed: undefined })).toSorted((a, b) => key(a).localeCompare(key(b)))
const field = (answer: Json | undefined, name: string) => answer?.[name] ?? []
/** What both reckonings say, in one order: what only one of them knows is left out. */
function common(check: Json): Json {
  const { schedule, transactions, status, outstanding, overpaid, arrears } = check
  const { amount, delinquentFrom, pastDueDays, delinquentDays } = arrears as Json
  const bare = inOrder(transactions)
  return {
    schedule,
    status,
    outstanding,
    overpaid,
    arrears: { amount, delinquentFrom, pastDueDays, delinquentDays },
    transactions: bare,
  }
}

describe('the second reckoning', () => {
  test.each(cases.map((each) => [each.id, each] as const))('gives the figures of %s', (_, { loan, steps }) => {
    const given = steps.filter((step) => step['do'] === 'check')
    const got = slowTimeline(loan, steps)
    for (const [index, check] of given.entries()) {
      const {
        schedule,
        totals: _t,
        on: _on,
        do: _do,
        arrearsByInstalment: _b,
        transactionsInclude: _i,
        transactions,
        arrears,
        ...rest
      } = check
      expect(got[index]).toMatchObject(rest)
      if (schedule !== undefined) expect((field(got[index], 'schedule') as Json[]).length).toBe((schedule as Json[]).length)
      for (const [at, row] of ((schedule ?? []) as Json[]).entries()) {
        const given = Object.fromEntries(
          Object.entries(row).filter(([name, value]) => name !== 'days' && (value !== null || name === 'paidOn')),
        )
        expect((field(got[index], 'schedule') as Json[])[at]).toMatchObject(given)
      }
      if (transactions !== undefined) expect(inOrder(field(got[index], 'transactions'))).toMatchObject(inOrder(transactions))
      if (arrears !== undefined) {
        const { bucket: _k, ...numbers } = arrears as Json
        expect(got[index]?.['arrears']).toMatchObject(numbers)
      }
    }
  })
})

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
const step = fc.oneof(
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
  { weight: 1, arbitrary: fc.record({ do: fc.constant('arrearsPause'), back: fc.nat(40), length: fc.integer({ min: 1, max: 40 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('undo'), what: fc.constantFrom('Repayment', 'Goodwill Credit', 're-age', 're-amortize') }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('writeOff') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('disburse'), back: fc.nat(20), amount }) },
)
const loans = fc
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

/** Steps made from what was drawn, on business days that only go forward. */
function timeline(loan: Json, drawn: readonly [number, Json][]): Json[] {
  let today = 0
  const first = { on: start, do: 'disburse', date: start, amount: loan['firstPart'] ?? loan['principal'] }
  const rows = slowTimeline(loan, [first, { on: start, do: 'check' }])[0]?.['schedule'] as Json[]
  const steps = drawn.flatMap(([wait, { back, ahead, row, by, length, ...one }]): Json[] => {
    today += wait
    const on = at(today)
    const date = at(Math.max(0, today - Number(back ?? 0)))
    const kind = one['do']
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

/** Both reckonings say the same of every check, over the steps that are not refused. */
function sameByBoth(loan: Json, drawn: readonly [number, Json][]): void {
  const asked = timeline(loan, drawn)
  const { firstPart: _part, ...sent } = loan
  const answer = calculateTimeline({ loan: sent, steps: asked })
  if (!answer.ok) throw new Error(`${answer.refusal.field} ${answer.refusal.reason}`)
  const replies = (answer.value as { steps: Json[] }).steps
  const taken = asked.filter((_, index) => replies[index]?.['ok'] !== false)
  const slow = slowTimeline(loan, taken)
  const fast = replies.filter((each) => 'schedule' in each)
  for (const [index, each] of fast.entries()) expect(common(each)).toEqual(common(slow[index] ?? {}))
}

test('any life of a loan at 0 % is the same by both reckonings', () => {
  fc.assert(fc.property(loans, fc.array(fc.tuple(fc.nat(40), step), { minLength: 1, maxLength: 8 }), sameByBoth), { numRuns: 400 })
})

const bearing = fc
  .record({
    principal: fc.integer({ min: 5_000, max: 99_999 }).map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`),
    annualRatePercent: fc.integer({ min: 1, max: 4_000 }).map((bp) => `${Math.floor(bp / 100)}.${String(bp % 100).padStart(2, '0')}`),
    dayCount: fc.constantFrom('30/360', 'act/360', 'act/365', 'act/act-year-split-dec31', 'nominal-period'),
    numberOfRepayments: fc.integer({ min: 1, max: 6 }),
    rhythm: fc.constantFrom([15, 'days'], [1, 'months'], [2, 'weeks'], [2, 'months']),
    installmentMultiple: fc.constantFrom(null, '1'),
    interestRecalculation: fc.boolean(),
    precloseRule: fc.constantFrom('till-preclose-date', 'till-rest-frequency-date'),
    graceOnArrearsDays: fc.constantFrom(0, 3),
    strategy,
  })
  .map(({ rhythm: [every, frequency], strategy: allocation, ...rest }): Json => {
    const common = { interestMethod: 'declining-balance', amortization: 'equal-installments', submittedOn: start, every, frequency }
    return { ...common, ...rest, ...allocation }
  })
const amountOfMoney = fc
  .integer({ min: 1, max: 30_000 })
  .map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`)
const bearingStep = fc.oneof(
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
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo'), what: fc.constantFrom('Repayment', 'Goodwill Credit') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('writeOff') }) },
)

test('any life of an annuity is the same by both reckonings, day by day where interest follows what is paid', () => {
  fc.assert(fc.property(bearing, fc.array(fc.tuple(fc.nat(40), bearingStep), { minLength: 1, maxLength: 7 }), sameByBoth), { numRuns: 400 })
})
