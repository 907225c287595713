import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { kroner, ore } from '#kernel/money.ts'
import { interestStep, lateInterest } from './late-interest.ts'
import type { RecordedEvent } from './recorded-event.ts'
import type { RateKind, ReferenceRate } from './reference-rate.ts'

const settings = { amount: kroner(10_000), terms: 1, startPauseMonths: 0, anchorDay: 1 }
let serial = 0
const event = (name: RecordedEvent['name'], on: string, more: Partial<RecordedEvent> = {}): RecordedEvent => ({
  id: `${name}-${(serial += 1)}`,
  name,
  on: day(on),
  at: Temporal.Instant.from('2016-01-01T10:00:00Z'),
  accountId: null,
  organisationId: null,
  reason: null,
  payload: more.amount === undefined || more.amount === null ? {} : { amount: more.amount },
  amount: null,
  undoes: null,
  words: null,
  ...more,
})
const rate = (kind: RateKind, from: string, value: number): ReferenceRate => ({
  kind,
  validFrom: day(from),
  value: BigInt(value),
  source: 'x',
  own: false,
})
const rates = [
  rate('late_interest_supplement', '2013-03-01', 800),
  rate('national_bank_lending', '2021-01-01', 5),
  rate('national_bank_lending', '2021-07-01', -35),
  rate('national_bank_lending', '2022-01-01', -45),
]
/** 10.000 kr. due 1 June 2021. */
const paidOut = event('pay_out', '2021-04-15', { amount: kroner(10_000) })
const upTo = (to: string, events: RecordedEvent[] = [paidOut], dayCount: 'act/365' | '30/360' = 'act/365') => {
  const found = lateInterest({ settings, events, rates, dayCount, to: day(to) })
  if (!found.ok) throw new Error(found.refusal.kind)
  return found.value
}

test.each([
  ['2021-06-01', 0n],
  // One day at 8,05 %: 10.000 × 0,0805 / 365 = 2,2055 kr.
  ['2021-06-02', 221n],
  // 30 days at 8,05 % and 31 at 7,65 %: 66,164… + 64,972…
  ['2021-08-01', 13_114n],
  // 30 at 8,05 %, 184 at 7,65 %, 59 at 7,55 %: 66,1644 + 385,6438 + 122,0411
  ['2022-03-01', 57_385n],
])('actual days over 365, each half-year at its rate: up to %s it is %s øre', (to, expected) => {
  expect(upTo(to)).toBe(expected)
})

test('thirty days in each month where the product says so', () => {
  // 30 days at 8,05 % and 30 at 7,65 % of 360: 67,0833 + 63,75
  expect(upTo('2021-08-01', [paidOut], '30/360')).toBe(13_083n)
})

test('a payment on the last timely day, or before, leaves no interest; one a day late leaves a day of it', () => {
  const paid = (on: string, amount = 10_000) => [paidOut, event('pay', on, { amount: kroner(amount) })]
  expect(upTo('2022-01-01', paid('2021-06-01'))).toBe(0n)
  expect(upTo('2022-01-01', paid('2021-06-02'))).toBe(221n)
  expect(upTo('2021-06-03', paid('2021-06-02', 5_000)), 'the second day on what is left').toBe(331n)
})

test('it runs neither on fees nor on interest, and not while the arrears clock stands still', () => {
  const fee = event('remind', '2021-06-15', { amount: kroner(100), payload: { amount: kroner(100), due: day('2021-06-01'), rung: 3 } })
  expect(upTo('2021-08-01', [paidOut, fee])).toBe(13_114n)
  const claim = event('claim_interest', '2021-07-01', { amount: ore(6_616n), payload: { amount: ore(6_616n), due: day('2021-07-15') } })
  expect(upTo('2021-08-01', [paidOut, claim])).toBe(13_114n)
  const pause = event('arrears_pause', '2021-06-11', { payload: { until: day('2021-06-21') } })
  expect(upTo('2021-07-01', [paidOut, pause]), 'twenty days of thirty').toBe(4_411n)
})

test('without the rate of a half-year nothing is reckoned', () => {
  expect(lateInterest({ settings, events: [paidOut], rates, dayCount: 'act/365', to: day('2022-07-02') })).toMatchObject({
    refusal: { kind: 'no_reference_rate', rate: 'national_bank_lending' },
  })
})

test('however the days are cut by payments of nothing to it, interest adds up: split anywhere, the parts are the whole within an øre', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 1, max: 150 }), (first, second) => {
      const middle = day('2021-06-01').add({ days: first })
      const end = middle.add({ days: second })
      const cut = [paidOut, event('arrears_pause', middle.toString(), { payload: { until: middle.add({ days: 1 }) } })]
      const whole = upTo(end.toString())
      const without = upTo(end.toString(), cut)
      const oneDay = Number(whole - without)
      expect(oneDay).toBeGreaterThanOrEqual(206)
      expect(oneDay).toBeLessThanOrEqual(222)
    }),
  )
})

test('is claimed once a month while something is late, at once when nothing is, never below a krone, and taken back when too much', () => {
  const claim = (on: string, amount: bigint) =>
    event('claim_interest', on, { amount: ore(amount), payload: { amount: ore(amount), due: day(on) } })
  const step = (events: RecordedEvent[], total: bigint, today: string, late = true) =>
    interestStep({ events, total: ore(total), late, today: day(today) })
  expect(step([], 99n, '2021-06-02')).toBeNull()
  expect(step([], 221n, '2021-06-02')).toEqual({ kind: 'claim', amount: 221n })
  const first = claim('2021-06-02', 221n)
  expect(step([first], 5_000n, '2021-06-30')).toBeNull()
  expect(step([first], 5_000n, '2021-07-01')).toEqual({ kind: 'claim', amount: 4_779n })
  expect(step([first], 5_000n, '2021-06-30', false)).toEqual({ kind: 'claim', amount: 4_779n })
  expect(step([first], 220n, '2021-06-30')).toEqual({ kind: 'take_back', eventId: first.id })
  const undo = event('take_interest_back', '2021-06-02', { undoes: first.id })
  expect(step([first, undo], 220n, '2021-06-30')).toEqual({ kind: 'claim', amount: 220n })
  const waiver = event('waive', '2021-06-20', { payload: { event: first.id } })
  expect(step([first, waiver], 0n, '2021-06-30'), 'what was waived is not taken back').toBeNull()
})
