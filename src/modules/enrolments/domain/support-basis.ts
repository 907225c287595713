import { type Day, isBefore, isOnOrBefore } from '#kernel/days.ts'
import type { PhaseDates } from './phases.ts'

/** A change of what the person lives on: the first day of the new basis, and both codes. */
export type SupportBasisChange = { on: Day; before: string; after: string }

/**
 * The changes of support basis within the qualifying phase. The memo says that the basis is kept through it, so each is
 * shown as a warning; it stops nothing, for a job is a good thing. A change on the first day itself is none: that is the basis kept.
 */
export function changesDuring(
  phase: Pick<PhaseDates, 'startsOn' | 'endsOn'>,
  history: readonly { code: string; from: Day }[],
): SupportBasisChange[] {
  const spans = history.toSorted((a, b) => Temporal.PlainDate.compare(a.from, b.from))
  return spans.flatMap((span, index) => {
    const previous = spans[index - 1]
    const inPhase = isBefore(phase.startsOn, span.from) && isOnOrBefore(span.from, phase.endsOn)
    return previous !== undefined && inPhase && previous.code !== span.code
      ? [{ on: span.from, before: previous.code, after: span.code }]
      : []
  })
}
