import type { WorkRow } from '#kernel/case-step.ts'
import { type Day, daysBetween } from '#kernel/days.ts'

/** The lists of the worklist: mine, waiting on others, all. */
export const tabs = ['mine', 'others', 'all'] as const
/** One of the lists. */
export type TabName = (typeof tabs)[number]

/** True when the reader's organisation has the ball, alone or with the other. */
export function isMine(row: WorkRow, organisationId: string): boolean {
  return row.ball === organisationId || row.ball === 'both'
}

/** The rows of one list, the most urgent first; a case without a deadline comes last. */
export function rowsOf(all: readonly WorkRow[], tab: TabName, organisationId: string): WorkRow[] {
  const chosen = all.filter((row) => tab === 'all' || isMine(row, organisationId) === (tab === 'mine'))
  return chosen.toSorted((a, b) => compareDue(a.dueOn, b.dueOn) || a.caseNumber.localeCompare(b.caseNumber))
}

function compareDue(a: Day | null, b: Day | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return Temporal.PlainDate.compare(a, b)
}

/** How urgent a row is on a day: past its deadline, within a week of it, or neither. */
export function urgency(row: WorkRow, today: Day): 'late' | 'due' | 'none' {
  if (row.dueOn === null) return 'none'
  const left = daysBetween(today, row.dueOn)
  return left < 0 ? 'late' : left <= 7 ? 'due' : 'none'
}

/** On which day the ball is held, counted from 1, and how many are allowed; both from the same two dates. */
export function heldDay(row: WorkRow, today: Day): { number: number; of: number } | undefined {
  if (row.dueOn === null) return undefined
  return { number: Math.max(1, daysBetween(row.since, today) + 1), of: Math.max(1, daysBetween(row.since, row.dueOn) + 1) }
}
