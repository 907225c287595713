import { type Day, isBefore, isOnOrBefore } from '#kernel/days.ts'
import type { RecordedEvent } from './recorded-event.ts'

/** A stretch in which no day counts as late: from its first day to `until`, which counts again; null until it is resumed. */
export type Pause = { from: Day; until: Day | null }

/** A pause as it was recorded: why, and why it was ended where somebody ended it. */
export type RecordedPause = Pause & { id: string; why: string | null; whyEnded: string | null }

/** Every pause of the arrears clock, in order of entry, each with the end it has by now. */
export function pausesOf(events: readonly RecordedEvent[]): RecordedPause[] {
  const pauses: RecordedPause[] = []
  for (const event of events) {
    if (event.name === 'arrears_pause')
      pauses.push({ id: event.id, from: event.on, until: event.payload.until ?? null, why: event.words, whyEnded: null })
    const ended = event.name === 'arrears_resume' ? pauses.find((pause) => runsOn(pause, event.on)) : undefined
    if (ended !== undefined) Object.assign(ended, { until: event.on, whyEnded: event.words })
  }
  return pauses
}

function runsOn({ from, until }: Pause, day: Day): boolean {
  return isOnOrBefore(from, day) && (until === null || isBefore(day, until))
}

/** The pause of the arrears clock that runs on a day; null when the clock runs. */
export function runningPause(events: readonly RecordedEvent[], on: Day): Pause | null {
  return pausesOf(events).find((pause) => runsOn(pause, on)) ?? null
}

/** The days of a pause up to and with a day: none of them counts as late. */
export function daysPaused({ from, until }: Pause, on: Day): number {
  const end = until === null || isBefore(on, until) ? on.add({ days: 1 }) : until
  return Math.max(0, from.until(end, { largestUnit: 'days' }).days)
}

/** The fees and the interest that were claimed and that nobody has waived, in order of entry. */
export function openCharges(events: readonly RecordedEvent[]): RecordedEvent[] {
  const undone = new Set(events.map((event) => event.undoes))
  const waived = new Set(events.flatMap((event) => (event.name === 'waive' ? [event.payload.event] : [])))
  return events.filter(
    (event) =>
      (event.name === 'remind' || event.name === 'claim_interest') &&
      event.payload.amount !== undefined &&
      !waived.has(event.id) &&
      !undone.has(event.id),
  )
}
