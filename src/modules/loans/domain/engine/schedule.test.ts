import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Day, day } from '#kernel/days.ts'
import { fraction } from '#kernel/fraction.ts'
import { rateOf } from './daycount.ts'
import { schedule } from './schedule.ts'
import type { DayCount, ScheduleRow, ScheduleTerms } from './terms.ts'

const base: ScheduleTerms = {
  start: day('2024-01-31'),
  firstDue: null,
  every: 1,
  frequency: 'months',
  monthEnd: 'last-day-of-month',
  count: 12,
  yearlyRate: fraction(7n, 100n),
  interestMethod: 'declining-balance',
  amortization: 'equal-installments',
  interestPeriod: 'daily',
  dayCount: 'act/365',
  disbursements: [{ date: day('2024-01-31'), amount: 1_000_000n }],
  principalGrace: 0,
  interestPaymentGrace: 0,
  interestFree: 0,
  downPayment: null,
  multiple: 1n,
  adjustInstalment: false,
  asOf: null,
}
const dayCounts: DayCount[] = [
  '30/360',
  'act/360',
  'act/365',
  'act/365-year-of-start',
  'act/365-or-366-if-feb29-in-period',
  'act/act-year-split-dec31',
  'nominal-period',
]
const anyTerms = fc
  .record({
    count: fc.integer({ min: 1, max: 40 }),
    start: fc.integer({ min: 0, max: 3000 }),
    amount: fc.bigInt({ min: 1n, max: 50_000_00n }),
    rate: fc.bigInt({ min: 0n, max: 60_0000n }),
    every: fc.integer({ min: 1, max: 40 }),
    frequency: fc.constantFrom('days', 'weeks', 'months'),
    monthEnd: fc.constantFrom('last-day-of-month', 'first-day-of-next-month'),
    interestMethod: fc.constantFrom('none', 'flat', 'declining-balance'),
    amortization: fc.constantFrom('equal-installments', 'equal-principal'),
    interestPeriod: fc.constantFrom('daily', 'same-as-repayment'),
    dayCount: fc.constantFrom(...dayCounts),
    multiple: fc.constantFrom(1n, 100n, 1000n),
    adjustInstalment: fc.boolean(),
    graces: fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5)),
    tranche: fc.integer({ min: 0, max: 400 }),
    downPayment: fc.constantFrom(null, fraction(1n, 4n), fraction(1n, 3n)),
    asOf: fc.option(fc.integer({ min: 0, max: 2000 })),
  })
  .map((given): ScheduleTerms => {
    const { count, interestMethod } = given
    const start = day('2020-01-01').add({ days: given.start })
    const [principalGrace, interestPaymentGrace, interestFree] = given.graces.map((each) => Math.min(each, count - 1))
    const end = start.add({ [given.frequency]: given.every * count - 1 })
    const second = start.add({ days: given.tranche })
    const disbursements = [
      { date: start, amount: given.amount },
      { date: Temporal.PlainDate.compare(second, end) < 0 ? second : start, amount: given.amount },
    ]
    return {
      ...base,
      start,
      count,
      interestMethod,
      disbursements,
      principalGrace: principalGrace ?? 0,
      interestPaymentGrace: interestPaymentGrace ?? 0,
      interestFree: interestFree ?? 0,
      every: given.every,
      frequency: given.frequency,
      monthEnd: given.monthEnd,
      yearlyRate: fraction(given.rate, 100_0000n),
      amortization: given.amortization,
      interestPeriod: given.interestPeriod,
      dayCount: given.dayCount,
      multiple: given.multiple,
      adjustInstalment: given.adjustInstalment,
      downPayment: given.downPayment,
      asOf: given.asOf === null ? null : start.add({ days: given.asOf }),
    }
  })

describe('any schedule', () => {
  test('repays to the cent what was paid out, in rows that are never negative and end in one that is not empty', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const rows = schedule(terms)
        const paidOut = terms.disbursements.reduce((sum, each) => sum + each.amount, 0n)
        expect(rows.reduce((sum, row) => sum + row.principal, 0n)).toBe(paidOut)
        expect(rows.at(-1)?.balanceAfter).toBe(0n)
        expect(rows.every((row) => row.principal >= 0n && row.interest >= 0n)).toBe(true)
        const last = rows.at(-1)
        expect((last?.principal ?? 0n) + (last?.interest ?? 0n)).toBeGreaterThan(0n)
      }),
      { numRuns: 500 },
    )
  })
  test('with flat interest asks for whole multiples in all rows but the last that repay anything, whichever of them collects its interest', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const { multiple } = terms
        const rows = schedule({ ...terms, interestMethod: 'flat', yearlyRate: fraction(7n, 100n) }).filter((row) => row.days > 0)
        const parts = rows.slice(0, -1).filter((row) => row.principal > 0n && row.balanceAfter > 0n)
        expect(parts.filter((row) => (row.principal + row.interest) % multiple !== 0n)).toEqual([])
      }),
    )
  })
  test('has its due days in order, each later than the one before', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const rows = schedule({ ...terms, downPayment: null })
        expect(rows.every((row, index) => index === 0 || Temporal.PlainDate.compare(rows[index - 1]?.due ?? row.due, row.due) < 0)).toBe(
          true,
        )
      }),
    )
  })
  test('does not foresee a later payout: the rows before it are those of the first payout alone', () => {
    const alone = schedule(base)
    const later = [...base.disbursements, { date: day('2024-04-15'), amount: 500_000n }]
    const both = schedule({ ...base, disbursements: later })
    expect(both.slice(0, 2)).toEqual(alone.slice(0, 2))
    expect(both[3]?.principal).toBeGreaterThan(alone[3]?.principal ?? 0n)
  })
  test('with interest-payment grace collects the same interest, later; interest-free rows collect none', () => {
    const plain = schedule({ ...base, amortization: 'equal-principal' })
    const deferred = schedule({ ...base, amortization: 'equal-principal', interestPaymentGrace: 3 })
    expect(sum(deferred, 'interest')).toBe(sum(plain, 'interest'))
    expect(deferred.slice(0, 3).map((row) => row.interest)).toEqual([0n, 0n, 0n])
    expect(
      schedule({ ...base, interestFree: 2 })
        .slice(0, 3)
        .map((row) => row.interest === 0n),
    ).toEqual([true, true, false])
  })
})

