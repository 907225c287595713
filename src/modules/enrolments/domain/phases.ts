import { type Day, addMonths, daysBetween, earlierOf } from '#kernel/days.ts'

/** A stretch of days, both included. */
export type Days = { from: Day; until: Day }

/** One phase of a run on the calendar; both days included. `planned` while it has not begun. */
export type PhaseDates = { code: 'qualifying' | 'main'; startsOn: Day; endsOn: Day; planned: boolean }

/**
 * The last day of a stretch of calendar months that begins on `from`: the day before the same day of the month, and the
 * month's own last day where it has no such day. 5 October + 6 months ends 4 April; 31 August + 6 months ends 28 or 29
 * February (memo: a phase lasts six months). Counted from the first day's own number, so nothing drifts.
 */
export function lastDayOfMonths(from: Day, months: number): Day {
  const same = addMonths(from, months)
  return same.day === from.day ? same.subtract({ days: 1 }) : same
}

/** The days of a stretch, both ends counted; 0 when it is empty. */
export function lengthDays(stretch: Days): number {
  return Math.max(0, daysBetween(stretch.from, stretch.until) + 1)
}

/** What the plan of a run is counted from. Pauses count by the phase they lie in. */
export type PlanBasis = {
  startsOn: Day
  months: { qualifying: number; main: number }
  pauses: readonly (Days & { phase: 'qualifying' | 'main' })[]
  /** Days added by the one prolongation. */
  prolongedDays: number
  /** First day of the main phase, once the gate is passed. */
  mainStartsOn: Day | null
}

function pausedDays(basis: PlanBasis, phase: 'qualifying' | 'main'): number {
  return basis.pauses.filter((pause) => pause.phase === phase).reduce((sum, pause) => sum + lengthDays(pause), 0)
}

/** The last day of the qualifying phase: six months, and every paused and prolonged day on top, since the clock stood still. */
export function qualifyingEnd(basis: PlanBasis): Day {
  const days = pausedDays(basis, 'qualifying') + basis.prolongedDays
  return lastDayOfMonths(basis.startsOn, basis.months.qualifying).add({ days })
}

/** Both phases on the calendar. Until the gate is passed the main phase is planned from the day after the first. */
export function phasesOf(basis: PlanBasis): [PhaseDates, PhaseDates] {
  const nominal = qualifyingEnd(basis)
  const mainStartsOn = basis.mainStartsOn ?? nominal.add({ days: 1 })
  const mainEndsOn = lastDayOfMonths(mainStartsOn, basis.months.main).add({ days: pausedDays(basis, 'main') })
  const endsOn = earlierOf(nominal, mainStartsOn.subtract({ days: 1 }))
  return [
    { code: 'qualifying', startsOn: basis.startsOn, endsOn, planned: false },
    { code: 'main', startsOn: mainStartsOn, endsOn: mainEndsOn, planned: basis.mainStartsOn === null },
  ]
}
