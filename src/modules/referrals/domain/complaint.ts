import { deadlineEnd } from '#kernel/bank-days.ts'
import { type Day, isBefore } from '#kernel/days.ts'
import type { Progress } from './progress.ts'

// Four weeks to complain from the day one has the decision (retssikkerhedsloven § 67).
const complaintDays = 28
// Four weeks to look again from the day the complaint came in (retssikkerhedsloven § 66).
const reassessmentDays = 28
/** When we ask how far the appeal board has come; it has no deadline towards us (an assumption). */
export const boardDays = 180

/** What the appeal board can answer: it agrees, it changes the decision itself, or it sends it back to be made anew. */
export const appealOutcomes = ['confirmed', 'changed', 'sent_back'] as const
/** The appeal board's answer. */
export type AppealOutcome = (typeof appealOutcomes)[number]

/** The last day of what an open complaint waits for: the looking again, or our asking the board. */
export function complaintDueOn({ stage, on }: NonNullable<Progress['complaint']>): Day {
  return stage === 'received' ? deadlineEnd(on.add({ days: reassessmentDays })) : on.add({ days: boardDays })
}

/** The last day to complain in time of what was decided on a day. */
export function complainUntil(decidedOn: Day): Day {
  return deadlineEnd(decidedOn.add({ days: complaintDays }))
}

/** True when a complaint came later than four weeks after the decision. It is sent on all the same: the board may forgive it. */
export function isLate(decidedOn: Day, receivedOn: Day): boolean {
  return isBefore(complainUntil(decidedOn), receivedOn)
}

/** Why the day a complaint came in cannot stand. */
export type ComplaintDayRefusal = { kind: 'received_before_decision'; decidedOn: Day } | { kind: 'received_ahead' }

/** Checks the day a complaint came in: not before the decision, not after today. */
export function checkReceived(receivedOn: Day, decidedOn: Day, today: Day): ComplaintDayRefusal | null {
  if (isBefore(receivedOn, decidedOn)) return { kind: 'received_before_decision', decidedOn }
  return isBefore(today, receivedOn) ? { kind: 'received_ahead' } : null
}
