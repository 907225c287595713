import type { HumanId } from '#kernel/actor.ts'
import { type Day, isBefore, isOnOrBefore } from '#kernel/days.ts'

/** Where a month of the books stands. Until a second human has reopened it, a month that is asked for stays closed. */
export const periodStates = ['open', 'closing', 'closed', 'reopening'] as const
/** One of them. */
export type PeriodState = (typeof periodStates)[number]

/** A month of a book, by its first day. `askedBy` is the human who asked last, null for a month nobody has touched. */
export type Period = { month: Day; state: PeriodState; askedBy: HumanId | null }

/** Which step may follow which. Asking and carrying out are by two humans; what was asked for can be dropped by either. */
export const periodSteps = {
  ask_close: { from: 'open', to: 'closing' },
  close: { from: 'closing', to: 'closed' },
  keep_open: { from: 'closing', to: 'open' },
  ask_reopen: { from: 'closed', to: 'reopening' },
  reopen: { from: 'reopening', to: 'open' },
  keep_closed: { from: 'reopening', to: 'closed' },
} as const satisfies Record<string, { from: PeriodState; to: PeriodState }>
/** One of the steps. */
export type PeriodStep = keyof typeof periodSteps
/** All of them. */
export const periodStepNames = ['ask_close', 'close', 'keep_open', 'ask_reopen', 'reopen', 'keep_closed'] as const satisfies PeriodStep[]

/** Why a month does not take a step, in order of precedence. */
export type PeriodRefusal =
  | { kind: 'period_not_now'; state: PeriodState }
  | { kind: 'month_not_over' }
  | { kind: 'earlier_month_open'; month: Day }
  | { kind: 'later_month_closed'; month: Day }
  | { kind: 'second_person_required' }

/** Whether nothing can be posted in a month that stands so. */
export function isClosed(state: PeriodState): boolean {
  return state === 'closed' || state === 'reopening'
}

/**
 * Null when the month may take the step. Months are closed in order, the oldest with entries first, and reopened from the last, so
 * that what is closed is always everything up to a day: the opening balances of a closed month never move.
 */
export function refusedPeriod(
  step: PeriodStep,
  month: Day,
  facts: { periods: readonly Period[]; by: HumanId; today: Day },
): PeriodRefusal | null {
  const { periods, by, today } = facts
  const found = periods.find((period) => period.month.equals(month)) ?? { state: 'open' as const, askedBy: null }
  if (found.state !== periodSteps[step].from) return { kind: 'period_not_now', state: found.state }
  if (step === 'ask_close' && isBefore(today, month.add({ months: 1 }))) return { kind: 'month_not_over' }
  if (step === 'ask_close' || step === 'close') {
    const earlier = periods.find((period) => isBefore(period.month, month) && !isClosed(period.state))
    if (earlier !== undefined) return { kind: 'earlier_month_open', month: earlier.month }
  }
  if (step === 'ask_reopen' || step === 'reopen' || step === 'ask_close') {
    const later = periods.findLast((period) => isBefore(month, period.month) && isClosed(period.state))
    if (later !== undefined) return { kind: 'later_month_closed', month: later.month }
  }
  return (step === 'close' || step === 'reopen') && found.askedBy === by ? { kind: 'second_person_required' } : null
}

/** Every month from the first with entries to today's, the oldest first; a month nobody has touched is open. */
export function monthsOf(first: Day | null, kept: readonly Period[], today: Day): Period[] {
  const start = [first, ...kept.map((period) => period.month)].reduce<Day | null>((least, day) => {
    if (day === null) return least
    return least === null || isBefore(day, least) ? day : least
  }, null)
  const months: Period[] = []
  for (let month = (start ?? today).with({ day: 1 }); isOnOrBefore(month, today); month = month.add({ months: 1 }))
    months.push(kept.find((period) => period.month.equals(month)) ?? { month, state: 'open', askedBy: null })
  return months
}
