import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calculateDueDates, calculateSchedule, calculateTimeline } from './calculators.ts'

type Json = Record<string, unknown>
const folder = new URL('../domain/engine/cases/', import.meta.url)
const cases = (name: string) =>
  (JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as { cases: { loan: Json; steps?: Json[] }[] }).cases

const loan = {
  principal: '1000.00',
  currency: 'DKK',
  annualRatePercent: '7.25',
  interestMethod: 'declining-balance',
  amortization: 'equal-installments',
  interestPeriod: 'daily',
  dayCount: 'act/act-year-split-dec31',
  every: 1,
  frequency: 'months',
  numberOfRepayments: 12,
  scheduleStart: '2024-01-31',
}
const rhythm = { scheduleStart: '2024-01-31', every: 1, frequency: 'months', numberOfRepayments: 3 }
const free = { principal: '1000.00', annualRatePercent: '0', interestMethod: 'none', amortization: 'equal-installments' }
const timeline = { ...free, every: 1, frequency: 'months', numberOfRepayments: 10, submittedOn: '2024-01-01' }
const payout = { on: '2024-01-01', do: 'disburse', date: '2024-01-01', amount: '1000.00' }
const all = [calculateSchedule, calculateDueDates, calculateTimeline]

const refused = (result: ReturnType<typeof calculateSchedule>) => {
  if (result.ok) throw new Error('was accepted')
  return [result.refusal.status, result.refusal.field]
}

describe('bad input', () => {
  test.each([null, undefined, 7, 'text', true, [], [loan]])('a body that is no object gets 400: %j', (body) => {
    for (const each of all) expect(refused(each(body))).toEqual([400, 'body'])
  })
  test.each([
    [{ ...loan, principal: '-1.00' }, 'principal'],
    [{ ...loan, principal: 1000 }, 'principal'],
    [{ ...loan, principal: '0.00' }, 'principal'],
    [{ ...loan, principal: undefined }, 'principal'],
    [{ ...loan, scheduleStart: '2023-02-29' }, 'scheduleStart'],
    [{ ...loan, numberOfRepayments: 0 }, 'numberOfRepayments'],
    [{ ...loan, numberOfRepayments: 601 }, 'numberOfRepayments'],
    [{ ...loan, numberOfRepayments: 1e308 }, 'numberOfRepayments'],
    [{ ...loan, numberOfRepayments: 600, every: 300 }, 'numberOfRepayments'],
    [{ ...loan, every: 1.5 }, 'every'],
    [{ ...loan, frequency: 'years' }, 'frequency'],
    [{ ...loan, dayCount: 'act/364' }, 'dayCount'],
    [{ ...loan, dayCount: null }, 'dayCount'],
    [{ ...loan, annualRatePercent: '1e9' }, 'annualRatePercent'],
    [{ ...loan, interestMethod: 'none' }, 'annualRatePercent'],
    [{ ...loan, grace: { principalPeriods: 12 } }, 'grace.principalPeriods'],
    [{ ...loan, grace: { bogus: 1 } }, 'grace.bogus'],
    [{ ...loan, bogus: 1 }, 'bogus'],
    [{ ...loan, disbursements: [{ date: '2024-01-31', amount: '1000.01' }] }, 'disbursements'],
    [{ ...loan, disbursements: [{ date: '2026-01-31', amount: '10.00' }] }, 'disbursements[0].date'],
    [{ ...loan, disbursements: [{ date: '2024-01-31', amount: 'x' }] }, 'disbursements[0].amount'],
    [{ ...loan, firstDue: '2024-01-31' }, 'firstDue'],
    [{ ...loan, rounding: { mode: 'up' } }, 'rounding.mode'],
    [{ loan: { ...loan, every: 0 } }, 'loan.every'],
  ])('a schedule names the field: %#', (body, field) => {
    expect(refused(calculateSchedule(body))).toEqual([422, field])
  })
  test.each([
    [{ loan: timeline }, 'steps'],
    [{ steps: [] }, 'loan'],
    [{ loan: timeline, steps: [{ on: '2024-01-01', do: 'explode' }] }, 'steps[0].do'],
    [{ loan: timeline, steps: [{ ...payout, extra: 1 }] }, 'steps[0].extra'],
    [{ loan: timeline, steps: [payout, { ...payout, amount: '0' }] }, 'steps[1].amount'],
    [{ loan: timeline, steps: [null] }, 'steps[0]'],
    [{ loan: timeline, steps: Array.from({ length: 501 }, () => payout) }, 'steps'],
    [{ loan: { ...timeline, numberOfRepayments: 600 }, steps: Array.from({ length: 400 }, () => payout) }, 'steps'],
    [{ loan: { ...timeline, allocationStrategy: 'constructor' }, steps: [] }, 'loan.allocationStrategy'],
    [{ loan: { ...timeline, allocation: { order: ['DUE_FEE'] } }, steps: [] }, 'loan.allocation.order'],
  ])('a timeline names the field: %#', (body, field) => {
    expect(refused(calculateTimeline(body))).toEqual([422, field])
  })
  test('due dates name the field', () => {
    expect(refused(calculateDueDates({ ...rhythm, firstDue: '2024-01-30' }))).toEqual([422, 'firstDue'])
    expect(refused(calculateDueDates({ ...rhythm, principal: '1.00' }))).toEqual([422, 'principal'])
  })
  test('any JSON whatever gets an answer, never a throw', () => {
    const any = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true })
    fc.assert(
      fc.property(any, (body) => {
        for (const each of all) expect(typeof each(body).ok).toBe('boolean')
      }),
      { numRuns: 2000 },
    )
  })
  test('a real question with any one value replaced gets an answer, never a throw', () => {
    const questions = [
      ...cases('schedules').map((each) => ({ ask: calculateSchedule, body: each.loan })),
      ...cases('repayments').map((each) => ({
        ask: calculateTimeline,
        body: { loan: each.loan, steps: each.steps?.filter((step) => step['do'] !== 'check') },
      })),
      ...cases('deferrals').map((each) => ({
        ask: calculateTimeline,
        body: { loan: each.loan, steps: each.steps?.filter((step) => step['do'] !== 'check') },
      })),
    ]
    const odd = fc.oneof(
      fc.constantFrom(
        null,
        '',
        '0',
        '-1',
        '1.00',
        '999999999999.99',
        '2024-02-30',
        '1900-01-01',
        '2200-12-31',
        0,
        -1,
        1,
        600,
        1e21,
        NaN,
        [],
        {},
        true,
      ),
      fc.anything(),
    )
    fc.assert(
      fc.property(fc.constantFrom(...questions), fc.nat(), odd, ({ ask, body }, at, value) => {
        const copy = structuredClone(body) as object
        const places = placesIn(copy)
        const place = places[at % places.length]
        if (place !== undefined) Reflect.set(place.holder, place.key, value)
        expect(typeof ask(copy).ok).toBe('boolean')
      }),
      { numRuns: 1500 },
    )
  })
})

