import { type Day, isBefore } from '#kernel/days.ts'

/** What of a session says whether it is still to come. */
type Planned = { on: Day; tookPlace: boolean | null; cancelledAt: unknown }

/** True when somebody should still turn up: not cancelled, not held, and not in the past. */
export function isComing({ on, tookPlace, cancelledAt }: Planned, today: Day): boolean {
  return cancelledAt === null && tookPlace === null && !isBefore(on, today)
}
