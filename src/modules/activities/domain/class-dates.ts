import { isBankDay, isPublicHoliday } from '#kernel/bank-days.ts'
import { type Day, daysBetween, isBefore } from '#kernel/days.ts'

/** A class over real dates: from a day on, on some weekdays (1 is Monday), every so many weeks, until there are `count` sessions. */
export type ClassTemplate = { from: Day; weekdays: readonly number[]; everyWeeks: number; count: number }

/** The days of a class, and the holidays that were passed over. */
export type ClassDates = { days: Day[]; skipped: Day[] }

/** True when classes are taught: not on a public holiday, nor on the days Danish workplaces close (Friday after Ascension, 5 June, 24 and 31 December). */
export function isTeachingDay(on: Day): boolean {
  if (on.dayOfWeek <= 5) return isBankDay(on)
  return !isPublicHoliday(on) && !(on.month === 12 && (on.day === 24 || on.day === 31))
}

/** The days of a class in order. Weeks are counted from the week of `from`; a holiday is passed over and the class ends later. */
export function classDates({ from, weekdays, everyWeeks, count }: ClassTemplate): ClassDates {
  const days: Day[] = []
  const skipped: Day[] = []
  const monday = from.subtract({ days: from.dayOfWeek - 1 })
  for (let on = from; days.length < count && weekdays.length > 0; on = on.add({ days: 1 })) {
    const week = Math.floor(daysBetween(monday, on) / 7)
    if (week % everyWeeks !== 0 || !weekdays.includes(on.dayOfWeek)) continue
    if (isTeachingDay(on)) days.push(on)
    else skipped.push(on)
  }
  return { days, skipped }
}

/**
 * New days for sessions that follow one that is moved from `old[0]` to `first`: each is moved by as many days; one that lands on
 * a holiday, or not after the one before it, goes on by whole weeks. Order is kept and no two fall on one day.
 */
export function movedDays(old: readonly Day[], first: Day): Day[] {
  const [anchor] = old
  if (anchor === undefined) return []
  const shift = daysBetween(anchor, first)
  const moved: Day[] = []
  for (const [index, on] of old.entries()) {
    let candidate = index === 0 ? first : on.add({ days: shift })
    const before = moved.at(-1)
    while (index > 0 && (!isTeachingDay(candidate) || (before !== undefined && !isBefore(before, candidate))))
      candidate = candidate.add({ days: 7 })
    moved.push(candidate)
  }
  return moved
}