function placesIn(holder: object): { holder: object; key: string }[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    { holder, key },
    ...(typeof value === 'object' && value !== null ? placesIn(value as object) : []),
  ])
}

describe('work at the bounds', () => {
  // Time of the processor, not of the clock: other tests run beside this one.
  const seconds = (run: () => unknown) => {
    const start = process.cpuUsage()
    run()
    return process.cpuUsage(start).user / 1_000_000
  }
  test('the longest schedules answer within a second', () => {
    const long = {
      ...loan,
      principal: '999999999999.99',
      annualRatePercent: '999.9999999999',
      numberOfRepayments: 600,
      grace: { interestFreePeriods: 3 },
    }
    expect(seconds(() => calculateSchedule(long))).toBeLessThan(1)
    expect(seconds(() => calculateSchedule({ ...long, asOf: '2080-01-01' }))).toBeLessThan(1)
    const tranches = Array.from({ length: 50 }, (_, k) => ({ date: `${2024 + k}-02-01`, amount: '10.00' }))
    expect(seconds(() => calculateSchedule({ ...long, disbursements: tranches }))).toBeLessThan(1)
  })
  test('the longest timelines answer within a second', () => {
    const loan80 = { ...timeline, numberOfRepayments: 40 }
    const checks = Array.from({ length: 499 }, () => ({ on: '2024-06-01', do: 'check' }))
    expect(seconds(() => calculateTimeline({ loan: loan80, steps: [payout, ...checks] }))).toBeLessThan(1)
    const backwards = Array.from({ length: 499 }, (_, k) => ({ on: '2026-06-01', do: 'repay', date: dayBack(k), amount: '1.00' }))
    expect(seconds(() => calculateTimeline({ loan: loan80, steps: [payout, ...backwards] }))).toBeLessThan(1)
  })
  test('the longest timeline with interest that follows the payments answers within a second', () => {
    const bearing = {
      ...timeline,
      annualRatePercent: '7',
      interestMethod: 'declining-balance',
      dayCount: 'act/act-year-split-dec31',
      interestRecalculation: true,
      numberOfRepayments: 40,
    }
    const pay = (count: number, date: (k: number) => string) =>
      Array.from({ length: count }, (_, k) => ({ on: '2026-06-01', do: 'repay', date: date(k), amount: '1.00' }))
    const answered = (steps: Json[]) => {
      let ok = false
      const time = seconds(() => (ok = calculateTimeline({ loan: bearing, steps: [payout, ...steps] }).ok))
      return [ok, time < 1]
    }
    expect(answered(pay(499, (k) => dayBack(600 - k)))).toEqual([true, true])
    expect(answered(pay(40, dayBack))).toEqual([true, true])
    expect(answered(pay(499, dayBack))).toEqual([false, true])
    const checks = Array.from({ length: 499 }, () => ({ on: '2026-06-01', do: 'check' }))
    expect(answered(checks)).toEqual([true, true])
  })
})

function dayBack(k: number): string {
  return Temporal.PlainDate.from('2026-06-01').subtract({ days: k }).toString()
}
