import type { Shown, ShownFigure } from '../open/open-version.ts'
import type { Measure, ReferenceLine, Target } from './dataset.ts'
import { figureOfTarget } from './targets.ts'

/** Where a line to read a figure by comes from: what the agreement aims at, the compared programme, or a figure published elsewhere. */
export const lineKinds = ['target', 'compared', 'published'] as const
/** One of them. */
export type LineKind = (typeof lineKinds)[number]

/** A line: how far along the scale it stands; `published` carries the line as it was entered, the others are named by who draws. */
export type Line = { kind: LineKind; at: number; published: ReferenceLine | null }

/** A figure with the lines it is read by. A `percent` goes to 10,000 (1/100 of a per cent), a `count` to the largest it stands beside; `value` is null where it may not be told. */
export type LinedFigure = { shown: ShownFigure; unit: 'percent' | 'count'; value: number | null; scale: number; lines: readonly Line[] }

/** The figures a published line can be drawn at: the shares that say how far people came and how it went. */
export const lineCodes = [
  'accepted',
  'started',
  'main_reached',
  'completed',
  'completed_of_due',
  'place_days_used',
  'registered',
  ...['now', 'end', 'end6', 'end12', 'end24'].flatMap((moment) => [`self_${moment}`, `part_${moment}`]),
  ...[6, 12, 24, 36].map((months) => `alive_${months}`),
  'attendance',
] as readonly string[]

/** The share a line's value says, in 1/100 of a per cent; null when it is no per cent from 0 to 100. */
export function percentOf({ value }: Pick<ReferenceLine, 'value'>): number | null {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?\s?%$/.exec(value)
  if (found === null) return null
  const bp = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
  return bp > 10_000 ? null : bp
}

type Given = {
  figures: readonly ShownFigure[]
  targets: readonly Target[]
  compared: ReadonlyMap<Measure, Shown>
  published: readonly ReferenceLine[]
}

/**
 * Every figure of a version that something stands beside, in the report's order. The lines are public; a figure that is withheld has none
 * of its own length, and a compared share is only drawn where both of its counts may be told.
 */
export function linedFigures({ figures, targets, compared, published }: Given): LinedFigure[] {
  const seen = new Set<string>()
  return figures
    .toReversed()
    .flatMap((shown) => {
      // `registered` stands twice; the later one is a share of those who began, as the compared one is
      if (seen.has(shown.figure.code)) return []
      seen.add(shown.figure.code)
      const aims = targets.filter((target) => figureOfTarget(target) === shown.figure.code)
      const percents: Line[] = [
        ...aims
          .filter(({ unit }) => unit === 'percent')
          .map(({ atLeast }): Line => ({ kind: 'target', at: atLeast * 100, published: null })),
        ...comparedLine(shown, compared),
        ...published.flatMap((line): Line[] => {
          const at = line.of === shown.figure.code ? percentOf(line) : null
          return at === null ? [] : [{ kind: 'published', at, published: line }]
        }),
      ]
      const counts = aims
        .filter(({ unit }) => unit === 'count')
        .map(({ atLeast }): Line => ({ kind: 'target', at: atLeast, published: null }))
      // the other way round, as all of it is turned at the end
      return [...(counts.length === 0 ? [] : [asCount(shown, counts)]), ...(percents.length === 0 ? [] : [asPercent(shown, percents)])]
    })
    .toReversed()
}

function asPercent(shown: ShownFigure, lines: readonly Line[]): LinedFigure {
  const { value, denominator } = shown
  const known = value.kind === 'known' && denominator !== null && denominator > 0
  return { shown, unit: 'percent', value: known ? Math.round((Number(value.value) * 10_000) / denominator) : null, scale: 10_000, lines }
}

function asCount(shown: ShownFigure, lines: readonly Line[]): LinedFigure {
  const value = shown.value.kind === 'known' ? Number(shown.value.value) : null
  return { shown, unit: 'count', value, scale: Math.max(1, value ?? 0, ...lines.map(({ at }) => at)), lines }
}

// What the compared programme's count is a share of, where our own figure is one of the same. Whoever lives of no support a year after
// is not: ours are counted of those with a recorded basis then.
const shareOf: Readonly<Partial<Record<string, Measure>>> = {
  accepted: 'referred',
  started: 'referred',
  main_reached: 'referred',
  completed: 'referred',
  registered: 'started',
}

function comparedLine({ figure }: ShownFigure, compared: ReadonlyMap<Measure, Shown>): Line[] {
  const whole = shareOf[figure.code]
  if (whole === undefined || figure.of !== whole) return []
  const [part, all] = [[...compared].find(([measure]) => measure === figure.code)?.[1], compared.get(whole)]
  if (part?.kind !== 'known' || all?.kind !== 'known' || all.value === 0n) return []
  return [{ kind: 'compared', at: Number((part.value * 10_000n + all.value / 2n) / all.value), published: null }]
}
