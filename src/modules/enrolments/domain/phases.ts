import { type Day, addMonths, daysBetween, earlierOf, isBefore, laterOf } from '#kernel/days.ts'

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

/** What the clock of a phase is read from: the state of a run, its phases on the calendar and its pauses. */
export type ClockBasis = { state: string; phases: readonly PhaseDates[]; pauses: PlanBasis['pauses'] }

/** Days of the phase a run is in that are used by the end of a day, and left after it; paused days are neither. Null outside of a phase and before it begins. */
export function clockOf({ state, phases, pauses }: ClockBasis, today: Day): { used: number; left: number; endsOn: Day } | null {
  const phase = phases.find(({ code }) => code === state)
  if (phase === undefined || isBefore(today, phase.startsOn)) return null
  const { startsOn, endsOn } = phase
  const last = earlierOf(today, endsOn)
  const paused = (days: Days) =>
    pauses
      .filter(({ phase: code }) => code === phase.code)
      .reduce((sum, { from, until }) => sum + lengthDays({ from: laterOf(from, days.from), until: earlierOf(until, days.until) }), 0)
  const running = (days: Days) => lengthDays(days) - paused(days)
  return { used: running({ from: startsOn, until: last }), left: running({ from: last.add({ days: 1 }), until: endsOn }), endsOn }
}
