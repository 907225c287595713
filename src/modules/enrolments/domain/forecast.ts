import { type Day, addMonths, isBefore } from '#kernel/days.ts'

/** What the agreement and its places say about the future. Days are the first days a place is free; today for one that is. */
export type Outlook = { freeFrom: readonly Day[]; runMonths: number; lastStartOn: Day; runsLeft: number | null }

/**
 * For each one in line, in order, the day a place is expected free, or null when none is before the agreement's last start.
 * A forecast of a month is shown, never a number in the line: the order may be set aside with a reason. `runsLeft` bounds
 * the answers where a freed place may not be filled again.
 */
export function forecast(outlook: Outlook, waiting: number): (Day | null)[] {
  const free = [...outlook.freeFrom]
  return Array.from({ length: waiting }, (_, index) => {
    if (outlook.runsLeft !== null && index >= outlook.runsLeft) return null
    const first = earliest(free)
    const day = free[first]
    if (day === undefined || isBefore(outlook.lastStartOn, day)) return null
    free[first] = addMonths(day, outlook.runMonths)
    return day
  })
}

function earliest(days: readonly Day[]): number {
  return days.reduce((best, day, index) => (index > 0 && isBefore(day, days[best] ?? day) ? index : best), 0)
}
