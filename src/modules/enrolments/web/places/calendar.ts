import { type Day, daysBetween, earlierOf, isBefore, isOnOrBefore, laterOf } from '#kernel/days.ts'
import type { Occupancy, Place } from '#modules/agreements/index.ts'
import type { Pause } from '../../domain/run.ts'

/** What a place is used for on a stretch of days within one month, both days included. */
export type Use = 'occupied' | 'planned' | 'reserved' | 'pause' | 'free' | 'outside'
/** A stretch of one use by one holder; `holderId` is null where nobody holds the place. */
export type Stretch = { from: Day; until: Day; use: Use; holderId: string | null; caseNumber: string | null }
/** A month of the agreement: a row of stretches for each place, and the days that were paid for and not used. */
export type Month = { first: Day; places: { number: number; stretches: Stretch[] }[]; freeDays: number }

/** What the calendar is drawn from. `pauses` are by holder, as far as the reader may see them. */
export type CalendarFacts = {
  startsOn: Day
  /** Last day that was bought; days after it are drawn only where a run goes on. */
  endsOn: Day
  places: readonly Place[]
  held: readonly Occupancy[]
  pauses: ReadonlyMap<string, readonly Pause[]>
  today: Day
}

/** Every day of every place, from the agreement's first month to its last, or to the last day of a run that goes on after it. */
export function calendarMonths(facts: CalendarFacts): Month[] {
  const last = facts.held.reduce((day, stay) => laterOf(day, stay.until), facts.endsOn)
  const months: Month[] = []
  for (let first = facts.startsOn.with({ day: 1 }); isOnOrBefore(first, last); first = first.add({ months: 1 }))
    months.push(month(first, facts))
  return months
}

function month(first: Day, facts: CalendarFacts): Month {
  const places = facts.places.map((place) => ({ number: place.number, stretches: stretches(first, place, facts) }))
  const freeDays = places.flatMap((place) => place.stretches).reduce((sum, part) => (part.use === 'free' ? sum + days(part) : sum), 0)
  return { first, places, freeDays }
}

function days({ from, until }: { from: Day; until: Day }): number {
  return daysBetween(from, until) + 1
}

function stretches(first: Day, place: Place, facts: CalendarFacts): Stretch[] {
  const parts: Stretch[] = []
  for (let number = 1; number <= first.daysInMonth; number += 1) {
    const day = first.with({ day: number })
    const use = useOn(day, place, facts)
    const before = parts.at(-1)
    if (before !== undefined && before.use === use.use && before.holderId === use.holderId) before.until = day
    else parts.push({ from: day, until: day, ...use })
  }
  return parts
}

function useOn(day: Day, place: Place, facts: CalendarFacts): Omit<Stretch, 'from' | 'until'> {
  const stay = facts.held.find((each) => each.placeId === place.id && isOnOrBefore(each.from, day) && isOnOrBefore(day, each.until))
  const bought = isOnOrBefore(place.from, day) && isOnOrBefore(day, earlierOf(place.until, facts.endsOn))
  if (stay === undefined) return { use: bought ? 'free' : 'outside', holderId: null, caseNumber: null }
  const { holderId, caseNumber } = stay
  const paused = (facts.pauses.get(holderId) ?? []).some(
    (pause) => pause.keepsPlace && isOnOrBefore(pause.from, day) && isOnOrBefore(day, pause.until),
  )
  if (paused) return { use: 'pause', holderId, caseNumber }
  if (stay.kind === 'reserved') return { use: 'reserved', holderId, caseNumber }
  return { use: isOnOrBefore(day, facts.today) ? 'occupied' : 'planned', holderId, caseNumber }
}

/** A place that is free for good from a day. `boughtUntil` is the last day a run may start in it, where it was given up before the agreement's end; null else. */
export type FreePlace = { number: number; on: Day; boughtUntil: Day | null }

/**
 * The day from which each place is free for good as things stand: today, or the day after its last stay. A place that was given up
 * before the agreement's end and takes nobody new is left out.
 */
export function freeFrom(facts: Pick<CalendarFacts, 'places' | 'held' | 'today' | 'endsOn'>): FreePlace[] {
  return facts.places.flatMap((place) => {
    const stays = facts.held.filter((stay) => stay.placeId === place.id && !isBefore(stay.until, facts.today))
    const after = stays.reduce((day, stay) => laterOf(day, stay.until.add({ days: 1 })), laterOf(facts.today, place.from))
    const boughtUntil = isBefore(place.until, facts.endsOn) ? place.until : null
    return boughtUntil !== null && isBefore(boughtUntil, after) ? [] : [{ number: place.number, on: after, boughtUntil }]
  })
}
