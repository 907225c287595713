import type { ShownFigure } from '../open/open-version.ts'
import type { Target } from './dataset.ts'

// what agreements call by another name than the figure that tells it
const figureOf: Readonly<Record<string, string>> = { place_use: 'place_days_used', self_supporting: 'self_end12' }

/** The code of the figure that tells of a target. A per cent completed is of those who could be through, not of all referred. */
export function figureOfTarget({ code, unit }: Pick<Target, 'code' | 'unit'>): string {
  return code === 'completed' && unit === 'percent' ? 'completed_of_due' : (figureOf[code] ?? code)
}

/** A target with what was reached: its figure, and whole per cent or a count; null where that is withheld, too early or not known. */
export type ReachedTarget = { target: Target; shown: ShownFigure | null; reached: number | null; met: boolean | null }

/** Every target of the agreement with what the figures of a version say of it. */
export function reachedTargets(targets: readonly Target[], figures: readonly ShownFigure[]): ReachedTarget[] {
  return targets.map((target) => {
    const code = figureOfTarget(target)
    const shown = figures.find(({ figure }) => figure.code === code) ?? null
    const reached = shown === null ? null : target.unit === 'percent' ? shareOf(shown) : countOf(shown)
    return { target, shown, reached, met: reached === null ? null : reached >= target.atLeast }
  })
}

function countOf({ value }: ShownFigure): number | null {
  return value.kind === 'known' ? Number(value.value) : null
}

// rounded down: 84.9 per cent has not reached 85
function shareOf({ value, denominator }: ShownFigure): number | null {
  if (value.kind !== 'known' || denominator === null || denominator === 0) return null
  return Number((value.value * 100n) / BigInt(denominator))
}
