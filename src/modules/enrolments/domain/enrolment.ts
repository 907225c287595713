import type { PersonId } from '#kernel/actor.ts'
import { type Day, earlierOf, isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { PhaseDates } from './phases.ts'
import type { PlaceBall, PlaceState } from './place-machine.ts'
import type { RunEvent } from './run-event.ts'
import { type Pause, type Run, ballOfRun, openPause, replay, runPhases } from './run.ts'

/** A run's identity; the holder of a place in agreements. */
export type EnrolmentId = Id<'enrolment'>

/** What stands in an enrolment's own row and is not told by its events. */
export type EnrolmentFacts = {
  id: EnrolmentId
  referralId: Id<'referral'>
  personId: PersonId
  agreementId: Id<'agreement'>
  caseNumber: string
  ballSince: Day
  /** The place it holds or held last; null before the first offer. */
  placeNumber: number | null
}

/**
 * A person's run under an agreement. `phases` are both included days, planned before they begin; `events` in the order they
 * were recorded, from which all else here is played.
 */
export type Enrolment = EnrolmentFacts & {
  state: PlaceState
  ball: PlaceBall | null
  pause: Pause | null
  pauses: readonly Pause[]
  phases: readonly PhaseDates[]
  run: Run
  events: readonly RunEvent[]
}

/** The number of the place the run holds, or held last where it has ended; null for who waits, or has let the place go for a while. */
export function placeShown({ placeNumber, run }: Pick<Enrolment, 'placeNumber' | 'run'>): number | null {
  return run.stayFrom === null && (run.startsOn === null || run.endedOn === null) ? null : placeNumber
}

const afterYes: readonly PlaceState[] = ['placed', 'qualifying', 'gate', 'main']

/** True for a run whose offer was said yes to and that goes on since: a second yes changes nothing. */
export function hasAccepted({ state }: Pick<Enrolment, 'state'>): boolean {
  return afterYes.includes(state)
}

/** The phases as they are told: whoever has ended never began what was planned for later, and had what was begun to the last day. */
export function phasesTold({ phases, run: { endedOn } }: Pick<Enrolment, 'phases' | 'run'>): PhaseDates[] {
  if (endedOn === null) return [...phases]
  const begun = phases.filter((phase) => !phase.planned && !isBefore(endedOn, phase.startsOn))
  return begun.map((phase) => ({ ...phase, endsOn: earlierOf(endedOn, phase.endsOn) }))
}

/** The whole enrolment from its row and its events. */
export function enrolmentFrom(facts: EnrolmentFacts, events: readonly RunEvent[]): Enrolment {
  const run = replay(events)
  const { state, pauses } = run
  return { ...facts, state, ball: ballOfRun(run), pause: openPause(run), pauses, phases: runPhases(run), run, events }
}
