import { type Day, isOnOrBefore } from '#kernel/days.ts'
import { type Ore, ore, sumOre } from '#kernel/money.ts'
import type { Share } from './pot.ts'

const flows = ['paidOut', 'repaid', 'lost', 'recovered'] as const
type Flows = Record<(typeof flows)[number], Ore>

/** What a month changed in the shares of an agreement's loans, øre; `month` is its first day. */
export type MovedMonth = Pick<Share, 'lent' | 'repaid' | 'lost' | 'recovered'> & { month: Day }

/**
 * A month between purchaser and provider, in øre: what the frozen statement of places asked for with its correction (null where the month has no
 * statement, or no price), and of the agreement's loans principal paid out, repaid and lost, and principal that came in after a loss. An event that was taken
 * back counts in no month; one that was backdated counts in the month of its own day.
 */
export type SettledMonth = Flows & { month: Day; places: Ore | null }

/** The months from one to another, both their first days, as they are settled now. A month that is not among those moved moved nothing. */
export function settledMonths(
  span: { from: Day; until: Day },
  stated: readonly { month: Day; due: Ore | null }[],
  moved: readonly MovedMonth[],
): SettledMonth[] {
  const months: SettledMonth[] = []
  for (let month = span.from; isOnOrBefore(month, span.until); month = month.add({ months: 1 })) {
    const of = (flow: 'lent' | 'repaid' | 'lost' | 'recovered') => moved.find((one) => one.month.equals(month))?.[flow] ?? ore(0n)
    const places = stated.find((one) => one.month.equals(month))?.due ?? null
    const [repaid, lost] = [of('repaid'), of('lost')]
    months.push({ month, places, paidOut: ore(of('lent') + repaid + lost), repaid, lost, recovered: of('recovered') })
  }
  return months
}

/** The sum of months; `missing` counts those without an amount for places, which are in no sum. */
export function settlementTotal(months: readonly SettledMonth[]): Flows & { places: Ore; missing: number } {
  const sum = (flow: keyof Flows) => sumOre(months.map((month) => month[flow]))
  const places = months.flatMap((month) => month.places ?? [])
  return {
    places: sumOre(places),
    missing: months.length - places.length,
    paidOut: sum('paidOut'),
    repaid: sum('repaid'),
    lost: sum('lost'),
    recovered: sum('recovered'),
  }
}
