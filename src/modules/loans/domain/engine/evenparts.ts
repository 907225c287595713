import { isBefore } from '#kernel/days.ts'
import { divideHalfEven, fraction, plus, roundHalfEven, times } from '#kernel/fraction.ts'
import { nominalPeriod } from './daycount.ts'
import type { RowInterest } from './rowinterest.ts'
import { type Part, type Stretch, inflowOf, smaller } from './stretches.ts'
import type { ScheduleTerms } from './terms.ts'

/** Equal principal in multiples, the last row taking the rest; a later payout is spread over the rows from its own on. */
export function evenParts(terms: ScheduleTerms, stretches: readonly Stretch[], interest: RowInterest): Part[] {
  let balance = 0n
  let overdue = 0n
  let part = 0n
  return stretches.map((stretch, index) => {
    balance += inflowOf(stretch)
    const last = index === stretches.length - 1
    const open = BigInt(stretches.length - Math.max(index, terms.principalGrace))
    const changes = stretch.inflows.length > 0 || index === terms.principalGrace
    if (changes) part = divideHalfEven(balance, open * terms.multiple) * terms.multiple
    const principal = last ? balance : index < terms.principalGrace ? 0n : smaller(part, balance)
    const row = { principal, interest: interest(index, balance, overdue) }
    balance -= principal
    if (terms.asOf !== null && isBefore(stretch.to, terms.asOf)) overdue += principal
    return row
  })
}

/** Interest on the original principal for the whole term, spread evenly over the rows that bear interest; the last takes the rest. */
export function flatParts(terms: ScheduleTerms, stretches: readonly Stretch[]): Part[] {
  const principal = stretches.reduce((sum, each) => sum + inflowOf(each), 0n)
  const rates = stretches.map((each) => (terms.interestPeriod === 'daily' ? each.rate : times(terms.yearlyRate, nominalPeriod(terms))))
  const bearing = rates.slice(terms.interestFree)
  const total = roundHalfEven(times(fraction(principal), bearing.reduce(plus, fraction(0n))))
  const share = bearing.length === 0 ? 0n : divideHalfEven(total, BigInt(bearing.length))
  const before = (index: number) => share * BigInt(Math.max(0, index - terms.interestFree))
  const last = stretches.length - 1
  const interest = (index: number) => {
    if (index < terms.interestFree) return 0n
    const left = smaller(before(index), total)
    return index === last ? total - left : smaller(share, total - left)
  }
  return evenParts(terms, stretches, interest)
}

/** Moves cents of principal so that each total of a flat loan but the last is a multiple; the last row takes what is left. */
export function wholeTotals(terms: ScheduleTerms, parts: readonly Part[]): Part[] {
  let left = parts.reduce((sum, part) => sum + part.principal, 0n)
  return parts.map((part, index) => {
    const cents = divideHalfEven(part.interest, terms.multiple) * terms.multiple - part.interest
    const wanted = part.principal === 0n ? 0n : part.principal + cents
    const principal = index === parts.length - 1 ? left : smaller(wanted < 0n ? 0n : wanted, left)
    left -= principal
    return { ...part, principal }
  })
}
