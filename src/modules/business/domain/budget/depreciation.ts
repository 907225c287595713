import { fraction, roundHalfEven, times } from '#kernel/fraction.ts'
import { type Ore, ore, splitEvenly } from '#kernel/money.ts'
import { type Budget, type BudgetLine, calendarMonth } from './budget.ts'

/** An asset bought in a month, at what it cost the business. */
export type Bought = { month: number; cost: Ore; depreciation: NonNullable<BudgetLine['depreciation']> }

const basisPoints = 10_000n

/** The depreciation of each month of the budget. */
export function depreciationByMonth(budget: Pick<Budget, 'start' | 'months'>, bought: readonly Bought[], poolBp: number): Ore[] {
  const months = Array.from({ length: budget.months }, () => 0n)
  const add = (month: number, amount: bigint) => {
    if (month < budget.months) months[month] = (months[month] ?? 0n) + amount
  }
  for (const asset of bought) {
    if (asset.depreciation.method === 'at_once') add(asset.month, asset.cost)
    if (asset.depreciation.method === 'straight')
      straight(asset.cost, asset.depreciation.years).forEach((part, index) => add(asset.month + index, part))
  }
  const pool = bought.filter(({ depreciation }) => depreciation.method === 'pool')
  pooled(budget, pool, poolBp).forEach((amount, month) => add(month, amount))
  return months.map(ore)
}

/** Evenly over whole years, month by month; the parts add up to the cost, the øre fall where the running sum rounds. */
function straight(cost: Ore, years: number): bigint[] {
  const parts = BigInt(years) * 12n
  const until = (count: number) => roundHalfEven(fraction(cost * BigInt(count), parts))
  return Array.from({ length: Number(parts) }, (_, index) => until(index + 1) - until(index))
}

/**
 * The declining pool (afskrivningsloven § 5): each calendar year at most the rate of what is left with the year's purchases in
 * it, the whole rate in the first year too. The year's part is spread over the months the business exists in it.
 */
function pooled({ start, months }: Pick<Budget, 'start' | 'months'>, bought: readonly Bought[], poolBp: number): Ore[] {
  const spread: Ore[] = []
  let left = 0n
  for (let first = 0; first < months; ) {
    const { month } = calendarMonth(start, first)
    const count = 13 - month
    const inYear = bought.filter((asset) => asset.month >= first && asset.month < first + count && asset.month < months)
    left += inYear.reduce((sum, { cost }) => sum + cost, 0n)
    const year = roundHalfEven(times(fraction(left), fraction(BigInt(poolBp), basisPoints)))
    left -= year
    spread.push(...splitEvenly(ore(year), count))
    first += count
  }
  return spread.slice(0, months)
}
