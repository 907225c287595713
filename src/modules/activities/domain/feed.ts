import { type Day, type Instant, zone } from '#kernel/days.ts'

/** Start and end of a session as moments: the calendar runs by Danish time, on both sides of daylight saving. */
export function momentsOf(session: { on: Day; startsAt: Temporal.PlainTime; minutes: number }): { start: Instant; end: Instant } {
  const start = session.on.toZonedDateTime({ timeZone: zone, plainTime: session.startsAt }).toInstant()
  return { start, end: start.add({ minutes: session.minutes }) }
}
