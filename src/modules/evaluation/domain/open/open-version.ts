import type { Comparison, ComparedFigures, Dataset, Figure, Measure } from '../report/dataset.ts'
import type { MonthPoint } from '../figures/months.ts'
import { chain, measures } from '../report/dataset.ts'
import { isSmall, type Profile, type Withheld, withheld } from './suppression.ts'

/** What a reader is shown of one count. */
export type Shown = { kind: 'known'; value: bigint } | { kind: Withheld } | { kind: 'too_early' }

/** A figure as one version of the report shows it; a denominator or n that is withheld is null. */
export type ShownFigure = { figure: Figure; value: Shown; denominator: number | null; n: number | null }

/** `closed` is for a closed agenda item and shows every figure; `open` withholds what might point at a person. */
export type Version = 'open' | 'closed'

/** The figures of a version, in the report's order; in an open version without the lines that are there for a few only, and, where it may tell no count at all, only those of places and prices. */
export function shownFigures(dataset: Pick<Dataset, 'figures' | 'withheld' | 'assumptions'>, version: Version): ShownFigure[] {
  if (version === 'closed') return dataset.figures.map((figure) => ({ figure, ...whole(figure) }))
  const gone = new Map(Object.entries(dataset.withheld))
  if (isUntold(dataset)) return dataset.figures.filter(countsNobody).map((figure) => ({ figure, ...whole(figure) }))
  const attendanceGone = dataset.figures.some(
    (figure) => figure.group === 'attendance' && (gone.has(figure.code) || restsOnFew(figure, gone)),
  )
  const loansGone = dataset.figures.some((figure) => figure.group === 'loans' && (gone.has(figure.code) || restsOnFew(figure, gone)))
  const lossGone = loansGone && dataset.assumptions.lossBp > 0
  return dataset.figures
    .filter((figure) => !isThereForFew(figure, gone))
    .map((figure) => {
      const how = howWithheld(figure, { gone, attendanceGone, loansGone, lossGone })
      const full = whole(figure)
      const ofGone = figure.of !== null && gone.has(figure.of)
      if (how === null) return { figure, ...full, ...(ofGone ? { denominator: null, n: null } : {}) }
      const hideBasis = ofGone || figure.of === null
      return { figure, value: { kind: how }, denominator: hideBasis ? null : full.denominator, n: hideBasis ? null : full.n }
    })
}

/**
 * The months of which a version tells what was repaid; none where the sum is withheld. The open version tells no month while one of them
 * rests on 1 to 4 who paid, for that would be somebody's instalment; nor where a report of an earlier form does not say how many they were.
 */
export function shownRepayments(
  dataset: Pick<Dataset, 'months'>,
  figures: readonly ShownFigure[],
  version: Version,
): readonly MonthPoint[] {
  const months = dataset.months.filter((point) => point.repaidOre > 0n)
  const known = figures.some(({ figure, value }) => figure.code === 'repaid_ore' && value.kind === 'known')
  const few = version === 'open' && months.some(({ payers }) => payers === undefined || isSmall(payers))
  return known && !few ? months : []
}

/** True when the open version tells of no person: beside the reports before it even a nought would tell too much. */
export function isUntold(dataset: Pick<Dataset, 'withheld'>): boolean {
  return Object.values(dataset.withheld).includes('untold')
}

// A line by reason, or by what somebody lived on, is there only where somebody has it: without its number it would still say so of one or a few.
function isThereForFew({ code, restsOn }: Figure, gone: ReadonlyMap<string, Withheld>): boolean {
  const how = gone.get(code)
  return restsOn === null && code.includes(':') && (how === 'small' || how === 'hidden')
}

function countsNobody({ group, of, restsOn }: Figure): boolean {
  return group === 'places' || group === 'learning' || (group === 'economy' && of === null && restsOn === null)
}

function whole(figure: Figure): Omit<ShownFigure, 'figure'> {
  const { value, n, denominator } = figure
  return { value: value === null ? { kind: 'too_early' } : { kind: 'known', value }, n, denominator }
}

type Gone = { gone: ReadonlyMap<string, Withheld>; attendanceGone: boolean; loansGone: boolean; lossGone: boolean }

function restsOnFew(figure: Figure, gone: ReadonlyMap<string, Withheld>): boolean {
  return figure.restsOn !== null && (isSmall(figure.n) || gone.has(figure.restsOn))
}

function howWithheld(figure: Figure, { gone, attendanceGone, loansGone, lossGone }: Gone): Withheld | null {
  if (figure.value === null) return null
  if (figure.restsOn === null) return gone.get(figure.code) ?? null
  // the loss that is expected is a known part of what is outstanding, so these would give a withheld sum away
  if (lossGone && (figure.code === 'net_ore' || figure.code === 'break_even')) return 'hidden'
  // a sum over few, or one that differs by few from another sum, is somebody's loan
  if (figure.group === 'loans') return loansGone ? 'hidden' : null
  // the same people come to several activities, so one gap takes the sum along
  const isSum = (figure.code === 'attendance' || figure.code === 'minutes') && attendanceGone
  return gone.has(figure.code) || restsOnFew(figure, gone) || isSum ? 'hidden' : null
}

/** The compared programme's figures as a version shows them; those who fall away between two measures are counted as cells too. */
export function shownComparison(figures: Comparison['figures'], version: Version): ReadonlyMap<Measure, Shown> {
  const gone = new Map<string, Withheld>()
  if (version === 'open') {
    for (const part of [chain, ['started', 'registered'], ['started', 'self_end12']] as const)
      for (const [code, how] of withheld(chainOf(knownOf(figures, part)))) gone.set(code, how)
  }
  return new Map(
    knownOf(figures, measures).map(({ measure, count }) => {
      const how = gone.get(measure)
      return [measure, how === undefined ? { kind: 'known', value: BigInt(count) } : { kind: how }]
    }),
  )
}

type Known = { measure: Measure; count: number }

function knownOf(figures: ComparedFigures, part: readonly Measure[]): Known[] {
  return part.flatMap((measure) => {
    const count = figures[measure]
    return count === undefined ? [] : [{ measure, count }]
  })
}

// Those who came as far as one measure and not the next are alike.
function chainOf(known: readonly Known[]): Profile[] {
  return known.flatMap(({ measure, count }, at) => {
    const cells = new Map(known.slice(0, at + 1).map((one) => [one.measure, 1]))
    const further = known[at + 1]?.count ?? 0
    return count > further
      ? [{ cells: further === 0 ? cells : new Map([...cells, [`not beyond ${measure}`, 1]]), count: count - further }]
      : []
  })
}
