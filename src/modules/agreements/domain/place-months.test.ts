import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner, sumOre } from '#kernel/money.ts'
import type { Occupancy, Place } from './agreement.ts'
import { type PlaceFacts, placeMonths, totalOf } from './place-months.ts'

const place = (number: number, from: string, until: string): Place => ({ id: newId(), number, from: day(from), until: day(until) })
const stay = ({ id, number }: Place, from: Day | string, until: Day | string): Occupancy => ({
  id: newId(),
  placeId: id,
  number,
  holderId: newId(),
  caseNumber: 'I-2015-001',
  from: typeof from === 'string' ? day(from) : from,
  until: typeof until === 'string' ? day(until) : until,
  kind: 'occupied',
  releasedOn: null,
})
const period = (from: string, until: string, price: number | null) => ({
  startsOn: day(from),
  endsOn: day(until),
  pricePerPlaceMonthOre: price === null ? null : kroner(price),
})

const year = period('2015-10-01', '2016-09-30', 12_500)
const [one, two] = [place(1, '2015-10-01', '2016-09-30'), place(2, '2015-10-01', '2016-09-30')]
const facts = (held: Occupancy[], change: Partial<PlaceFacts> = {}): PlaceFacts => ({
  periods: [year],
  runOff: { daysArePaid: true },
  places: [one, two],
  held,
  ...change,
})
const inMonth = (of: PlaceFacts, from: string, until: string) => placeMonths(of, { from: day(from), until: day(until) })

test('a whole month costs its price exactly, however many days it has, 29 February too', () => {
  for (const [from, until] of [
    ['2015-10-01', '2015-10-31'],
    ['2016-02-01', '2016-02-29'],
    ['2016-09-01', '2016-09-30'],
  ] as const)
    expect(inMonth(facts([]), from, until).map(({ amountOre, unusedOre }) => [amountOre, unusedOre])).toEqual([
      [1_250_000n, 1_250_000n],
      [1_250_000n, 1_250_000n],
    ])
})

test('held days are not unused, and the amount is rounded once to the øre', () => {
  const [first] = inMonth(facts([stay(one, '2015-10-05', '2016-10-04')]), '2015-10-01', '2015-10-31')
  expect(first).toMatchObject({ bought: 31, held: 27, unused: 4, runOff: 0, amountOre: 1_250_000n, unusedOre: 161_290n })
})

test('days after the place was bought for are run-off: paid where the clause says so, and never unused', () => {
  const held = [stay(one, '2015-10-05', '2016-10-04')]
  const october = (paid: boolean) => inMonth(facts(held, { runOff: { daysArePaid: paid } }), '2016-10-01', '2016-10-31')
  expect(october(true)).toMatchObject([{ number: 1, bought: 0, runOff: 4, unused: 0, amountOre: 161_290n, unusedOre: 0n }])
  expect(october(false)).toMatchObject([{ runOff: 4, amountOre: 0n }])
})

test('a new price counts from the new period’s own day, within one month too', () => {
  const periods = [period('2015-10-01', '2016-02-14', 2_900), period('2016-02-15', '2016-09-30', 5_800)]
  const [february] = inMonth(facts([], { periods }), '2016-02-01', '2016-02-29')
  expect(february?.amountOre).toBe(kroner(14 * 100 + 15 * 200))
})

test('without a price there are days and no amounts', () => {
  const months = inMonth(facts([], { periods: [period('2015-10-01', '2016-09-30', null)] }), '2015-10-01', '2015-11-30')
  expect(totalOf(months)).toEqual({ bought: 122, held: 0, unused: 122, runOff: 0, amountOre: null, unusedOre: null })
})

test('whatever is held, used and unused days are the bought ones, and the months add up to the year but for the rounding', () => {
  const start = day('2015-10-01')
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 360 }),
      fc.integer({ min: 0, max: 420 }),
      fc.integer({ min: 1, max: 99_999 }),
      (from, days, price) => {
        const held = [stay(one, start.add({ days: from }), start.add({ days: from + days }))]
        const of = facts(held, { periods: [period('2015-10-01', '2016-09-30', price)] })
        const months = inMonth(of, '2015-10-01', '2017-12-31')
        const total = totalOf(months)
        expect(total.held + total.unused).toBe(total.bought)
        expect(total.bought).toBe(366 * 2)
        expect(total.held + total.runOff).toBe(days + 1)
        const bought = sumOre(months.flatMap(({ bought: some, amountOre }) => (some > 0 && amountOre !== null ? [amountOre] : [])))
        expect(bought >= kroner(price * 24)).toBe(true)
      },
    ),
  )
})
