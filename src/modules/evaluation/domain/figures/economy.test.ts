import { describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { fraction, roundHalfEven } from '#kernel/fraction.ts'
import { kroner, ore } from '#kernel/money.ts'
import { costPer, firstAssumptions, placeCost, savedPerPerson, sumUp, usedMonths } from './economy.ts'
import type { PlaceMonthFact } from './facts.ts'
import { undatedSteps } from './reimbursement.ts'

const reform = [{ fromWeek: 1, steps: undatedSteps }]
const month = (bought: number, occupied: number, price = kroner(12_500)): PlaceMonthFact => {
  return { number: 1, month: day('2016-02-01'), daysInMonth: 29, bought, occupied, reserved: 0, price }
}

describe('what a person saves the municipality', () => {
  test('52 weeks from the first: 4 at 20, 22 at 60, 26 at 70 per cent of a week’s benefit, to the øre', () => {
    const saved = savedPerPerson({ ...firstAssumptions, benefitOre: kroner(5_200), weeksOnBenefit: 0, horizonMonths: 12 }, reform)
    // a week is 1.200 kr.: 4 × 240 + 22 × 720 + 26 × 840
    expect(roundHalfEven(saved)).toBe(kroner(960 + 15_840 + 21_840))
  })
  test('no horizon saves nothing', () => expect(savedPerPerson({ ...firstAssumptions, horizonMonths: 0 }, reform).num).toBe(0n))
})

test('a place costs its days of the month, rounded once, and a whole month its price', () => {
  expect(placeCost([month(29, 29)])).toBe(kroner(12_500))
  expect(placeCost([month(10, 0)])).toBe(431_034n) // 12.500 × 10 / 29 = 4.310,344…
  expect(placeCost([month(10, 0), { ...month(1, 0), price: null }])).toBeNull()
  expect(placeCost([])).toBeNull()
})

test('a cost for each is rounded once, and for none there is none', () => {
  expect(costPer(ore(100n), fraction(3n))).toBe(33n)
  expect(costPer(kroner(12_500), usedMonths([month(29, 29)]))).toBe(kroner(12_500))
  expect(costPer(ore(1n), fraction(0n))).toBeNull()
})

test('the least number that pays the cost does, and one fewer does not', () => {
  for (const places of [0n, 1n, 12_500_00n, 99_999_999n]) {
    const given = { places: ore(places), outstanding: ore(5_000_000n), rules: reform, assumptions: { ...firstAssumptions, lossBp: 1_000 } }
    const { breakEven } = sumUp({ ...given, selfSupporting: 0n })
    if (breakEven === null) throw new Error('something is saved')
    expect(sumUp({ ...given, selfSupporting: breakEven }).net).toBeGreaterThanOrEqual(0n)
    if (breakEven > 0n) expect(sumUp({ ...given, selfSupporting: breakEven - 1n }).net).toBeLessThan(0n)
  }
})
