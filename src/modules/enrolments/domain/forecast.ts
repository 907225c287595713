import { type Day, addMonths, isBefore, isOnOrBefore, laterOf } from '#kernel/days.ts'

/** What the agreement and its places say about the future. Days are the first days a place is free; today for one that is. */
export type Outlook = { freeFrom: readonly Day[]; runMonths: number; lastStartOn: Day; runsLeft: number | null }

/** One in line: null for one who waits for a whole run, or when one who let a place go comes back, and for how many days. */
export type Claim = { from: Day; days: number } | null

/**
 * For each one in line, in order, the day a place is expected free, or null when none is before the agreement's last start.
 * Who comes back goes first from the day they come back, and keeps nobody from a place before it. A forecast of a month is shown,
 * never a number in the line: the order may be set aside with a reason. `runsLeft` bounds the new runs where a freed place may not be
 * filled again; who comes back is in a run already.
 */
export function forecast(outlook: Outlook, line: readonly Claim[]): (Day | null)[] {
  const free = [...outlook.freeFrom]
  const days: (Day | null)[] = line.map(() => null)
  const open = new Set(line.keys())
  let runsLeft = outlook.runsLeft ?? line.length
  for (;;) {
    const place = earliest(free)
    const freeOn = free[place]
    if (freeOn === undefined || isBefore(outlook.lastStartOn, freeOn)) return days
    const next = nextInLine(line, open, { freeOn, mayBegin: runsLeft > 0 })
    if (next === null) return days
    const claim = line[next] ?? null
    const startsOn = claim === null ? freeOn : laterOf(freeOn, claim.from)
    open.delete(next)
    if (isBefore(outlook.lastStartOn, startsOn)) continue
    if (claim === null) runsLeft -= 1
    days[next] = startsOn
    free[place] = claim === null ? addMonths(startsOn, outlook.runMonths) : startsOn.add({ days: claim.days })
  }
}

/** Who takes a place that comes free on a day: the first in line who wants it by then, else the first to come back after it. */
function nextInLine(line: readonly Claim[], open: ReadonlySet<number>, at: { freeOn: Day; mayBegin: boolean }): number | null {
  const still = [...open].filter((index) => line[index] !== null || at.mayBegin)
  const from = (index: number) => line[index]?.from ?? at.freeOn
  const first = still.find((index) => isOnOrBefore(from(index), at.freeOn))
  return first ?? still.toSorted((a, b) => Temporal.PlainDate.compare(from(a), from(b)))[0] ?? null
}

function earliest(days: readonly Day[]): number {
  return days.reduce((best, day, index) => (index > 0 && isBefore(day, days[best] ?? day) ? index : best), 0)
}
