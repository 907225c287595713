import type { Instant } from '#kernel/days.ts'

/** How far a reckoning has come, in its order. */
export const stages = ['waiting', 'loans', 'cases', 'figures', 'done'] as const
/** One of them. */
export type Stage = (typeof stages)[number]

/** A worker that was not heard of for so long has died, in minutes. */
export const silentMinutes = 2
/** How often it is begun before it waits to be asked for again. */
export const mostAttempts = 3

/** Figures that are reckoned beside the requests: how far they have come, whether a worker is at them, and whether they were given up. */
export type Reckoning = { stage: Stage; askedAt: Instant; givenUp: boolean; isWorkedOn: boolean }

/** True for one whose workers have died or failed as often as they may. */
export function isGivenUp(given: { stage: Stage; attempts: number; beatAt: Instant | null; now: Instant }): boolean {
  const { stage, attempts, beatAt, now } = given
  return stage !== 'done' && attempts >= mostAttempts && isSilent(beatAt, now)
}

/** True when no worker is at it. */
export function isSilent(beatAt: Instant | null, now: Instant): boolean {
  return beatAt === null || Temporal.Instant.compare(beatAt.add({ minutes: silentMinutes }), now) < 0
}
