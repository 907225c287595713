import { type Day, isBefore, isOnOrBefore } from '#kernel/days.ts'

/** How an agreement's places are used on a day: nearly all held, one free with nobody waiting, or neither. */
export type Capacity = 'full' | 'unused' | 'usual'

/** Nine tenths or more of the places are held: `full`. A free place and nobody in line: `unused`, days that are paid for nothing. */
export function capacityOf({ held, bought, waiting }: { held: number; bought: number; waiting: number }): Capacity {
  if (bought > 0 && held * 10 >= bought * 9) return 'full'
  return held < bought && waiting === 0 ? 'unused' : 'usual'
}

/** The last whole week before a day, Monday to Sunday. */
export function weekBefore(today: Day): { from: Day; until: Day } {
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  return { from: monday.subtract({ weeks: 1 }), until: monday.subtract({ days: 1 }) }
}

/** Stays that hold a place on the day. */
export function heldOn(stays: readonly { from: Day; until: Day }[], day: Day): number {
  return stays.filter((stay) => isOnOrBefore(stay.from, day) && !isBefore(stay.until, day)).length
}
