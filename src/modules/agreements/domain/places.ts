import { type Day, daysBetween, isBefore, isOnOrBefore, laterOf } from '#kernel/days.ts'
import type { Occupancy, Place } from './agreement.ts'

/** Days held, both included. */
export type Stretch = { from: Day; until: Day }

/** True when the two share a day. */
export function overlap(a: Stretch, b: Stretch): boolean {
  return isOnOrBefore(a.from, b.until) && isOnOrBefore(b.from, a.until)
}

/**
 * The first day from `wanted.from` on which some place is free for as many days as wanted; null when none is, as long as
 * the agreement goes. A place that is held is free again the day after its last day.
 */
export function nextFreeOn(places: readonly Place[], held: readonly Occupancy[], wanted: Stretch): Day | null {
  const days = daysBetween(wanted.from, wanted.until)
  const starts = places.flatMap((place) => firstStart(place, held, wanted.from, days) ?? [])
  return starts.sort((a, b) => Temporal.PlainDate.compare(a, b))[0] ?? null
}

function firstStart(place: Place, held: readonly Occupancy[], from: Day, days: number): Day | null {
  const stays = held.filter((stay) => stay.placeId === place.id).sort((a, b) => Temporal.PlainDate.compare(a.from, b.from))
  let start = laterOf(from, place.from)
  for (const stay of stays) {
    if (overlap(stay, { from: start, until: start.add({ days }) })) start = stay.until.add({ days: 1 })
  }
  return isBefore(place.until, start) ? null : start
}
