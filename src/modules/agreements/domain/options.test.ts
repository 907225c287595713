import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import type { Agreement, Beyond, Period } from './agreement.ts'
import { beyondOptions, nextOption, optionsOn } from './options.ts'

type Facts = Pick<Agreement, 'options' | 'periods' | 'endsOn'>

const period = (number: number, endsOn: string, option: number | null = null, beyond: Beyond | null = null): Period => ({
  number,
  startsOn: day('2015-10-01'),
  endsOn: day(endsOn),
  runOffUntil: day('2020-12-31'),
  places: 2,
  pricePerPlaceMonthOre: null,
  evaluationDueOn: null,
  option,
  beyond,
  beyondReason: beyond === null ? null : 'x',
})
const agreed = (options: Facts['options'], ...periods: Period[]): Facts => ({
  options,
  periods,
  endsOn: periods.at(-1)?.endsOn ?? day('2016-09-30'),
})
const year = { months: 12, noticeMonths: 3 }
const half = { months: 6, noticeMonths: 6 }
const first = period(1, '2016-09-30')

for (const [options, decidedOn, endsOn, beyond] of [
  [[year], '2016-06-30', '2017-09-30', null],
  [[year], '2016-06-30', '2017-03-31', null],
  [[year], '2016-07-01', '2017-09-30', 'later_than_option'],
  [[year], '2016-06-30', '2017-10-01', 'longer_than_option'],
  [[year], '2016-07-01', '2017-10-01', 'later_than_option'],
  [[], '2016-01-01', '2016-10-31', 'no_option_left'],
] as const)
  test(`decided ${decidedOn} until ${endsOn} with ${options.length} options: ${beyond ?? 'within the agreement'}`, () => {
    expect(beyondOptions(agreed([...options], first), { decidedOn: day(decidedOn), endsOn: day(endsOn) })).toBe(beyond)
  })

test('options are used in order, each once, and counted from the end that holds by then', () => {
  const facts = agreed([year, half], first, period(2, '2017-09-30', 1))
  expect(nextOption(facts)).toMatchObject({ number: 2 })
  const standing = optionsOn(facts, day('2017-01-01')).map(({ state, decideBy, reachesTo }) => [
    state,
    decideBy?.toString(),
    reachesTo?.toString(),
  ])
  expect(standing).toEqual([
    ['used', '2016-06-30', '2017-09-30'],
    ['next', '2017-03-30', '2018-03-31'],
  ])
  expect(
    optionsOn(agreed([year, half], first), day('2016-07-01')).map(({ state }) => state),
    'its last day has passed',
  ).toEqual(['lapsed', 'later'])
  const late = agreed([year], first, period(2, '2017-09-30', 1, 'later_than_option'))
  expect(optionsOn(late, day('2017-01-01')).map(({ state }) => state)).toEqual(['lapsed'])
  expect(nextOption(late)).toBeNull()
})

test('a leap day and a short month: the new end is the day before the same day of the later month', () => {
  expect(nextOption(agreed([year], period(1, '2016-02-29')))?.reachesTo.toString()).toBe('2017-02-28')
  expect(nextOption(agreed([half], period(1, '2016-08-31')))?.decideBy.toString()).toBe('2016-02-29')
})

test('at most one option is next, and no more are used than there are', () => {
  const option = fc.record({ months: fc.integer({ min: 1, max: 24 }), noticeMonths: fc.integer({ min: 0, max: 12 }) })
  fc.assert(
    fc.property(fc.array(option, { maxLength: 5 }), fc.nat(6), fc.integer({ min: 0, max: 3000 }), (options, extended, days) => {
      const later = Array.from({ length: extended }, (_, n) => period(n + 2, `${2017 + n}-09-30`, n < options.length ? n + 1 : null))
      const standing = optionsOn(agreed(options, first, ...later), day('2015-10-01').add({ days }))
      expect(standing).toHaveLength(options.length)
      expect(standing.filter(({ state }) => state === 'next').length).toBeLessThanOrEqual(1)
      expect(standing.filter(({ state }) => state === 'used')).toHaveLength(Math.min(extended, options.length))
    }),
  )
})
