import { type Day, isBefore, isOnOrBefore } from '#kernel/days.ts'
import type { RecordedEvent } from './recorded-event.ts'

/** A stretch in which no day counts as late: from its first day to `until`, which counts again; null until it is resumed. */
export type Pause = { from: Day; until: Day | null }

/** The pause of the arrears clock that runs on a day; null when the clock runs. */
export function runningPause(events: readonly RecordedEvent[], on: Day): Pause | null {
  const pauses: Pause[] = []
  const running = (day: Day) => pauses.find(({ from, until }) => isOnOrBefore(from, day) && (until === null || isBefore(day, until)))
  for (const event of events) {
    if (event.name === 'arrears_pause') pauses.push({ from: event.on, until: event.payload.until ?? null })
    const ended = event.name === 'arrears_resume' ? running(event.on) : undefined
    if (ended !== undefined) ended.until = event.on
  }
  return running(on) ?? null
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
