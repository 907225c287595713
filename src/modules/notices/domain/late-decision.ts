import { type Day, isBefore } from '#kernel/days.ts'

/** The new day of a late decision, and why it takes longer, in words for whoever waits for it. */
export type Delay = { expectedOn: Day; why: string }

/** The longest that a new day may lie ahead, in days. */
export const longestDelayDays = 365

/** Why a day cannot be told as the new one of a late decision, in order of precedence. */
export type DelayRefusal = { kind: 'expected_not_ahead' } | { kind: 'expected_too_far' }

/** What is wrong with a new day for a late decision (retssikkerhedsloven § 3, stk. 2), or null: it lies ahead, and no more than a year. */
export function checkExpected(expectedOn: Day, today: Day): DelayRefusal | null {
  if (!isBefore(today, expectedOn)) return { kind: 'expected_not_ahead' }
  return isBefore(today.add({ days: longestDelayDays }), expectedOn) ? { kind: 'expected_too_far' } : null
}

const againDays = 28

/**
 * The day a job tells of by itself, `by` the working rhythm. One who was told of a day that has passed is owed one that holds: it lies four
 * weeks ahead at least, so that nobody gets a new letter every week. A person who knows better tells another day by hand.
 */
export function expectedAgain(by: Day, told: Day | null, today: Day): Day {
  const least = today.add({ days: againDays })
  return told !== null && isBefore(by, least) ? least : by
}
