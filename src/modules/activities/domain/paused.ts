import { type Day, isOnOrBefore } from '#kernel/days.ts'

/** A stretch in which a run stands still; an open one goes on until somebody says it is over. */
type Stretch = { from: Day; until: Day; open: boolean }

/** True when a day lies within the agreed days of a pause, its last day included: what is planned for it is to be moved or cancelled. */
export function liesInPause(pauses: readonly Stretch[], on: Day): boolean {
  return pauses.some((pause) => isOnOrBefore(pause.from, on) && isOnOrBefore(on, pause.until))
}

/** True when a pause lies over the day: a paused person is never absent. */
export function isPausedOn(pauses: readonly Stretch[], on: Day): boolean {
  return pauses.some((pause) => isOnOrBefore(pause.from, on) && (pause.open || isOnOrBefore(on, pause.until)))
}
