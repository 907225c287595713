import { type Day, isBefore } from '#kernel/days.ts'

/** The longest that a new day may lie ahead, in days. */
export const longestDelayDays = 365

/** Why a day cannot be told as the new one of a late decision, in order of precedence. */
export type DelayRefusal = { kind: 'expected_not_ahead' } | { kind: 'expected_too_far' }

/** What is wrong with a new day for a late decision (retssikkerhedsloven § 3, stk. 2), or null: it lies ahead, and no more than a year. */
export function checkExpected(expectedOn: Day, today: Day): DelayRefusal | null {
  if (!isBefore(today, expectedOn)) return { kind: 'expected_not_ahead' }
  return isBefore(today.add({ days: longestDelayDays }), expectedOn) ? { kind: 'expected_too_far' } : null
}
