import { type Day, earlierOf, isBefore } from '#kernel/days.ts'
import { endings, stepOf } from './place-machine.ts'
import type { RunEvent } from './run-event.ts'

/** A pause on the calendar. While `open`, `until` is the day it is expected to end. */
export type Pause = { phase: 'qualifying' | 'main'; from: Day; until: Day; open: boolean; keepsPlace: boolean }

/** What a pause is told from: the event's name and days, and nothing else of it. */
export type PauseHappening =
  | { name: 'pause'; on: Day; until: Day; keepsPlace: boolean }
  | { name: 'extend_pause'; until: Day }
  | { name: Exclude<RunEvent['name'], 'pause' | 'extend_pause'>; on: Day }

/** The pauses of a run after one more happening. `phase` is the one it is in, in which a new pause lies. */
export function pausesAfter(pauses: readonly Pause[], event: PauseHappening, phase: Pause['phase']): readonly Pause[] {
  if (event.name === 'pause') return [...pauses, { phase, from: event.on, until: event.until, open: true, keepsPlace: event.keepsPlace }]
  if (event.name === 'extend_pause') return pauses.map((pause) => (pause.open ? { ...pause, until: event.until } : pause))
  if (event.name === 'resume') return pauses.flatMap((pause) => (pause.open ? returned(pause, event.on) : [pause]))
  const ends = endings.some((ending) => ending === stepOf(event.name).to)
  return ends ? pauses.flatMap((pause) => endedBy(pause, event.on)) : pauses
}

/** Back on `on`: the pause ended the day before, though never later than was agreed; a pause of no day is as if it had not been. */
function returned(pause: Pause, on: Day): Pause[] {
  const lastDay = on.subtract({ days: 1 })
  const until = isBefore(lastDay, pause.until) || !pause.keepsPlace ? lastDay : pause.until
  return isBefore(until, pause.from) ? [] : [{ ...pause, open: false, until }]
}

/** An ending closes a pause on its own day; one that had not begun by then is as if it had not been. */
function endedBy(pause: Pause, on: Day): Pause[] {
  return isBefore(on, pause.from) ? [] : [{ ...pause, open: false, until: earlierOf(pause.until, on) }]
}
