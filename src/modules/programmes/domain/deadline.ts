import type { OrganisationId } from '#kernel/actor.ts'
import { type Day, isBefore } from '#kernel/days.ts'

/** Kinds of case for which an authority sets and publishes a deadline (retssikkerhedsloven § 3, stk. 2). */
export const caseTypes = ['intake', 'loan'] as const
/** One of them. */
export type CaseType = (typeof caseTypes)[number]

/** A published deadline: calendar days from the day the application came. `until` is the last day it holds for what comes in. */
export type Deadline = {
  organisationId: OrganisationId
  caseType: CaseType
  days: number
  legalSource: string
  from: Day
  until: Day | null
}

/** The longest deadline that can be set, in days. */
export const longestDeadlineDays = 365

/** Why a deadline cannot be changed so, in order of precedence. */
export type DeadlineRefusal = { kind: 'deadline_in_the_past' } | { kind: 'deadline_already_changed'; from: Day }

/** What is wrong with a new deadline from a day, or null. What came in before keeps its own, so only days to come can be changed. */
export function checkDeadline(from: Day, { today, latest }: { today: Day; latest: Deadline | null }): DeadlineRefusal | null {
  if (isBefore(from, today)) return { kind: 'deadline_in_the_past' }
  return latest !== null && !isBefore(latest.from, from) ? { kind: 'deadline_already_changed', from: latest.from } : null
}

/** The last day to decide what came on a day: the day it came is not counted, the last day is still in time. */
export function decideBy(cameOn: Day, days: number): Day {
  return cameOn.add({ days })
}
