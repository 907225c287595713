import { type Day, addMonths, isOnOrBefore } from '#kernel/days.ts'
import type { CellsByCase } from './cells.ts'
import type { Facts, RunFact, SupportFact } from './facts.ts'
import { hasBegun } from './funnel.ts'

/** When the support basis is looked at: the day the run began, the cut-off, the day it ended, and months after. */
export const moments = ['start', 'now', 'end', 'end6', 'end12', 'end24'] as const
/** One of them. */
export type Moment = (typeof moments)[number]

const monthsAfter: Partial<Record<Moment, number>> = { end: 0, end6: 6, end12: 12, end24: 24 }

// Own income with a public supplement below a full benefit; whoever came from one of them is not counted as having moved.
const partly: ReadonlySet<string> = new Set(['flex_wage_subsidy', 'student_grant'])

/**
 * What those who began lived on at each moment: `basis_end:self_supporting`, under `basis_end` those with a recorded basis then, under
 * `due_end` those whose moment has come, and `unknown_end` those of them without a record. A moment after the cut-off is none yet.
 * `self_end` lives of no public support; `part_end` does too, or has moved from a full benefit to a supplement. `flow:a>b` is the way
 * from the basis at the start to the one at the end.
 */
export function supportCells({ runs, support, cutoffOn }: Facts): CellsByCase {
  const history = new Map<string, SupportFact[]>()
  for (const span of support) history.set(span.caseNumber, [...(history.get(span.caseNumber) ?? []), span])
  return new Map(
    runs.filter(hasBegun).map((run) => {
      const spans = history.get(run.caseNumber) ?? []
      return [run.caseNumber, cellsOf(run, spans, cutoffOn)]
    }),
  )
}

function cellsOf(run: RunFact, spans: readonly SupportFact[], cutoffOn: Day): string[] {
  const before = run.startedOn === null ? undefined : basisOn(spans, run.startedOn)
  const cells: string[] = []
  for (const moment of moments) {
    const day = dayOf(moment, run, cutoffOn)
    if (day === null || !isOnOrBefore(day, cutoffOn)) continue
    const code = basisOn(spans, day)
    cells.push(`due_${moment}`)
    if (code === undefined) cells.push(`unknown_${moment}`)
    else {
      cells.push(`basis_${moment}`, `basis_${moment}:${code}`)
      if (code === 'self_supporting') cells.push(`self_${moment}`)
      if (code === 'self_supporting' || (partly.has(code) && before !== undefined && !partly.has(before))) cells.push(`part_${moment}`)
    }
    if (moment === 'end') cells.push(`flow:${before ?? 'unknown'}>${code ?? 'unknown'}`)
  }
  return cells
}

function dayOf(moment: Moment, run: RunFact, cutoffOn: Day): Day | null {
  if (moment === 'start') return run.startedOn
  if (moment === 'now') return cutoffOn
  return run.endedOn === null ? null : addMonths(run.endedOn, monthsAfter[moment] ?? 0)
}

function basisOn(spans: readonly SupportFact[], day: Day): string | undefined {
  return spans.find((span) => isOnOrBefore(span.from, day) && (span.until === null || isOnOrBefore(day, span.until)))?.code
}
