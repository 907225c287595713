import { type Day, earlierOf, laterOf } from '#kernel/days.ts'
import type { Place, PlaceId } from './agreement.ts'

/**
 * The places whose bought days an agreement that is ended on `lastDay` cuts short, each with its new last day. One that had not begun by then was never
 * bought: its last day is the one before its first. Who holds a place keeps it, as run-off.
 */
export function givenUpAtEnd(places: readonly Place[], lastDay: Day): { id: PlaceId; until: Day }[] {
  return places.flatMap(({ id, from, until }) => {
    const cut = earlierOf(until, laterOf(lastDay, from.subtract({ days: 1 })))
    return cut.equals(until) ? [] : [{ id, until: cut }]
  })
}
