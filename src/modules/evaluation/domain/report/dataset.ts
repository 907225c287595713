import type { Assumptions } from '../figures/economy.ts'
import type { Words } from '../figures/facts.ts'
import { type ReimbursementRule, undatedSteps } from '../figures/reimbursement.ts'
import type { MonthPoint } from '../figures/months.ts'
import type { Reading } from '../figures/reading.ts'
import type { Learning } from './learning.ts'
import type { SectionWords } from './sections.ts'
import type { Stay } from './stays.ts'
import type { Withheld } from '../open/suppression.ts'

/** A figure with its words: what a reader gets, and what is frozen. */
export type Figure = Omit<Reading, 'name'> & { name: Words; definition: Words; definitionVersion: number }

/** The compared programme's count for a measure; a measure that is not there is not known. */
export type ComparedFigures = Readonly<Partial<Record<Measure, number>>>

/** The measures in which each is part of the one before. */
export const chain = ['referred', 'accepted', 'started', 'main_reached', 'completed'] as const

/** The measures that the compared programme is asked for, the same as our own; the last two are part of those started. */
export const measures = [...chain, 'registered', 'self_end12'] as const
/** One of them. */
export type Measure = (typeof measures)[number]

/** The compared programme beside our own. */
export type Comparison = { figures: ComparedFigures; source: string; caveat: string; references: readonly ReferenceLine[] }

/** A figure to read our own by, as it was published elsewhere; `of` is the code of the figure it is drawn at as a line. */
export type ReferenceLine = { name: string; value: string; source: string; of?: string }

/** What the agreement aims at: the code of a figure, or `place_use` or `self_supporting`. */
export type Target = { code: string; name: Words; atLeast: number; unit: 'percent' | 'count' }

/** What a party said in the hearing, as it is printed with the report; `at` is an ISO text. */
export type PrintedComment = { organisation: string; words: string; at: string }

/**
 * A whole report as it is frozen. `salt` keeps small cells from being guessed from the hash; days and moments are ISO texts; `withheld`
 * is what the open version withholds, by code; `rows` the number and the digest of the rows behind the figures. Schema 2 knew
 * neither `targets` nor `learning` nor `stays`; without `reimbursement` the reform of 2016 was counted from the first day.
 */
export type Dataset = {
  schema: 2 | 3
  salt: string
  title: string
  words: SectionWords
  agreementId: string
  agreementName: Words
  comparedName: Words
  cutoffOn: string
  knownAt: string
  figures: readonly Figure[]
  months: readonly MonthPoint[]
  withheld: Readonly<Record<string, Withheld>>
  rows: { count: number; sha256: string }
  assumptions: Assumptions
  comparison: Comparison | null
  comments: readonly PrintedComment[]
  targets?: readonly Target[]
  learning?: Learning
  stays?: readonly Stay[]
  reimbursement?: readonly FrozenRule[]
}

/** A rule of the state's reimbursement as it is frozen; its day is an ISO text. */
export type FrozenRule = Omit<ReimbursementRule, 'from'> & { from: string }

/** The rules that the sums of a report were counted by. */
export function reimbursementOf({ reimbursement }: Pick<Dataset, 'reimbursement'>): ReimbursementRule[] {
  const undated = { from: '2016-01-04', steps: undatedSteps, legalSource: 'Lov nr. 994 af 30. august 2015', confirmed: true }
  return (reimbursement ?? [undated]).map((rule) => ({ ...rule, from: Temporal.PlainDate.from(rule.from) }))
}

/** The first measure that is larger than one it is part of; null when the figures can be true. */
export function impossibleMeasure(figures: ComparedFigures): { measure: Measure; partOf: Measure } | null {
  let above: Measure | null = null
  for (const measure of chain) {
    const [count, limit] = [figures[measure], above === null ? undefined : figures[above]]
    if (count === undefined) continue
    if (above !== null && limit !== undefined && count > limit) return { measure, partOf: above }
    above = measure
  }
  const { started } = figures
  for (const measure of ['registered', 'self_end12'] as const) {
    const count = figures[measure]
    if (count !== undefined && started !== undefined && count > started) return { measure, partOf: 'started' }
  }
  return null
}

/** One text for one dataset, whatever order its keys lie in: what the hash is taken of. A bigint is written as its digits in quotes. */
export function canonicalText(value: unknown): string {
  if (typeof value === 'bigint') return JSON.stringify(value.toString())
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonicalText(part)}`)
  return `{${parts.join(',')}}`
}
