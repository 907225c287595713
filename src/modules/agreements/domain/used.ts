import { type Day, earlierOf, laterOf } from '#kernel/days.ts'
import type { Agreement, Occupancy, Place } from './agreement.ts'
import { type PlaceMonth, placeMonths, totalOf } from './place-months.ts'

/** What the months of an agreement are counted from. */
export type MonthsFacts = { agreement: Agreement; places: readonly Place[]; held: readonly Occupancy[] }

/** Every place in every month from the agreement's first day to a day, or to its last day in use. */
export function monthsUntil({ agreement, places, held }: MonthsFacts, until: Day): PlaceMonth[] {
  const last = held.reduce((day, stay) => laterOf(day, stay.until), agreement.endsOn)
  const { periods, runOff, startsOn } = agreement
  return placeMonths({ periods, runOff, places, held }, { from: startsOn, until: earlierOf(until, last) })
}

/** What has been reached of the targets that places alone can tell: use in whole per cent, and runs begun. */
export function reachedOf({ held }: Pick<MonthsFacts, 'held'>, used: ReturnType<typeof totalOf>): Map<string, number> {
  const started = new Set(held.filter(({ kind }) => kind === 'occupied').map(({ holderId }) => holderId)).size
  const reached = new Map([['started', started]])
  if (used.bought > 0) reached.set('place_use', Math.floor((used.held * 100) / used.bought))
  return reached
}

/** Days and øre over the whole agreement as its places are held and planned now: what is unused then is not promised to anybody. */
export function usedOverAgreement(facts: MonthsFacts): ReturnType<typeof totalOf> {
  return totalOf(monthsUntil(facts, facts.agreement.runOffUntil))
}
