import { z } from 'zod'
import { ore } from '#kernel/money.ts'
import { sections } from '../domain/report/sections.ts'
import { type Comparison, type ComparedFigures, type Dataset, type ReferenceLine, measures } from '../domain/report/dataset.ts'
import { gapKinds, gapOwners } from '../domain/report/gaps.ts'
import { type Learning, changeKinds, lessonSubjects } from '../domain/report/learning.ts'
import { stayKinds } from '../domain/report/stays.ts'
import { definitionKeys, groups } from '../domain/figures/definitions.ts'
import type { Assumptions } from '../domain/figures/economy.ts'
import { withheldKinds } from '../domain/open/suppression.ts'
import type { Readings } from '../domain/figures/readings.ts'
import { units } from '../domain/figures/reading.ts'

const words = z.object({ da: z.string(), en: z.string() })
const whole = z
  .string()
  .regex(/^-?\d+$/)
  .transform(BigInt)
const count = z.int().min(0)

const note = z.object({ kind: z.enum(['too_early', 'not_over']), notOver: count })

const reading = z.object({
  code: z.string(),
  key: z.enum(definitionKeys),
  variant: z.string().nullable(),
  group: z.enum(groups),
  unit: z.enum(units),
  value: whole.nullable(),
  n: count,
  denominator: count.nullable(),
  of: z.string().nullable(),
  restsOn: z.string().nullable(),
  note: note.nullable(),
  name: words.nullable(),
})

const figure = reading.extend({ name: words, definition: words, definitionVersion: z.int() })

const months = z.array(z.object({ month: z.string(), bought: count, occupied: count, repaidOre: whole, payers: count.exactOptional() }))

/** The figures of the compared programme, as they lie in their column. */
export const comparedFigures: z.ZodType<ComparedFigures> = z.partialRecord(z.enum(measures), count)

/** Reference lines as they lie in their column. */
export const referenceLines: z.ZodType<ReferenceLine[]> = z.array(
  z.object({ name: z.string(), value: z.string(), source: z.string(), of: z.string().exactOptional() }),
)

const comparison: z.ZodType<Comparison> = z.object({
  figures: comparedFigures,
  source: z.string(),
  caveat: z.string(),
  references: referenceLines,
})

const oreText = whole.transform(ore)

/** What the sums rest on, from its kept form. */
export const assumptionsSchema: z.ZodType<Assumptions> = z.object({
  benefitOre: oreText,
  weeksOnBenefit: count,
  horizonMonths: count,
  lossBp: count,
  otherCostOre: oreText,
})

const rule = z.object({
  from: z.iso.date(),
  steps: z.array(z.object({ untilWeek: count.nullable(), percent: count })),
  legalSource: z.string(),
  confirmed: z.boolean(),
})

const target = z.object({ code: z.string(), name: words, atLeast: count, unit: z.enum(['percent', 'count']) })

const lesson = z.object({
  about: z.enum(lessonSubjects),
  title: z.string(),
  words: z.string(),
  learnedOn: z.string(),
  organisation: z.string(),
})

const learning: z.ZodType<Learning> = z.object({
  lessons: z.array(lesson),
  changes: z.array(z.object({ kind: z.enum(changeKinds), on: z.string(), before: count.nullable(), after: count, reason: z.string() })),
  gaps: z.array(z.object({ kind: z.enum(gapKinds), owner: z.enum(gapOwners), cases: count, code: z.string().nullable() })),
})

/** A frozen report as it lies in its column; figures are texts of digits there. */
export const datasetSchema: z.ZodType<Dataset> = z.object({
  schema: z.literal([2, 3]),
  salt: z.string(),
  title: z.string(),
  words: z.partialRecord(z.enum(sections), z.string()),
  agreementId: z.string(),
  agreementName: words,
  comparedName: words,
  cutoffOn: z.string(),
  knownAt: z.string(),
  figures: z.array(figure),
  months,
  withheld: z.record(z.string(), z.enum(withheldKinds)),
  rows: z.object({ count, sha256: z.string() }),
  assumptions: assumptionsSchema,
  comparison: comparison.nullable(),
  comments: z.array(z.object({ organisation: z.string(), words: z.string(), at: z.string() })),
  targets: z.array(target).exactOptional(),
  learning: learning.exactOptional(),
  stays: z.array(z.object({ place: count, kind: z.enum(stayKinds), from: z.string(), until: z.string() })).exactOptional(),
  reimbursement: z.array(rule).exactOptional(),
})

/** What is kept of figures that were reckoned beside the requests; the counts come from the rows. */
export type KeptFigures = Pick<Readings, 'figures' | 'months'> & { learning: Learning }

/** The same as it lies in its column. */
export const keptFigures: z.ZodType<KeptFigures> = z.object({ figures: z.array(reading), months, learning })
