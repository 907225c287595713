import { bodyOf, effectiveDate } from './log.ts'
import type { DayNumber, Step } from './types.ts'

/**
 * How many entries the replays of these steps go through: one for a step in the order of its effective date, all so far for one that is
 * entered back in time, undone or rescheduled. Known before anything is run, so that a question asking for too much can be refused.
 */
export function entriesReplayed(steps: readonly Step[]): number {
  let entered = 0
  let replayed = 0
  let refunds = 0
  let latest: DayNumber = -Infinity
  for (const step of steps) {
    const body = bodyOf(step)
    if (body === null && step.do !== 'undo') continue
    entered += body === null ? 0 : 1
    const date = body === null ? -Infinity : 'date' in step && step.date !== null ? step.date : effectiveDate(body, step.on)
    const inOrder = date >= latest && step.do !== 'reschedule' && step.do !== 'rateChange'
    // After a refund each step is first tried on a copy.
    refunds += step.do === 'refund' ? 1 : 0
    replayed += (inOrder ? 1 : entered) + (refunds > 0 ? 2 * entered : 0)
    latest = Math.max(latest, date)
  }
  return replayed
}
