import type { Day } from '#kernel/days.ts'

/** What decides the place in line. */
export type InLine = { priority: 1 | 2; acceptedOn: Day; caseNumber: string }

/** The order of the waiting list: priority class, then the day of acceptance, then the case number, so that no two are equal. */
export function beforeInLine(a: InLine, b: InLine): number {
  if (a.priority !== b.priority) return a.priority - b.priority
  return Temporal.PlainDate.compare(a.acceptedOn, b.acceptedOn) || a.caseNumber.localeCompare(b.caseNumber, 'en', { numeric: true })
}
