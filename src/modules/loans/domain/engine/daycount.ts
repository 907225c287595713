import { type Day, daysBetween, isBefore, isOnOrBefore } from '#kernel/days.ts'
import { type Fraction, fraction, plus, times } from '#kernel/fraction.ts'
import type { ScheduleTerms } from './terms.ts'

/** A stretch of time between two due days; the from-day counts, the to-day does not. */
export type Period = { readonly from: Day; readonly to: Day }

type RateTerms = Pick<ScheduleTerms, 'dayCount' | 'yearlyRate' | 'rateChanges' | 'every' | 'frequency' | 'start' | 'loanStart'>

/**
 * The interest rate of the part [from, to) of a period, exactly.
 * `30/360` and `nominal-period` give a whole period the same rate whatever its real length and a part of it its share by days; the
 * actual counts divide real days by 360, 365, the length of the year the loan starts in, 366 only for a period with 29 February after
 * its first day, or each year's own length, with the year changing at 31 December itself.
 */
export function rateOf(terms: RateTerms, period: Period, from: Day = period.from, to: Day = period.to): Fraction {
  const part = (a: Day, b: Day) => times(yearlyRateOn(terms, a), yearPart(terms, period, a, b, BigInt(Math.max(0, daysBetween(a, b)))))
  const changes = (terms.rateChanges ?? []).filter((each) => isBefore(from, each.from) && isBefore(each.from, to))
  if (changes.length === 0) return part(from, to)
  const days = [from, ...changes.map((each) => each.from), to]
  return days.slice(1).reduce((sum, end, index) => plus(sum, part(days[index] ?? from, end)), fraction(0n))
}

/** The yearly rate that holds on a day. */
export function yearlyRateOn(terms: Pick<ScheduleTerms, 'yearlyRate' | 'rateChanges'>, on: Day): Fraction {
  return terms.rateChanges?.findLast((each) => isOnOrBefore(each.from, on))?.yearlyRate ?? terms.yearlyRate
}

function yearPart(terms: RateTerms, period: Period, from: Day, to: Day, days: bigint): Fraction {
  switch (terms.dayCount) {
    case '30/360':
      return terms.frequency === 'months' ? share(fraction(BigInt(terms.every) * 30n, 360n), period, days) : fraction(days, 360n)
    case 'nominal-period':
      return share(nominalPeriod(terms), period, days)
    case 'act/360':
      return fraction(days, 360n)
    case 'act/365':
      return fraction(days, 365n)
    case 'act/365-year-of-start':
      return fraction(days, BigInt((terms.loanStart ?? terms.start).daysInYear))
    case 'act/365-or-366-if-feb29-in-period':
      return fraction(days, hasLeapDay(period) ? 366n : 365n)
    case 'act/act-year-split-dec31':
      return splitByYear(from, to)
  }
}

/** One whole period as a part of a year, by name and not by days: a month is 1/12, a week 1/52, a day 1/365. */
export function nominalPeriod(terms: Pick<ScheduleTerms, 'every' | 'frequency'>): Fraction {
  const perYear = { months: 12n, weeks: 52n, days: 365n }[terms.frequency]
  return fraction(BigInt(terms.every), perYear)
}

function share(whole: Fraction, period: Period, days: bigint): Fraction {
  const length = BigInt(daysBetween(period.from, period.to))
  return length === 0n || days === length ? whole : times(whole, fraction(days, length))
}

function hasLeapDay(period: Period): boolean {
  for (let year = period.from.year; year <= period.to.year; year += 1) {
    const leapDay = Temporal.PlainDate.from({ year, month: 2, day: 29 })
    if (leapDay.day === 29 && isBefore(period.from, leapDay) && isOnOrBefore(leapDay, period.to)) return true
  }
  return false
}

function splitByYear(from: Day, to: Day): Fraction {
  let sum = fraction(0n)
  let at = from
  while (isBefore(at, to)) {
    const year = at.month === 12 && at.day === 31 ? at.year + 1 : at.year
    const change = Temporal.PlainDate.from({ year, month: 12, day: 31 })
    const until = isBefore(change, to) ? change : to
    sum = plus(sum, fraction(BigInt(daysBetween(at, until)), BigInt(change.daysInYear)))
    at = until
  }
  return sum
}
