import { type Day, type Instant, dayOf } from '#kernel/days.ts'

/** The time as the programme sees it. The demo moves it; sessions and throttling never read it. */
export type Clock = { now(): Instant; today(): Day }

/** The real time. */
export const realClock: Clock = { now: () => Temporal.Now.instant(), today: () => dayOf(Temporal.Now.instant()) }

/** A clock that stands where it is put and can be moved; it ticks on from there in real time when `ticking`. */
export function movableClock(start: Instant, ticking = false): Clock & { moveTo(instant: Instant): void } {
  let base = start
  let since = Temporal.Now.instant()
  const now = () => (ticking ? base.add(Temporal.Now.instant().since(since)) : base)
  return {
    now,
    today: () => dayOf(now()),
    moveTo(instant) {
      base = instant
      since = Temporal.Now.instant()
    },
  }
}
