import { deadlineEnd } from '#kernel/bank-days.ts'
import { type Day, isBefore } from '#kernel/days.ts'
import { daysAllowed } from './ball.ts'
import type { Referral } from './referral.ts'
import type { ReferralState } from './states.ts'

/** The states in which a decision is still owed to somebody whose referral was sent. */
export const undecided = [
  'submitted',
  'information_requested',
  'joint_assessment',
  'conciliation',
  'refusal_proposed',
] as const satisfies readonly ReferralState[]
/** One of them. */
export type Undecided = (typeof undecided)[number]

/** The state as an undecided one; null when nothing is owed. */
export function undecidedState(state: ReferralState): Undecided | null {
  return undecided.find((one) => one === state) ?? null
}

// The states that are still to be gone through, each with the days its rhythm allows.
const ahead: Record<Exclude<Undecided, 'refusal_proposed'>, readonly ReferralState[]> = {
  submitted: ['submitted', 'joint_assessment', 'conciliation'],
  information_requested: ['information_requested', 'joint_assessment', 'conciliation'],
  joint_assessment: ['joint_assessment', 'conciliation'],
  conciliation: ['conciliation'],
}

/** The working day by which the decision can be expected by the rhythm of what is left, counted from today: a job's own word, and a form's first proposal. */
export function expectedDecision({ state, hearingUntil }: { state: Undecided } & Pick<Referral, 'hearingUntil'>, today: Day): Day {
  if (state !== 'refusal_proposed') return deadlineEnd(today.add({ days: ahead[state].reduce((sum, one) => sum + daysAllowed[one], 0) }))
  const heard = hearingUntil !== null && isBefore(today, hearingUntil) ? hearingUntil : today
  return deadlineEnd(heard.add({ days: daysAllowed.conciliation }))
}
