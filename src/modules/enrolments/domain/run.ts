import { type Day, isBefore } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { type PhaseDates, phasesOf, qualifyingEnd } from './phases.ts'
import { type Pause, pausesAfter } from './pauses.ts'
import { type PlaceBall, type PlaceState, ballOf, stepOf } from './place-machine.ts'
import type { RunEvent } from './run-event.ts'

export type { Pause } from './pauses.ts'

/** A place held for a stretch of days, both included. */
export type Stay = { from: Day; until: Day; kind: 'reserved' | 'occupied' }

/** An enrolment as its events tell it. Nothing in it is kept that they do not say. */
export type Run = {
  state: PlaceState
  acceptedOn: Day
  /** 1 was put ahead of the ordinary line, with a reason; 2 is the ordinary line. */
  priority: 1 | 2
  interestConfirmedOn: Day
  keptPlaceInLine: boolean
  months: { qualifying: number; main: number }
  gateDays: number
  offer: { startOn: Day; answerBy: Day } | null
  startsOn: Day | null
  pauses: readonly Pause[]
  prolongedDays: number
  gateOpenedOn: Day | null
  mainStartsOn: Day | null
  /** First day of the stay it has now; null while it holds no place. */
  stayFrom: Day | null
  /** Last day of the stay it had last. */
  releasedOn: Day | null
  endedOn: Day | null
  outcome: PlaceState | null
  /** The state the ending came from, for a correction. */
  before: PlaceState | null
  checks: readonly number[]
  /** The last move to another municipality, and whether it has been settled who goes on paying. */
  move: { on: Day; municipality: string; settled: boolean } | null
  diedOn: Day | null
  /** The state of a run that had ended before the death, for a correction; null for one that the death ended. */
  beforeDeath: PlaceState | null
}

/** The pause that lies over the run now; null when none does. */
export function openPause(run: Run): Pause | null {
  return run.pauses.find((pause) => pause.open) ?? null
}

/** Who has the ball of this run. */
export function ballOfRun(run: Run): PlaceBall | null {
  return ballOf(run.state, openPause(run) !== null)
}

/** The phases on the calendar: planned from the offered start, real from the start; none before an offer. */
export function runPhases(run: Run): PhaseDates[] {
  const startsOn = run.startsOn ?? run.offer?.startOn
  if (startsOn === undefined) return []
  return phasesOf({ ...run, startsOn }).map((phase) => (run.startsOn === null ? { ...phase, planned: true } : phase))
}

/** The last day of the qualifying phase, the gate left aside; null before the start. */
export function firstPhaseEnd(run: Run): Day | null {
  return run.startsOn === null ? null : qualifyingEnd({ ...run, startsOn: run.startsOn })
}

/** The last day the gate keeps the place: at most `gateDays` after the first phase ends (DESIGN: 30 days). */
export function gateUntil(run: Run): Day | null {
  return firstPhaseEnd(run)?.add({ days: run.gateDays }) ?? null
}

/** The place the run holds, and for how long if nothing changes; null when it holds none. */
export function stayOf(run: Run): Stay | null {
  const last = runPhases(run).at(-1)
  if (run.stayFrom === null || last === undefined || isBefore(last.endsOn, run.stayFrom)) return null
  return { from: run.stayFrom, until: last.endsOn, kind: run.state === 'offered' ? 'reserved' : 'occupied' }
}

/** A run from its events in the order they were recorded. The first must be the admission. */
export function replay(events: readonly RunEvent[]): Run {
  const [first, ...rest] = events
  assert(first?.name === 'admit', 'a run begins with its admission')
  return rest.reduce(apply, admitted(first))
}

function admitted(event: Extract<RunEvent, { name: 'admit' }>): Run {
  const { acceptedOn, priority, months, gateDays } = event
  const nothing = { offer: null, startsOn: null, gateOpenedOn: null, mainStartsOn: null, stayFrom: null, releasedOn: null, endedOn: null }
  return {
    ...nothing,
    state: 'waiting',
    acceptedOn,
    priority,
    interestConfirmedOn: event.on,
    keptPlaceInLine: false,
    months,
    gateDays,
    pauses: [],
    prolongedDays: 0,
    outcome: null,
    before: null,
    checks: [],
    move: null,
    diedOn: null,
    beforeDeath: null,
  }
}

/** The run after one more event. Whether the event was allowed has been decided before it was recorded. */
export function apply(run: Run, event: RunEvent): Run {
  return { ...run, ...changes(run, event), state: nextState(run, event) }
}

