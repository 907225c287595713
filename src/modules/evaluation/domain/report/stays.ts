/** How a place is held. */
export const stayKinds = ['reserved', 'occupied'] as const

/** A place held from day to day, both included, as ISO texts; without whose run it was (agreements.stays). */
export type Stay = { place: number; kind: (typeof stayKinds)[number]; from: string; until: string }

/** A stretch of the picture in days from its first day. */
export type Stretch = { start: number; days: number; kind: Stay['kind'] }

/** The places day by day: how many days, the first day of each month among them, and the stretches of each place. */
export type StayPicture = {
  days: number
  months: readonly { month: string; start: number }[]
  places: readonly { place: number; stretches: readonly Stretch[] }[]
}

/** Lays stays out from the first day held to the cut-off; null when no place was held. */
export function layStays(stays: readonly Stay[], cutoffOn: string): StayPicture | null {
  const begins = stays.map(({ from }) => from).toSorted()[0]
  if (begins === undefined) return null
  const first = Temporal.PlainDate.from(begins).with({ day: 1 })
  const at = (iso: string) => first.until(iso, { largestUnit: 'days' }).days
  const days = at(cutoffOn) + 1
  const months: { month: string; start: number }[] = []
  for (let month = first; at(month.toString()) < days; month = month.add({ months: 1 }))
    months.push({ month: month.toString(), start: at(month.toString()) })
  const numbers = [...new Set(stays.map(({ place }) => place))].toSorted((a, b) => a - b)
  const places = numbers.map((place) => ({
    place,
    stretches: stays
      .filter((stay) => stay.place === place)
      .map(({ from, until, kind }): Stretch => ({ start: at(from), days: at(until) - at(from) + 1, kind })),
  }))
  return { days, months, places }
}
