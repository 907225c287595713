import { deadlineEnd } from '#kernel/bank-days.ts'
import { type Day, daysBetween, isBefore } from '#kernel/days.ts'
import type { Progress } from './progress.ts'
import { type Ball, otherAuthority, type ReferralState } from './states.ts'

/** Days each holder has, counted from the day the ball came: the pilot's working rhythm (an assumption, not law). */
export const daysAllowed: Record<ReferralState, number> = {
  draft: 10,
  shared: 7,
  submitted: 5,
  information_requested: 10,
  joint_assessment: 10,
  conciliation: 5,
  refusal_proposed: 14,
  not_now: 90,
  accepted: 0,
  refused: 0,
  withdrawn: 0,
  registered_by_mistake: 0,
}

/** Days past the allowed ones after which the lead is told as well. */
export const patienceDays = 5

/** The states whose clock reminds: days an authority has, and for a complaint days until a week is left of the four. */
export const remindedAfter = {
  submitted: daysAllowed.submitted,
  information_requested: daysAllowed.information_requested,
  joint_assessment: daysAllowed.joint_assessment,
  conciliation: daysAllowed.conciliation,
  refusal_proposed: daysAllowed.refusal_proposed,
  complaint: 21,
} as const

function beforeDecision(progress: Progress): Ball {
  if (progress.proposal) return otherAuthority(progress.proposal.authority)
  const [only, second] = progress.assessed
  return only && !second ? otherAuthority(only) : 'both'
}

function inHearing(progress: Progress, today: Day): Ball {
  const { hearing } = progress
  if (progress.proposal) return otherAuthority(progress.proposal.authority)
  return hearing && !hearing.answered && !isBefore(hearing.until, today) ? 'citizen' : 'both'
}

function afterDecision({ complaint }: Progress): Ball | null {
  if (complaint === null) return null
  return complaint.stage === 'forwarded' ? 'appeal_board' : 'acting_job_centre'
}

/** Who must move next on a day. A total function of where the case stands: no open case is without an owner. */
export function ballOf(progress: Progress, today: Day): Ball {
  switch (progress.state) {
    case 'draft':
    case 'information_requested':
      return 'acting_job_centre'
    case 'shared':
      return 'citizen'
    case 'submitted':
      return 'provider'
    case 'joint_assessment':
    case 'conciliation':
      return beforeDecision(progress)
    case 'refusal_proposed':
      return inHearing(progress, today)
    case 'not_now':
      return afterDecision(progress) ?? 'acting_job_centre'
    case 'refused':
      return afterDecision(progress) ?? 'none'
    case 'accepted':
    case 'withdrawn':
    case 'registered_by_mistake':
      return 'none'
  }
}

/** The last day of the rhythm's days, counted from the day the ball came. What would end when nobody is at work runs on to the next working day. */
export function rhythmEnd(since: Day, state: ReferralState): Day {
  return deadlineEnd(since.add({ days: daysAllowed[state] - 1 }))
}

/** Day n of m, where m is the last day: the first day counts as 1. `late` when n is past m. One value, so that a row cannot contradict itself. */
export function ballDays(since: Day, today: Day, until: Day): { n: number; m: number; dueOn: Day; late: boolean } {
  const n = Math.max(1, daysBetween(since, today) + 1)
  const m = Math.max(1, daysBetween(since, until) + 1)
  return { n, m, dueOn: since.add({ days: m - 1 }), late: n > m }
}
