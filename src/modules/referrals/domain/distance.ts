import type { AccountId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import type { Compared, Judgement, Score } from './assessment.ts'

/** When the criteria of the intake are asked again. */
export const moments = ['mid_phase', 'gate', 'end'] as const
/** One of them. */
export type Moment = (typeof moments)[number]

/** The criteria as they were seen at a moment of the run, by whom, and why where a sentence was written. */
export type Reassessment = {
  readonly moment: Moment
  readonly on: Day
  readonly accountId: AccountId
  readonly scores: ReadonlyMap<string, Score>
  readonly sentences: ReadonlyMap<string, string>
}

/** A criterion's way: each point in halves of a score (2 to 8), since two authorities may start a point apart; null where nobody said. */
export type Way = {
  readonly criterion: string
  readonly intakeHalves: number | null
  readonly at: ReadonlyMap<Moment, number>
  /** From the intake to the latest moment, in halves; null without both. */
  readonly changeHalves: number | null
}

/** Where a criterion stood at intake, in halves: what both agreed on, else the middle of the two. */
export function intakeHalves(compared: Compared): number {
  return compared.common === null ? compared.sides.acting_job_centre.score + compared.sides.provider.score : compared.common * 2
}

/** Every criterion's way in the programme's order. `intake` is empty where the reader may not see the intake's scores. */
export function distance(
  criteria: readonly string[],
  intake: readonly Compared[],
  later: readonly Pick<Reassessment, 'moment' | 'scores'>[],
): Way[] {
  return criteria.map((criterion) => {
    const compared = intake.find((one) => one.criterion === criterion)
    const start = compared ? intakeHalves(compared) : null
    const at = new Map(
      moments.flatMap((moment): [Moment, number][] => {
        const score = later.find((one) => one.moment === moment)?.scores.get(criterion)
        return score === undefined ? [] : [[moment, score * 2]]
      }),
    )
    const last = [...at.values()].at(-1)
    return { criterion, intakeHalves: start, at, changeHalves: start === null || last === undefined ? null : last - start }
  })
}

// The phases of a run in which a moment has not come yet: nothing before the first day, no end while the first phase runs.
const tooEarly: Record<Moment, readonly string[]> = {
  mid_phase: ['line', 'placed'],
  gate: ['line', 'placed'],
  end: ['line', 'placed', 'qualifying'],
}

/** True when the run has not come as far as this moment in its phase; `phase` as the case stands, null where it stands nowhere. */
export function isTooEarly(moment: Moment, phase: string | null): boolean {
  return phase !== null && tooEarly[moment].includes(phase)
}

/** The moments that have come and have not been reassessed, in order; a later one closes those before it. */
export function openMoments(made: readonly Moment[], phase: string | null): Moment[] {
  const last = Math.max(-1, ...made.map((moment) => moments.indexOf(moment)))
  return moments.filter((moment, index) => index > last && !isTooEarly(moment, phase))
}

/** A reassessment's judgements rest on nothing but what is seen: the same rule for sentences as at intake. */
export type Reseen = Pick<Judgement, 'criterion' | 'score' | 'sentence'>
