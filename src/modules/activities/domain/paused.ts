import { type Day, isOnOrBefore } from '#kernel/days.ts'

/** A stretch in which a run stands still; an open one goes on until somebody says it is over. */
type Stretch = { from: Day; until: Day; open: boolean }

/** True when a pause lies over the day: a paused person is never absent. */
export function isPausedOn(pauses: readonly Stretch[], on: Day): boolean {
  return pauses.some((pause) => isOnOrBefore(pause.from, on) && (pause.open || isOnOrBefore(on, pause.until)))
}
