import type { CvrNumber } from '#kernel/cvr.ts'
import { type OutOfReach, outOfReach } from '#kernel/day-reach.ts'
import { type Day, isBefore } from '#kernel/days.ts'
import type { Milestone } from './business-machine.ts'

/** A milestone to keep; registering names the CVR number and says whether the business is registered for VAT, and an end found at an after-care check names its month. */
export type KeptMilestone =
  | { name: Exclude<Milestone, 'registered'> }
  | { name: 'registered'; cvr: CvrNumber; vat: boolean }
  | { name: 'ceased'; checkMonths: number }

/** A milestone somebody records; the approval of the plan follows from deciding on a submitted plan. */
export type NewMilestone = { name: RecordableName } | { name: 'registered'; cvr: CvrNumber; vat: boolean }

/** The milestones that are recorded by themselves and need nothing but their evidence. */
export type RecordableName = Exclude<Milestone, 'registered' | 'plan_approved'>

/** Why a milestone cannot have been reached on a day. */
export type DayRefusal = { kind: 'day_in_the_future' } | OutOfReach | { kind: 'before_earlier_milestone'; milestone: Milestone; on: Day }

/**
 * A milestone lies neither ahead, nor out of reach, nor before an earlier one, for it can never be put right. The approval of the plan is the
 * programme's act and binds no day: a business may have been registered and trading before it.
 */
export function refusedDay(on: Day, today: Day, earlier: readonly { name: Milestone; on: Day }[]): DayRefusal | null {
  if (isBefore(today, on)) return { kind: 'day_in_the_future' }
  const out = outOfReach(on, 'happened', today)
  if (out !== null) return out
  const later = earlier.findLast((past) => past.name !== 'plan_approved' && isBefore(on, past.on))
  return later === undefined ? null : { kind: 'before_earlier_milestone', milestone: later.name, on: later.on }
}
