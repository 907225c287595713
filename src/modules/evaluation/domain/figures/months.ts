import type { Facts } from './facts.ts'

/** Place days bought and used, and what was repaid, in one calendar month; `month` is its first day as an ISO text, the amount in øre and how many cases it came from. */
export type MonthPoint = { month: string; bought: number; occupied: number; repaidOre: bigint; payers?: number }

/** The months of an agreement, from the first that a place was bought in or a payment came in; reversed payments were never made. */
export function monthPoints({ placeMonths, loans }: Pick<Facts, 'placeMonths' | 'loans'>): MonthPoint[] {
  const months = new Map<string, MonthPoint>()
  const at = (month: string) => months.get(month) ?? { month, bought: 0, occupied: 0, repaidOre: 0n }
  for (const { month, bought, occupied } of placeMonths) {
    const known = at(month.toString())
    months.set(known.month, { ...known, bought: known.bought + bought, occupied: known.occupied + occupied })
  }
  const undone = new Set(loans.flatMap((event) => event.undoes ?? []))
  const payers = new Map<string, Set<string>>()
  for (const { name, on, paid, eventId, caseNumber } of loans) {
    if (name !== 'pay' || paid === null || undone.has(eventId)) continue
    const known = at(on.with({ day: 1 }).toString())
    months.set(known.month, { ...known, repaidOre: known.repaidOre + paid })
    payers.set(known.month, (payers.get(known.month) ?? new Set()).add(caseNumber))
  }
  return [...months.values()]
    .map((point) => ({ ...point, payers: payers.get(point.month)?.size ?? 0 }))
    .toSorted((a, b) => (a.month < b.month ? -1 : 1))
}
