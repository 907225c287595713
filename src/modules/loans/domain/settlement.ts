import { type Day, isOnOrBefore } from '#kernel/days.ts'
import { type Ore, ore, sumOre } from '#kernel/money.ts'
import { type PotLoan, shareOf } from './pot.ts'

const flows = ['paidOut', 'repaid', 'lost', 'recovered'] as const
type Flows = Record<(typeof flows)[number], Ore>

/**
 * A month between purchaser and provider, in øre: what the frozen statement of places asked for with its correction (null where the month has no
 * statement, or no price), and of the agreement's loans principal paid out, repaid and lost, and what came in after a loss. An event that was taken
 * back counts in no month; one that was backdated counts in the month of its own day.
 */
export type SettledMonth = Flows & { month: Day; places: Ore | null }

/** The months from one to another, both their first days, as they are settled now. */
export function settledMonths(
  span: { from: Day; until: Day },
  stated: readonly { month: Day; due: Ore | null }[],
  loans: readonly Pick<PotLoan, 'terms' | 'events'>[],
): SettledMonth[] {
  const months: SettledMonth[] = []
  let before = flowsUntil(loans, span.from.subtract({ days: 1 }))
  for (let month = span.from; isOnOrBefore(month, span.until); month = month.add({ months: 1 })) {
    const now = flowsUntil(loans, month.add({ months: 1 }).subtract({ days: 1 }))
    const moved = (flow: keyof Flows) => ore(now[flow] - before[flow])
    const places = stated.find((one) => one.month.equals(month))?.due ?? null
    months.push({ month, places, paidOut: moved('paidOut'), repaid: moved('repaid'), lost: moved('lost'), recovered: moved('recovered') })
    before = now
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

function flowsUntil(loans: readonly Pick<PotLoan, 'terms' | 'events'>[], on: Day): Flows {
  const shares = loans.map((loan) => shareOf(loan, on))
  const sum = (of: (share: (typeof shares)[number]) => bigint) => ore(shares.reduce((all, share) => all + of(share), 0n))
  return {
    paidOut: sum(({ lent, repaid, lost }) => lent + repaid + lost),
    repaid: sum(({ repaid }) => repaid),
    lost: sum(({ lost }) => lost),
    recovered: sum(({ recovered }) => recovered),
  }
}