function nextState(run: Run, event: RunEvent): PlaceState {
  const { to } = stepOf(event.name)
  if (to === 'same') return run.state
  if (to !== 'before') return to
  if (run.beforeDeath !== null) return run.beforeDeath
  assert(run.before !== null, 'only an ended run can be reopened')
  return run.before
}

function ended(run: Run, event: RunEvent): Partial<Run> {
  const pauses = pausesOf(run, event)
  const held = run.stayFrom === null ? {} : { stayFrom: null, releasedOn: event.on }
  // Whoever turned down an offer and comes back stands in line again: the offer is gone.
  const before = run.state === 'offered' ? { before: 'waiting' as const, offer: null } : { before: run.state }
  return { ...held, ...before, pauses, endedOn: event.on, outcome: nextState(run, event) }
}

function changes(run: Run, event: RunEvent): Partial<Run> {
  switch (event.name) {
    case 'admit':
      throw new Error('A run is admitted once')
    case 'confirm_interest':
      return { interestConfirmedOn: event.on }
    case 'put_ahead':
      return { priority: 1 }
    case 'put_back':
      return { priority: 2 }
    case 'offer':
      return { offer: { startOn: event.startOn, answerBy: event.answerBy }, stayFrom: event.startOn }
    case 'accept':
      return {}
    case 'decline':
      return { offer: null, stayFrom: null, releasedOn: event.on, keptPlaceInLine: true }
    case 'expire':
      return { offer: null, stayFrom: null, releasedOn: event.on }
    case 'start':
      return { startsOn: event.on, stayFrom: event.on }
    case 'pause':
      return paused(run, event)
    case 'extend_pause':
      return { pauses: pausesOf(run, event) }
    case 'resume':
      return resumed(run, event)
    case 'prolong':
      return { prolongedDays: run.prolongedDays + event.days, gateOpenedOn: null, stayFrom: run.stayFrom ?? event.on }
    case 'open_gate':
      return { gateOpenedOn: event.on }
    case 'release_gate_place':
      return { stayFrom: null, releasedOn: event.on }
    case 'pass_gate':
      return { mainStartsOn: event.on, stayFrom: run.stayFrom ?? event.on }
    case 'turn_down':
    case 'leave_list':
    case 'never_start':
    case 'end_after_first':
    case 'end_early':
    case 'complete':
      return ended(run, event)
    case 'close_list':
      return ended(run, event)
    case 'transfer':
      return { months: event.months, gateDays: event.gateDays }
    case 'record_move':
      return { move: { on: event.on, municipality: event.municipality, settled: false } }
    case 'settle_move':
      return run.move === null ? {} : { move: { ...run.move, settled: true } }
    case 'record_death':
      return died(run, event)
    case 'begin_after_care':
    case 'close':
      return {}
    case 'record_check':
      return { checks: [...run.checks, event.month] }
    case 'reopen':
      return reopened(run, event)
  }
}

/** A death ends what is under way; what had ended before keeps its end and its outcome. */
function died(run: Run, event: RunEvent): Partial<Run> {
  if (run.endedOn !== null) return { diedOn: event.on, beforeDeath: run.state }
  const outcome =
    run.state === 'waiting' || run.state === 'offered' ? 'left_list' : run.state === 'placed' ? 'never_started' : 'ended_early'
  return { ...ended(run, event), diedOn: event.on, outcome }
}

/** As if it had not ended. One that finds no place free comes back paused, with a right of return. */
function reopened(run: Run, event: Extract<RunEvent, { name: 'reopen' }>): Partial<Run> {
  if (run.beforeDeath !== null) return { diedOn: null, beforeDeath: null }
  const open = { endedOn: null, outcome: null, before: null, checks: [], diedOn: null, stayFrom: event.stayFrom }
  if (event.returnsBy === null || run.endedOn === null) return open
  const phase = run.before === 'main' ? 'main' : 'qualifying'
  const pause: Pause = { phase, from: run.endedOn.add({ days: 1 }), until: event.returnsBy, open: true, keepsPlace: false }
  return { ...open, pauses: [...run.pauses, pause] }
}

function pausesOf(run: Run, event: RunEvent): readonly Pause[] {
  return pausesAfter(run.pauses, event, run.state === 'main' ? 'main' : 'qualifying')
}

function paused(run: Run, event: Extract<RunEvent, { name: 'pause' }>): Partial<Run> {
  const pauses = pausesOf(run, event)
  return event.keepsPlace ? { pauses } : { pauses, stayFrom: null, releasedOn: event.on.subtract({ days: 1 }) }
}

function resumed(run: Run, event: Extract<RunEvent, { name: 'resume' }>): Partial<Run> {
  return { pauses: pausesOf(run, event), stayFrom: openPause(run)?.keepsPlace === false ? event.on : run.stayFrom }
}
