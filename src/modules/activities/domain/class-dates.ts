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

/** What is worth a second look about the day of a session: that it is closed, or has passed. Neither forbids it. */
export const dayNotes = ['closed_day', 'past_day'] as const
/** One of them. */
export type DayNote = (typeof dayNotes)[number]

/** What is to be said about a wanted day before a session is planned on it; a session written down afterwards lies in the past. */
export function dayNotesOf(on: Day, today: Day): DayNote[] {
  const notes = { closed_day: !isTeachingDay(on), past_day: isBefore(on, today) }
  return dayNotes.filter((note) => notes[note])
}

/** The days of a class in order. Weeks are counted from the week of `from`; a holiday is passed over and the class ends later. */
export function classDates({ from, weekdays, everyWeeks, count }: ClassTemplate): ClassDates {
  const days: Day[] = []
  const skipped: Day[] = []
  const monday = mondayOf(from)
  for (let on = from; days.length < count && weekdays.length > 0; on = on.add({ days: 1 })) {
    const week = Math.floor(daysBetween(monday, on) / 7)
    if (week % everyWeeks !== 0 || !weekdays.includes(on.dayOfWeek)) continue
    if (isTeachingDay(on)) days.push(on)
    else skipped.push(on)
  }
  return { days, skipped }
}

/** Where a session goes, and the closed days that were passed over to get there. */
export type MovedDay = { on: Day; passedOver: Day[] }

/**
 * New days for a session of a class that is moved from `old[0]` to `first`, and for those that follow. Each of these stays in its
 * week, counted from the one that is moved, and on its weekday; those on the weekday that is moved from go along to the new one.
 * A move to another weekday of the class (by `rhythm` or as it is held), or out of the working week into a weekend, puts off and changes no weekday. What would
 * land on a closed day, or not after the one before, takes the next day of the class's weekdays and weeks. No later session
 * comes onto a weekend unless it was held on one.
 */
export function movedDays(old: readonly Day[], first: Day, rhythm: Pick<ClassTemplate, 'weekdays' | 'everyWeeks'>): MovedDay[] {
  const [anchor, ...rest] = old
  if (anchor === undefined) return []
  const days = regularWeekdays(old, rhythm.weekdays)
  const goesAlong = !days.has(first.dayOfWeek) && (first.dayOfWeek <= 5 || anchor.dayOfWeek > 5)
  const weekdayOf = (weekday: number) => (goesAlong && weekday === anchor.dayOfWeek ? first.dayOfWeek : weekday)
  const pattern = new Set([...days].map(weekdayOf))
  const shift = daysBetween(mondayOf(anchor), mondayOf(first))
  const moved: MovedDay[] = [{ on: first, passedOver: [] }]
  for (const on of rest) {
    const wish = mondayOf(on).add({ days: shift + weekdayOf(on.dayOfWeek) - 1 })
    moved.push(firstFit(wish, moved.at(-1)?.on ?? first, { pattern, everyWeeks: rhythm.everyWeeks }))
  }
  return moved
}

/** The wished day, when it is after `before` and open; else the next of the weekdays and weeks that is. */
function firstFit(wish: Day, before: Day, { pattern, everyWeeks }: { pattern: ReadonlySet<number>; everyWeeks: number }): MovedDay {
  const passedOver: Day[] = []
  for (let on = wish; ; on = on.add({ days: 1 })) {
    const weeks = daysBetween(mondayOf(wish), mondayOf(on)) / 7
    const fits = on.equals(wish) || (pattern.has(on.dayOfWeek) && weeks % everyWeeks === 0)
    if (!fits || !isBefore(before, on)) continue
    if (isTeachingDay(on)) return { on, passedOver }
    passedOver.push(on)
  }
}

/**
 * The weekdays a class is held on: those of its template, and those at least half as common as the most common, for a class may
 * have moved as a whole. A session that was moved alone makes no weekday, also where few are left.
 */
function regularWeekdays(days: readonly Day[], template: readonly number[]): ReadonlySet<number> {
  const counts = [...Map.groupBy(days, (on) => on.dayOfWeek)].map(([weekday, on]) => ({ weekday, count: on.length }))
  const most = Math.max(...counts.map(({ count }) => count))
  const least = counts.some(({ weekday }) => template.includes(weekday)) ? 2 : 1
  const regular = counts.filter(({ weekday, count }) => template.includes(weekday) || (count >= least && count * 2 >= most))
  return new Set(regular.map(({ weekday }) => weekday))
}

function mondayOf(on: Day): Day {
  return on.subtract({ days: on.dayOfWeek - 1 })
}
