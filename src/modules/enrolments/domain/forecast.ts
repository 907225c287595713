import { type Day, addMonths, isBefore, isOnOrBefore, laterOf } from '#kernel/days.ts'

/** A place of the forecast: the first day it is free, today for one that is, and the last day a run may begin in it. */
export type ForecastPlace = { on: Day; until: Day }

/** What the agreement and its places say about the future. */
export type Outlook = { free: readonly ForecastPlace[]; runMonths: number; lastStartOn: Day; runsLeft: number | null }

/** One in line: null for one who waits for a whole run, or when one who let a place go comes back, and for how many days. */
export type Claim = { from: Day; days: number } | null

/**
 * For each one in line, in order, the day a place is expected free, or null when none is before the agreement's last start.
 * Who comes back goes first from the day they come back, and keeps nobody from a place before it. A forecast of a month is shown,
 * never a number in the line: the order may be set aside with a reason. `runsLeft` bounds the new runs where a freed place may not be
 * filled again; who comes back is in a run already, and may go on in a place that takes nobody new.
 */
export function forecast(outlook: Outlook, line: readonly Claim[]): (Day | null)[] {
  const free = [...outlook.free]
  const days: (Day | null)[] = line.map(() => null)
  const open = new Set(line.keys())
  let runsLeft = outlook.runsLeft ?? line.length
  for (;;) {
    const number = earliest(free)
    const place = free[number]
    if (place === undefined || isBefore(outlook.lastStartOn, place.on)) return days
    const next = nextInLine(line, open, { freeOn: place.on, mayBegin: runsLeft > 0 && isOnOrBefore(place.on, place.until) })
    if (next === null) {
      // Nobody who still waits can have this one; another may be had.
      free.splice(number, 1)
      continue
    }
    const claim = line[next] ?? null
    const startsOn = claim === null ? place.on : laterOf(place.on, claim.from)
    open.delete(next)
    if (isBefore(outlook.lastStartOn, startsOn)) continue
    if (claim === null) runsLeft -= 1
    days[next] = startsOn
    const on = claim === null ? addMonths(startsOn, outlook.runMonths) : startsOn.add({ days: claim.days })
    free[number] = { ...place, on }
  }
}

/** Who takes a place that comes free on a day: the first in line who wants it by then, else the first to come back after it. */
function nextInLine(line: readonly Claim[], open: ReadonlySet<number>, at: { freeOn: Day; mayBegin: boolean }): number | null {
  const still = [...open].filter((index) => line[index] !== null || at.mayBegin)
  const from = (index: number) => line[index]?.from ?? at.freeOn
  const first = still.find((index) => isOnOrBefore(from(index), at.freeOn))
  return first ?? still.toSorted((a, b) => Temporal.PlainDate.compare(from(a), from(b)))[0] ?? null
}

function earliest(free: readonly ForecastPlace[]): number {
  return free.reduce((best, { on }, index) => (index > 0 && isBefore(on, free[best]?.on ?? on) ? index : best), 0)
}
