import { isBefore } from '#kernel/days.ts'
import { type Fraction, fraction, plus, roundHalfEven, times } from '#kernel/fraction.ts'
import { rateOf } from './daycount.ts'
import { type Stretch, inflowOf } from './stretches.ts'
import type { ScheduleTerms } from './terms.ts'

/** The interest of a row, rounded to cents: `balance` is owed in it, payouts inside it included; `overdue` is principal not paid when due. */
export type RowInterest = (index: number, balance: bigint, overdue?: bigint) => bigint

/**
 * The interest of rows on a declining balance. Money paid out inside a row bears interest from its own day. Overdue principal bears
 * interest on top: to `asOf` in the row that day falls in, for the whole row before.
 */
export function decliningInterest(terms: ScheduleTerms, stretches: readonly Stretch[]): RowInterest {
  return (index, balance, overdue = 0n) => {
    const stretch = stretches[index]
    if (stretch === undefined || index < terms.interestFree) return 0n
    let sum = times(fraction(balance - inflowOf(stretch)), stretch.rate)
    for (const each of stretch.inflows) sum = plus(sum, times(fraction(each.amount), each.rate))
    if (overdue > 0n) sum = plus(sum, times(fraction(overdue), overdueRate(terms, stretch)))
    return roundHalfEven(sum)
  }
}

function overdueRate(terms: ScheduleTerms, stretch: Stretch): Fraction {
  if (terms.asOf === null || !isBefore(stretch.from, terms.asOf)) return fraction(0n)
  return rateOf(terms, stretch, stretch.from, isBefore(terms.asOf, stretch.to) ? terms.asOf : stretch.to)
}
