import { type Day, isBefore, isOnOrBefore } from '#kernel/days.ts'
import type { Fraction } from '#kernel/fraction.ts'
import { rateOf } from './daycount.ts'
import type { Disbursement, ScheduleTerms } from './terms.ts'

/** One instalment period with its rate, and the money paid out inside it. */
export type Stretch = { readonly from: Day; readonly to: Day; readonly rate: Fraction; readonly inflows: readonly Inflow[] }

/** Money paid out inside a period, with the rate from its own day (or of the whole period when interest goes by periods). Cents. */
export type Inflow = { readonly amount: bigint; readonly rate: Fraction }

/** A row before it has its number and running balance. Cents. */
export type Part = { readonly principal: bigint; readonly interest: bigint }

/** The periods between the start and the due days, each with its payouts; money paid out before the start counts from the start. */
export function stretchesOf(terms: ScheduleTerms, financed: readonly Disbursement[], dues: readonly Day[]): Stretch[] {
  let from = terms.start
  return dues.map((to, index) => {
    const period = { from, to }
    const here = financed.filter((each) => isBefore(each.date, to) && (index === 0 || isOnOrBefore(period.from, each.date)))
    const inflows = here.map((each) => ({ amount: each.amount, rate: inflowRate(terms, period, each.date) }))
    from = to
    return { ...period, rate: rateOf(terms, period), inflows }
  })
}

function inflowRate(terms: ScheduleTerms, period: { from: Day; to: Day }, date: Day): Fraction {
  const partial = terms.interestPeriod === 'daily' && isBefore(period.from, date)
  return rateOf(terms, period, partial ? date : period.from)
}

/** What is paid out in a period. */
export function inflowOf(stretch: Stretch): bigint {
  return stretch.inflows.reduce((sum, each) => sum + each.amount, 0n)
}

/** The smaller of two amounts. */
export function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
