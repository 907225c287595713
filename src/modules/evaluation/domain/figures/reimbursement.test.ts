import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { roundHalfEven } from '#kernel/fraction.ts'
import { kroner } from '#kernel/money.ts'
import { firstAssumptions, savedPerPerson } from './economy.ts'
import { type ReimbursementRule, checkSteps, municipalPercent, rulesFrom, savedFrom, undatedSteps, weekRules } from './reimbursement.ts'

const source = { legalSource: 'Lov', confirmed: true }
const before: ReimbursementRule = { from: day('2011-01-01'), steps: [{ untilWeek: null, percent: 30 }], ...source }
const reform: ReimbursementRule = { from: day('2016-01-04'), steps: undatedSteps, ...source }
const law = [reform, before]

describe('the municipality bears what the state does not repay', () => {
  test.each([
    [1, 20n],
    [4, 20n],
    [5, 60n],
    [26, 60n],
    [27, 70n],
    [52, 70n],
    [53, 80n],
    [500, 80n],
  ])('in week %i on a benefit after the reform: %s per cent', (onBenefit, share) => {
    expect(municipalPercent(weekRules(law, day('2016-04-16')), { week: 1, onBenefit })).toBe(share)
  })
  test.each([1, 4, 5, 26, 27, 52, 53, 500])('in week %i before it: 70 per cent', (onBenefit) => {
    expect(municipalPercent(weekRules(law, day('2015-10-01')), { week: 1, onBenefit })).toBe(70n)
  })
})

// A saving of twelve months by somebody who had been on benefit for a year: 52 weeks of 1.200 kr., at 70 and at 80 per cent.
describe('a saving goes by the rule of each week, across the border of the reform', () => {
  const saved = (cutoff: string) => {
    const assumptions = { ...firstAssumptions, benefitOre: kroner(5_200), weeksOnBenefit: 52, horizonMonths: 12 }
    return roundHalfEven(savedPerPerson(assumptions, weekRules(law, savedFrom(day(cutoff)))))
  }
  const weeks = (old: number) => kroner(old * 840 + (52 - old) * 960)
  test.each([
    ['2014-12-31', 52], // the last week begins on 24 December 2015
    ['2015-01-10', 52], // … on Sunday 3 January 2016
    ['2015-01-11', 51], // … on the Monday
    ['2015-12-20', 2], // 21 and 28 December
    ['2015-12-27', 1],
    ['2015-12-30', 1], // a week that begins on 31 December goes by the rule of that day
    ['2015-12-31', 1], // … and so does the one from 1 January: the act came into force on Monday 4 January
    ['2016-01-02', 1],
    ['2016-01-03', 0],
    ['2016-04-15', 0],
  ])('cut off on %s, %i weeks go by the old rule', (cutoff, old) => expect(saved(cutoff)).toBe(weeks(old)))
})

test('days before the first rule go by the first', () => {
  expect(weekRules(law, day('2009-01-01'))[0]).toEqual({ fromWeek: 1, steps: before.steps })
})

test('whatever the rules, each week goes by the newest that has begun on its first day', () => {
  const someDay = fc.integer({ min: 0, max: 4_000 }).map((days) => day('2010-01-01').add({ days }))
  const someRules = fc.uniqueArray(fc.tuple(someDay, fc.integer({ min: 0, max: 100 })), {
    minLength: 1,
    maxLength: 5,
    selector: ([from]) => from.toString(),
  })
  fc.assert(
    fc.property(someRules, someDay, fc.integer({ min: 1, max: 600 }), (drawn, start, week) => {
      const rules = drawn.map(([from, percent]): ReimbursementRule => ({ from, steps: [{ untilWeek: null, percent }], ...source }))
      const first = start.add({ days: 7 * (week - 1) })
      const oldest = rules.toSorted((a, b) => Temporal.PlainDate.compare(a.from, b.from))
      const holds = oldest.findLast((rule) => Temporal.PlainDate.compare(rule.from, first) <= 0) ?? oldest[0]
      const expected = 100n - BigInt(holds?.steps[0]?.percent ?? 0)
      expect(municipalPercent(weekRules(rules, start), { week, onBenefit: week })).toBe(expected)
      expect(municipalPercent(weekRules(rulesFrom(rules, start), start), { week, onBenefit: week })).toBe(expected)
    }),
  )
})

test.each([
  ['the reform', undatedSteps, null],
  ['one step', [{ untilWeek: null, percent: 30 }], null],
  ['nothing', [], { kind: 'no_percent', step: 1 }],
  [
    'a step without a per cent',
    [
      { untilWeek: 4, percent: null },
      { untilWeek: null, percent: 20 },
    ],
    { kind: 'no_percent', step: 1 },
  ],
  ['a last step that ends', [{ untilWeek: 4, percent: 80 }], { kind: 'last_step_ends', step: 1 }],
  [
    'a step after the last',
    [
      { untilWeek: null, percent: 80 },
      { untilWeek: null, percent: 20 },
    ],
    { kind: 'step_after_the_last', step: 2 },
  ],
  [
    'weeks that do not rise',
    [
      { untilWeek: 26, percent: 80 },
      { untilWeek: 26, percent: 40 },
      { untilWeek: null, percent: 20 },
    ],
    { kind: 'weeks_do_not_rise', step: 2 },
  ],
])('steps: %s', (_, steps, problem) => expect(checkSteps(steps)).toEqual(problem))

test('steps left empty at the end are no steps', () => {
  const none = { untilWeek: null, percent: null }
  expect(checkSteps([{ untilWeek: 4, percent: 80 }, { untilWeek: null, percent: 20 }, none, none])).toBeNull()
})
