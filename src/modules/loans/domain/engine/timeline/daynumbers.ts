import { type Day, day, daysBetween } from '#kernel/days.ts'
import type { DayNumber } from './types.ts'

const epoch = day('1970-01-01')

/** A day as the number of days since 1 January 1970. */
export function toNumber(value: Day): DayNumber {
  return daysBetween(epoch, value)
}

/** The day with that number. */
export function toDay(value: DayNumber): Day {
  return epoch.add({ days: value })
}
