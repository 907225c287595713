import { type Day, addMonths } from '#kernel/days.ts'
import type { Frequency, MonthEndStrategy, Rhythm } from './terms.ts'

/**
 * The day that lies `count` steps of `every` `frequency` after the anchor. Months are counted from the anchor day, never from the row
 * before: 31 January gives 28 February and then 31 March; a missing day clamps, or rolls to the 1st of the next month.
 */
export function stepFrom(anchor: Day, count: number, rhythm: { every: number; frequency: Frequency; monthEnd: MonthEndStrategy }): Day {
  const steps = count * rhythm.every
  if (rhythm.frequency === 'days') return anchor.add({ days: steps })
  if (rhythm.frequency === 'weeks') return anchor.add({ weeks: steps })
  const clamped = addMonths(anchor, steps)
  const missing = clamped.day < anchor.day
  return missing && rhythm.monthEnd === 'first-day-of-next-month' ? clamped.add({ days: 1 }) : clamped
}

/** All due days of a loan. The first due day, when given, is the anchor; else the start of the schedule is. */
export function dueDates(rhythm: Rhythm): Day[] {
  const { firstDue, start, count } = rhythm
  return Array.from({ length: count }, (_, k) => (firstDue === null ? stepFrom(start, k + 1, rhythm) : stepFrom(firstDue, k, rhythm)))
}
