import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stepDay } from '../test-support/slow-rows.ts'
import { calculateSchedule } from './calculators.ts'

/** A fraction of the second reckoning: numerator and denominator, never reduced. */
type Part = readonly [bigint, bigint]
const plus = (a: Part, b: Part): Part => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]]
const times = (a: Part, b: Part): Part => [a[0] * b[0], a[1] * b[1]]
const one: Part = [1n, 1n]

/** To the nearest multiple, a tie to the even one. */
function rounded([num, den]: Part, multiple = 1n): bigint {
  const whole = num / (den * multiple)
  const twice = 2n * (num - whole * den * multiple)
  return (twice > den * multiple || (twice === den * multiple && whole % 2n === 1n) ? whole + 1n : whole) * multiple
}

const dayNumber = (iso: string) => Date.parse(iso) / 86_400_000

/** The part of a year between two days, a day at a time; the day before New Year belongs to the next year. */
function yearPart({ dayCount, every, frequency }: Asked, from: string, to: string): Part {
  const days = BigInt(dayNumber(to) - dayNumber(from))
  if (dayCount === '30/360') return frequency === 'months' ? [BigInt(30 * every), 360n] : [days, 360n]
  if (dayCount === 'act/360') return [days, 360n]
  if (dayCount === 'act/365') return [days, 365n]
  if (dayCount === 'nominal-period') return [BigInt(every), { months: 12n, weeks: 52n, days: 365n }[frequency]]
  let [common, leap] = [0n, 0n]
  for (let at = dayNumber(from); at < dayNumber(to); at += 1) {
    const day = new Date(at * 86_400_000)
    const year = day.getUTCMonth() === 11 && day.getUTCDate() === 31 ? day.getUTCFullYear() + 1 : day.getUTCFullYear()
    if (new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29) leap += 1n
    else common += 1n
  }
  return [common * 366n + leap * 365n, 365n * 366n]
}

type Row = { due: string; principal: bigint; interest: bigint }

/** Formula P of the conventions, word by word: P·Π(1+r)/F, then rows, then the shift that is kept if the last gap shrinks. */
function slowRows(asked: Asked): Row[] {
  const { start, count, grace, multiple, adjust, principal } = asked
  const dues = Array.from({ length: count }, (_, k) => stepDay(start, k + 1, asked.every, asked.frequency, 'last-day-of-month'))
  const rates = dues.map((due, k) => times([BigInt(asked.rate), 10_000n], yearPart(asked, dues[k - 1] ?? start, due)))
  let [debt, ones]: [Part, Part] = [
    [principal, 1n],
    [0n, 1n],
  ]
  for (const rate of rates.slice(grace)) {
    debt = times(debt, plus(one, rate))
    ones = plus(one, times(ones, plus(one, rate)))
  }
  const instalment = rounded([debt[0] * ones[1], debt[1] * ones[0]], multiple)
  const first = rowsFor(asked, dues, rates, instalment)
  const paying = BigInt(count - grace)
  if (!adjust || size(gap(first)) <= paying / 2n) return first
  const shifted = rowsFor(asked, dues, rates, rounded([instalment * paying + gap(first), paying], multiple))
  return size(gap(shifted)) < size(gap(first)) ? shifted : first
}

function rowsFor({ principal, grace }: Asked, dues: readonly string[], rates: readonly Part[], instalment: bigint): Row[] {
  let [left, carried] = [principal, 0n]
  return dues.map((due, k) => {
    const owed = rounded(times([left, 1n], rates[k] ?? one)) + carried
    const last = k === dues.length - 1
    const interest = last || k < grace || owed < instalment ? owed : instalment
    carried = owed - interest
    const wanted = last ? left : k < grace ? 0n : instalment - interest
    const part = wanted < left ? wanted : left
    left -= part
    return { due, principal: part, interest }
  })
}

const total = (row: Row | undefined) => (row === undefined ? 0n : row.principal + row.interest)
const gap = (rows: readonly Row[]) => (rows.length < 2 ? 0n : total(rows.at(-1)) - total(rows.at(-2)))
const size = (value: bigint) => (value < 0n ? -value : value)

const asked = fc
  .record({
    principal: fc.bigInt({ min: 1_000n, max: 1_000_000n }),
    rate: fc.integer({ min: 1, max: 6_000 }),
    start: fc.integer({ min: 0, max: 1_500 }).map((days) => Temporal.PlainDate.from('2022-12-01').add({ days }).toString()),
    count: fc.integer({ min: 1, max: 14 }),
    every: fc.integer({ min: 1, max: 20 }),
    frequency: fc.constantFrom('months', 'weeks', 'days'),
    dayCount: fc.constantFrom('30/360', 'act/360', 'act/365', 'act/act-year-split-dec31', 'nominal-period'),
    grace: fc.nat(5),
    multiple: fc.constantFrom(1n, 100n),
    adjust: fc.boolean(),
  })
  .map((given) => ({ ...given, grace: Math.min(given.grace, given.count - 1) }))
type Asked = typeof asked extends fc.Arbitrary<infer Value> ? Value : never

const money = (cents: bigint) => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`

test('any annuity is the same by a second reckoning written from the published formula', () => {
  fc.assert(
    fc.property(asked, (each) => {
      const body = {
        principal: money(each.principal),
        annualRatePercent: money(BigInt(each.rate)),
        interestMethod: 'declining-balance',
        amortization: 'equal-installments',
        interestPeriod: 'daily',
        dayCount: each.dayCount,
        every: each.every,
        frequency: each.frequency,
        numberOfRepayments: each.count,
        scheduleStart: each.start,
        grace: { principalPeriods: each.grace },
        rounding: { installmentMultiple: each.multiple === 1n ? null : '1', adjustInstalmentIfBetter: each.adjust },
      }
      const answer = calculateSchedule(body)
      if (!answer.ok) throw new Error(answer.refusal.reason)
      const slow = slowRows(each)
      const rows = slow.slice(0, slow.findLastIndex((row) => total(row) > 0n) + 1)
      const wanted = rows.map(({ due, principal, interest }) => ({ due, principal: money(principal), interest: money(interest) }))
      expect(answer.value).toMatchObject({ rows: wanted })
    }),
    { numRuns: 500 },
  )
})
