import { type Result, ok, refuse } from './result.ts'

/** A calendar day, without time or zone. */
export type Day = Temporal.PlainDate
/** A moment in time. */
export type Instant = Temporal.Instant

/** Why a text is not a day. */
export type DayRefusal = { kind: 'day_missing' } | { kind: 'day_malformed'; text: string } | { kind: 'day_unreal'; text: string }

/** The zone in which the programme's calendar runs. */
export const zone = 'Europe/Copenhagen'

/** A day from its ISO text; throws on anything else, so only for text the program itself made. */
export function day(iso: string): Day {
  return Temporal.PlainDate.from(iso)
}

/** The Danish calendar day of a moment. */
export function dayOf(instant: Instant): Day {
  return instant.toZonedDateTimeISO(zone).toPlainDate()
}

/**
 * The day that lies `months` calendar months after the anchor, counted from the anchor's own day and clamped to the
 * month's end: 31 August + 6 months = 28 or 29 February, and 31 January + 2 months = 31 March again (memo: six months).
 */
export function addMonths(anchor: Day, months: number): Day {
  return anchor.add({ months }, { overflow: 'constrain' })
}

/** Whole days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

const dayMs = 86_400_000

// Midnights of a calendar without zone or leap seconds, so the quotient is whole; ten times as fast as a duration. The 400 years, a whole
// turn of the calendar, keep the years 0–99 from being taken for 1900–1999.
function dayNumber({ year, month, day: dayOfMonth }: Day): number {
  return Date.UTC(year + 400, month - 1, dayOfMonth) / dayMs
}

/** True when `a` lies before `b`. */
export function isBefore(a: Day, b: Day): boolean {
  return Temporal.PlainDate.compare(a, b) < 0
}

/** True when `a` lies on or before `b`. */
export function isOnOrBefore(a: Day, b: Day): boolean {
  return Temporal.PlainDate.compare(a, b) <= 0
}

/** The later of two days. */
export function laterOf(a: Day, b: Day): Day {
  return isBefore(a, b) ? b : a
}

/** The earlier of two days. */
export function earlierOf(a: Day, b: Day): Day {
  return isBefore(a, b) ? a : b
}

/** Reads a day as typed by a person: `1.2.2016`, `01/02/2016`, `1-2-2016`, `01022016` or ISO `2016-02-01`. */
export function parseDay(text: string): Result<Day, DayRefusal> {
  const bare = text.trim()
  if (bare === '') return refuse({ kind: 'day_missing' })
  const danish = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(bare) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(bare)
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(bare)
  const parts = danish ? [danish[3], danish[2], danish[1]] : iso ? [iso[1], iso[2], iso[3]] : null
  if (parts === null) return refuse({ kind: 'day_malformed', text })
  const [year, month, dayOfMonth] = parts.map(Number)
  try {
    return ok(Temporal.PlainDate.from({ year: year ?? 0, month: month ?? 0, day: dayOfMonth ?? 0 }, { overflow: 'reject' }))
  } catch {
    return refuse({ kind: 'day_unreal', text })
  }
}

/** A day as a Dane writes it, `01.02.2016`, in both languages: the form fields accept it back. */
export function formatDay(value: Day): string {
  return `${String(value.day).padStart(2, '0')}.${String(value.month).padStart(2, '0')}.${value.year}`
}
