import { type ComparedFigures, type Dataset, type Figure, type Measure, measures } from './dataset.ts'
import { isSmall, type Withheld, withheld } from './suppression.ts'
import { type CountNode, leaf, sumOf } from './tree.ts'

/** What a reader is shown of one count. */
export type Shown = { kind: 'known'; value: bigint } | { kind: Withheld } | { kind: 'too_early' }

/** A figure as one version of the report shows it; a denominator or n that is withheld is null. */
export type ShownFigure = { figure: Figure; value: Shown; denominator: number | null; n: number | null }

/** `closed` is for a closed agenda item and shows every figure; `open` withholds what might point at a person. */
export type Version = 'open' | 'closed'

/** The figures of a version, in the report's order. */
export function shownFigures(dataset: Pick<Dataset, 'figures' | 'cases' | 'loans'>, version: Version): ShownFigure[] {
  if (version === 'closed') return dataset.figures.map((figure) => ({ figure, ...whole(figure) }))
  const gone = new Map([...withheld(dataset.cases), ...withheld(dataset.loans)])
  const attendanceGone = dataset.figures.some((figure) => figure.group === 'attendance' && isSmall(figure.n))
  const loansGone = [...withheld(dataset.loans).keys()].length > 0
  const casesGone = [...withheld(dataset.cases).keys()].length > 0
  return dataset.figures.map((figure) => {
    const how = howWithheld(figure, { gone, attendanceGone, loansGone, casesGone })
    const full = whole(figure)
    const ofGone = figure.of !== null && gone.has(figure.of)
    if (how === null) return { figure, ...full, ...(ofGone ? { denominator: null, n: null } : {}) }
    const hideBasis = ofGone || figure.of === null
    return { figure, value: { kind: how }, denominator: hideBasis ? null : full.denominator, n: hideBasis ? null : full.n }
  })
}

function whole(figure: Figure): Omit<ShownFigure, 'figure'> {
  const { value, n, denominator } = figure
  return { value: value === null ? { kind: 'too_early' } : { kind: 'known', value }, n, denominator }
}

type Gone = { gone: ReadonlyMap<string, Withheld>; attendanceGone: boolean; loansGone: boolean; casesGone: boolean }

function howWithheld(figure: Figure, { gone, attendanceGone, loansGone, casesGone }: Gone): Withheld | null {
  if (figure.value === null) return null
  switch (figure.group) {
    case 'places':
      return null
    case 'attendance': // the same people come to several activities, so one gap takes the sum along
      return isSmall(figure.n) ? 'small' : attendanceGone && figure.code === 'attendance' ? 'hidden' : null
    case 'loans': // a sum over few, or one that differs by few from another sum, is somebody's loan
      return figure.unit === 'ore' ? (loansGone ? 'hidden' : null) : (gone.get(figure.code) ?? null)
    case 'funnel':
    case 'intake':
    case 'runs':
    case 'discharge':
      return figure.code === 'completed_of_due' ? (casesGone || fewDue(figure) ? 'hidden' : null) : (gone.get(figure.code) ?? null)
  }
}

function fewDue({ value, n }: Figure): boolean {
  return isSmall(n) || isSmall(Number(value)) || isSmall(n - Number(value))
}

/** The compared programme's figures as a version shows them; those who fall away between two measures are counted as cells too. */
export function shownComparison(figures: ComparedFigures, version: Version): ReadonlyMap<Measure, Shown> {
  const known = measures.flatMap((measure) => {
    const count = figures[measure]
    return count === undefined ? [] : [{ measure, count }]
  })
  const gone = version === 'closed' ? new Map<string, Withheld>() : withheldChain(known)
  return new Map(
    known.map(({ measure, count }) => {
      const how = gone.get(measure)
      return [measure, how === undefined ? { kind: 'known', value: BigInt(count) } : { kind: how }]
    }),
  )
}

function withheldChain(known: readonly { measure: string; count: number }[]): ReadonlyMap<string, Withheld> {
  let inner: CountNode | null = null
  for (const { measure, count } of known.toReversed())
    inner = inner === null ? leaf(measure, count) : sumOf(measure, [leaf(`not ${inner.code}`, count - inner.count), inner])
  return inner === null ? new Map() : withheld(inner)
}
