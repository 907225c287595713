import { type Day, daysBetween } from './days.ts'

/** Easter Sunday of a year in the Gregorian calendar (Meeus, after the anonymous computus of 1876). */
export function easterSunday(year: number): Day {
  const a = year % 19
  const century = Math.floor(year / 100)
  const rest = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * a + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7
  const shift = Math.floor((a + 11 * epact + 22 * weekday) / 451)
  const count = epact + weekday - 7 * shift + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(count / 31), day: (count % 31) + 1 })
}

/** Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension, Whit Sunday and Monday, in days from Easter Sunday. */
const fromEaster = [-3, -2, 0, 1, 39, 49, 50]
const greatPrayerDay = 26
const fridayAfterAscension = 40
/** The law that made Store Bededag an ordinary Friday took effect with 2024. */
const lastYearOfGreatPrayerDay = 2023

/** Constitution Day, Christmas Eve and New Year's Eve: no holidays by law, and yet nobody is at work. */
const closedDays = [
  [6, 5],
  [12, 24],
  [12, 31],
] as const

const easters = new Map<number, Day>()

/** Kept for each year: plans ask for the bank day of every row, over and over. */
function daysFromEaster(day: Day): number {
  const easter = easters.get(day.year) ?? easterSunday(day.year)
  easters.set(day.year, easter)
  return daysBetween(easter, day)
}

function isOneOf(day: Day, dates: readonly (readonly [month: number, day: number])[]): boolean {
  return dates.some(([month, dayOfMonth]) => day.month === month && day.day === dayOfMonth)
}

/** True on a Danish public holiday: the days of the church year, 1 January, 25 and 26 December; Store Bededag until 2023. Sundays as such are not. */
export function isPublicHoliday(day: Day): boolean {
  const offset = daysFromEaster(day)
  if (fromEaster.includes(offset)) return true
  if (offset === greatPrayerDay) return day.year <= lastYearOfGreatPrayerDay
  return isOneOf(day, [
    [1, 1],
    [12, 25],
    [12, 26],
  ])
}

/** True when people are at work: not on Saturday, Sunday or a public holiday, nor on 5 June, 24 December or 31 December. */
function isWorkingDay(day: Day): boolean {
  return day.dayOfWeek < 6 && !isPublicHoliday(day) && !isOneOf(day, closedDays)
}

/**
 * True when Danish banks settle payments: on working days but the Friday after Ascension (the definition in the creditor rules of
 * Betalingsservice).
 */
export function isBankDay(day: Day): boolean {
  return isWorkingDay(day) && daysFromEaster(day) !== fridayAfterAscension
}

function firstFrom(day: Day, fits: (day: Day) => boolean): Day {
  let candidate = day
  while (!fits(candidate)) candidate = candidate.add({ days: 1 })
  return candidate
}

/** The day itself when it is a bank day, else the first bank day after it: a due day's payable-by day. */
export function nextBankDay(day: Day): Day {
  return firstFrom(day, isBankDay)
}

/**
 * The last day of a deadline that the law gives a citizen or an authority: what would end on a Saturday, a Sunday, a public holiday, 5 June,
 * 24 December or 31 December runs on to the next working day (the administration's practice; the courts' own deadlines run so by law).
 */
export function deadlineEnd(counted: Day): Day {
  return firstFrom(counted, isWorkingDay)
}
