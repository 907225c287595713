import { type Fraction, divideHalfEven, fraction, plus, roundHalfEven, times } from '#kernel/fraction.ts'
import { type Ore, ore, sumOre } from '#kernel/money.ts'
import type { PlaceMonthFact } from './facts.ts'
import { type WeekRule, municipalPercent } from './reimbursement.ts'

/**
 * What the sums rest on besides the counted cases; people choose it and it is frozen with the report. `benefitOre` is a month's benefit;
 * `weeksOnBenefit` how long those who become self-supporting had been on it, which decides the reimbursement; the saving is counted for
 * `horizonMonths`; `lossBp` of what is outstanding is expected to be lost (1/100 of a per cent); `otherCostOre` is what the places do not pay for.
 */
export type Assumptions = { benefitOre: Ore; weeksOnBenefit: number; horizonMonths: number; lossBp: number; otherCostOre: Ore }

/** What is assumed until somebody chooses: social assistance of 11.000 kr. after a year on it, counted for five years (CASA's horizon). */
export const firstAssumptions: Assumptions = {
  benefitOre: ore(1_100_000n),
  weeksOnBenefit: 52,
  horizonMonths: 60,
  lossBp: 0,
  otherCostOre: ore(0n),
}

/** How many weeks a saving is counted for; a year is 52 weeks, whole weeks count. */
export function savedWeeks({ horizonMonths }: Pick<Assumptions, 'horizonMonths'>): number {
  return Math.floor((horizonMonths * 52) / 12)
}

/** What the municipality saves on one person through the horizon, after the reimbursement of each week. */
export function savedPerPerson(assumptions: Assumptions, rules: readonly WeekRule[]): Fraction {
  const { benefitOre, weeksOnBenefit } = assumptions
  let percentWeeks = 0n
  for (let week = 1; week <= savedWeeks(assumptions); week += 1)
    percentWeeks += municipalPercent(rules, { week, onBenefit: weeksOnBenefit + week })
  return times(fraction(benefitOre * 12n, 52n), fraction(percentWeeks, 100n))
}

/** The price of the places bought, each place in each month rounded once; null while a month has no price. */
export function placeCost(months: readonly PlaceMonthFact[]): Ore | null {
  const amounts = months.flatMap(({ price, bought, daysInMonth }) =>
    price === null ? [] : [ore(divideHalfEven(price * BigInt(bought), BigInt(daysInMonth)))],
  )
  return amounts.length < months.length || months.length === 0 ? null : sumOre(amounts)
}

/** Months in which a place was used, as a fraction: used days of each month divided by its days. */
export function usedMonths(months: readonly PlaceMonthFact[]): Fraction {
  return months.reduce((sum, { occupied, daysInMonth }) => plus(sum, fraction(BigInt(occupied), BigInt(daysInMonth))), fraction(0n))
}

/** A cost for each of `count`, rounded once; null for none. */
export function costPer(cost: Ore, count: Fraction): Ore | null {
  return count.num === 0n ? null : ore(roundHalfEven(times(fraction(cost), { num: count.den, den: count.num })))
}

/** Cost, saving and what is left, with the share that would pay the cost. */
export type Sum = { cost: Ore; loss: Ore; saved: Ore; net: Ore; breakEven: bigint | null }

/** The sum for a number of self-supporting people; `breakEven` is the least number of people whose saving covers cost and loss. */
export function sumUp(given: {
  places: Ore
  outstanding: Ore
  selfSupporting: bigint
  assumptions: Assumptions
  rules: readonly WeekRule[]
}): Sum {
  const { places, outstanding, selfSupporting, assumptions, rules } = given
  const cost = ore(places + assumptions.otherCostOre)
  const loss = ore(divideHalfEven(outstanding * BigInt(assumptions.lossBp), 10_000n))
  const each = savedPerPerson(assumptions, rules)
  const saved = ore(roundHalfEven(times(each, fraction(selfSupporting))))
  const needed = fraction(cost + loss)
  const breakEven = each.num === 0n ? null : (needed.num * each.den + each.num * needed.den - 1n) / (each.num * needed.den)
  return { cost, loss, saved, net: ore(saved - cost - loss), breakEven }
}
