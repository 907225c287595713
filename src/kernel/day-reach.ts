import { type Day, addMonths, isBefore } from './days.ts'

/** How many years a day may lie back and ahead of today. */
type Reach = { back: number; ahead: number }

/**
 * How far a day can lie from today, by what it is a day of: wide enough for every true day, narrow enough for a slip of the pen (1900, 2099).
 * One table, so that the same sort of day is judged alike on every page.
 */
export const dayReaches = {
  /** Something that happened: no business, note or consent of a programme lies longer back. What lies ahead has not happened. */
  happened: { back: 20, ahead: 0 },
  /** Something to be done: a run and its after-care last three years. */
  planned: { back: 0, ahead: 5 },
  /** A change somebody wishes for, which may have begun already. */
  proposed: { back: 1, ahead: 5 },
  /** A session: it may be written down afterwards. */
  session: { back: 1, ahead: 5 },
  /** Who acts for somebody: a guardian may have been appointed at birth, a beginning is known a year ahead. */
  appointed: { back: 100, ahead: 1 },
  /** The last day of an appointment. */
  appointedUntil: { back: 100, ahead: 30 },
} as const satisfies Record<string, Reach>

/** Why a day is taken for a slip of the pen; the first or last day that will do is told. */
export type OutOfReach = { kind: 'day_before'; min: Day } | { kind: 'day_after'; max: Day }

/** The first and the last day of a sort that will do, seen from today. */
export function reachOf(sort: keyof typeof dayReaches, today: Day): { min: Day; max: Day } {
  const { back, ahead } = dayReaches[sort]
  return { min: addMonths(today, -12 * back), max: addMonths(today, 12 * ahead) }
}

/** The refusal of a day that lies too far from today for its sort, or null. */
export function outOfReach(on: Day, sort: keyof typeof dayReaches, today: Day): OutOfReach | null {
  const { min, max } = reachOf(sort, today)
  if (isBefore(on, min)) return { kind: 'day_before', min }
  return isBefore(max, on) ? { kind: 'day_after', max } : null
}
