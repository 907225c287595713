import { type Day, isBefore, isOnOrBefore } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Occupancy, Place, PlaceId } from './agreement.ts'

/** Another number of places from a day on. */
export type PlacesWish = { from: Day; places: number }

/**
 * A place that is given up: bought until `until`. One that is held longer goes on to `heldUntil` as run-off, so that nobody
 * loses a place because the number falls.
 */
export type PlaceGivenUp = { id: PlaceId; number: number; until: Day; heldUntil: Day | null; caseNumber: string | null }

/** A place that was to be given up from the day on, and is bought until `until` after all. */
export type PlaceKept = { id: PlaceId; number: number; until: Day }

/** A place given up before, whose holder goes on beside the number that is bought. */
export type PlaceBeside = { number: number; heldUntil: Day; caseNumber: string }

/** What comes of a change: how many places are new, which are kept after all, which are given up, and which are held beside the number. */
export type PlacesChange = { before: number; added: number; kept: PlaceKept[]; givenUp: PlaceGivenUp[]; beside: PlaceBeside[] }

/** Why the number cannot be changed so, in order of precedence. */
export type PlacesRefusal =
  | { kind: 'places_out_of_bounds'; min: number; max: number }
  | { kind: 'change_out_of_time'; min: Day; max: Day }
  | { kind: 'changes_after'; on: Day }
  | { kind: 'number_unchanged'; places: number }

/** What the decision rests on; `agreedFrom` are the days from which a number was already agreed: each period's first, each change's. */
export type PlacesFacts = {
  places: readonly Place[]
  held: readonly Occupancy[]
  today: Day
  endsOn: Day
  agreedFrom: readonly Day[]
}

/** The most places an agreement may have. */
export const placesMax = 500

/**
 * Decides what another number of places does. When it falls, those go that are free from that day, then those that come
 * free first; a held place is left to whoever holds it and takes nobody new. When it rises, those that were to go that very day
 * stay, held ones first, before new ones are bought.
 */
export function decidePlaces(
  wish: PlacesWish,
  { places, held, today, endsOn, agreedFrom }: PlacesFacts,
): Result<PlacesChange, PlacesRefusal> {
  const { from, places: count } = wish
  if (!Number.isInteger(count) || count < 1 || count > placesMax) return refuse({ kind: 'places_out_of_bounds', min: 1, max: placesMax })
  if (isBefore(from, today) || isBefore(endsOn, from)) return refuse({ kind: 'change_out_of_time', min: today, max: endsOn })
  // What is agreed for later stands: the number before it cannot be told to run past it.
  const agreedLater = agreedFrom.filter((on) => isBefore(from, on)).toSorted((a, b) => Temporal.PlainDate.compare(a, b))[0]
  if (agreedLater !== undefined) return refuse({ kind: 'changes_after', on: agreedLater })
  const later = places.find((place) => isBefore(from, place.from) || (isOnOrBefore(from, place.until) && isBefore(place.until, endsOn)))
  if (later !== undefined)
    return refuse({ kind: 'changes_after', on: isBefore(from, later.from) ? later.from : later.until.add({ days: 1 }) })
  const live = places.filter((place) => isOnOrBefore(place.from, from) && isOnOrBefore(from, place.until))
  if (live.length === count) return refuse({ kind: 'number_unchanged', places: count })
  if (live.length < count) return ok(rise(wish, live.length, { places, held, endsOn }))
  const byEnd = live
    .map((place) => ({ place, last: lastStay(place, held, from) }))
    .toSorted((a, b) => compareLast(a.last, b.last) || b.place.number - a.place.number)
  const givenUp = byEnd.slice(0, live.length - count).map(({ place, last }): PlaceGivenUp => {
    return {
      id: place.id,
      number: place.number,
      until: from.subtract({ days: 1 }),
      heldUntil: last?.until ?? null,
      caseNumber: last?.caseNumber ?? null,
    }
  })
  return ok({ before: live.length, added: 0, kept: [], givenUp, beside: [] })
}

function rise({ from, places: count }: PlacesWish, before: number, facts: Pick<PlacesFacts, 'places' | 'held' | 'endsOn'>): PlacesChange {
  const { places, held, endsOn } = facts
  const gone = places
    .filter((place) => isBefore(place.until, from))
    .map((place) => ({ place, last: lastStay(place, held, from), goes: place.until.add({ days: 1 }).equals(from) }))
  const going = gone.filter(({ goes }) => goes).toSorted((a, b) => compareLast(b.last, a.last) || a.place.number - b.place.number)
  const kept = going.slice(0, count - before).map(({ place }) => ({ id: place.id, number: place.number, until: endsOn }))
  const beside = gone.flatMap(({ place: { id, number }, last }): PlaceBeside[] =>
    last === null || kept.some((one) => one.id === id) ? [] : [{ number, heldUntil: last.until, caseNumber: last.caseNumber }],
  )
  return { before, added: count - before - kept.length, kept, givenUp: [], beside }
}

/** The last stay in a place that goes on or begins on the day or later; null when the place is free from then. */
function lastStay(place: Place, held: readonly Occupancy[], from: Day): Occupancy | null {
  const after = held.filter((stay) => stay.placeId === place.id && isOnOrBefore(from, stay.until))
  return after.toSorted((a, b) => Temporal.PlainDate.compare(b.until, a.until))[0] ?? null
}

function compareLast(a: Occupancy | null, b: Occupancy | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null)
  return Temporal.PlainDate.compare(a.until, b.until)
}