const sum = (rows: readonly ScheduleRow[], key: 'interest' | 'principal') => rows.reduce((all, row) => all + row[key], 0n)

/** A year's part reckoned day by day with the old Date, as a check on the day counts: only sums of single days, no shortcuts. */
function slowYearPart(dayCount: DayCount, from: Day, to: Day): number {
  const leap = (year: number) => new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29
  const containsLeapDay = [...daysOf(from, to)]
    .slice(1)
    .concat([utc(to)])
    .some((at) => at.getUTCMonth() === 1 && at.getUTCDate() === 29)
  let part = 0
  for (const at of daysOf(from, to)) {
    const newYear = at.getUTCMonth() === 11 && at.getUTCDate() === 31 ? at.getUTCFullYear() + 1 : at.getUTCFullYear()
    if (dayCount === 'act/360') part += 1 / 360
    if (dayCount === 'act/365') part += 1 / 365
    if (dayCount === 'act/act-year-split-dec31') part += 1 / (leap(newYear) ? 366 : 365)
    if (dayCount === 'act/365-or-366-if-feb29-in-period') part += 1 / (containsLeapDay ? 366 : 365)
  }
  return part
}
const utc = (at: Day) => new Date(Date.UTC(at.year, at.month - 1, at.day))
function* daysOf(from: Day, to: Day): Generator<Date> {
  for (let at = utc(from).getTime(); at < utc(to).getTime(); at += 86_400_000) yield new Date(at)
}

describe('an independent slow reckoning', () => {
  test('day counts equal a sum over single days', () => {
    const counts = fc.constantFrom<DayCount>('act/360', 'act/365', 'act/act-year-split-dec31', 'act/365-or-366-if-feb29-in-period')
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 800 }), (dayCount, offset, length) => {
        const from = day('2019-01-01').add({ days: offset })
        const to = from.add({ days: length })
        const rate = rateOf({ ...base, yearlyRate: fraction(1n), dayCount, start: from }, { from, to })
        expect(Number(rate.num) / Number(rate.den)).toBeCloseTo(slowYearPart(dayCount, from, to), 9)
      }),
    )
  })
  test('a level instalment is the cent nearest to the one that exactly repays the loan', () => {
    const terms = fc.record({
      amount: fc.bigInt({ min: 10_000n, max: 5_000_000n }),
      count: fc.integer({ min: 2, max: 24 }),
      rate: fc.bigInt({ min: 1n, max: 36n }),
    })
    fc.assert(
      fc.property(
        terms,
        fc.constantFrom<DayCount>('30/360', 'act/360', 'act/365', 'act/act-year-split-dec31'),
        ({ amount, count, rate }, dayCount) => {
          const asked = { ...base, count, dayCount, yearlyRate: fraction(rate, 100n), disbursements: [{ date: base.start, amount }] }
          const rows = schedule(asked)
          const first = rows[0]
          const exact = slowInstalment(asked, rows)
          expect(Math.abs(Number((first?.principal ?? 0n) + (first?.interest ?? 0n)) - exact)).toBeLessThanOrEqual(0.5 + 1e-6)
        },
      ),
    )
  })
  test('the interest of each row is the day count on the balance before it, rounded once', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 10_000n, max: 5_000_000n }), fc.integer({ min: 2, max: 36 }), (amount, count) => {
        let balance = Number(amount)
        let from = base.start
        for (const row of schedule({
          ...base,
          count,
          amortization: 'equal-principal',
          dayCount: 'act/365',
          disbursements: [{ date: base.start, amount }],
        })) {
          expect(Math.abs(Number(row.interest) - balance * 0.07 * slowYearPart('act/365', from, row.due))).toBeLessThanOrEqual(0.5 + 1e-6)
          balance -= Number(row.principal)
          from = row.due
        }
        expect(balance).toBe(0)
      }),
    )
  })
})

/** The exact instalment by two simulations: the end balance falls in a straight line with the instalment. */
function slowInstalment(terms: ScheduleTerms, rows: readonly ScheduleRow[]): number {
  const end = (instalment: number) => {
    let balance = Number(terms.disbursements[0]?.amount ?? 0n)
    let from = terms.start
    for (const row of rows) {
      const part = terms.dayCount === '30/360' ? 1 / 12 : slowYearPart(terms.dayCount, from, row.due)
      balance = balance * (1 + (Number(terms.yearlyRate.num) / Number(terms.yearlyRate.den)) * part) - instalment
      from = row.due
    }
    return balance
  }
  return end(0) / (end(0) - end(1))
}
