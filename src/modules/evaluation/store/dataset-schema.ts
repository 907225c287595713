import { z } from 'zod'
import { type Comparison, type ComparedFigures, type Dataset, measures } from '../domain/dataset.ts'
import { groups } from '../domain/figures.ts'
import type { CountNode } from '../domain/tree.ts'

const words = z.object({ da: z.string(), en: z.string() })
const whole = z
  .string()
  .regex(/^-?\d+$/)
  .transform(BigInt)
const count = z.int().min(0)

const note = z.object({ kind: z.enum(['too_early', 'not_over']), notOver: count })

const figure = z.object({
  code: z.string(),
  key: z.string(),
  group: z.enum(groups),
  unit: z.enum(['people', 'places', 'days', 'sessions', 'loans', 'ore']),
  value: whole.nullable(),
  n: count,
  denominator: count.nullable(),
  of: z.string().nullable(),
  note: note.nullable(),
  name: words,
  definition: words,
  definitionVersion: z.int(),
})

const node: z.ZodType<CountNode> = z.lazy(() => z.object({ code: z.string(), count, children: z.array(node) }))

/** The figures of the compared programme, as they lie in their column. */
export const comparedFigures: z.ZodType<ComparedFigures> = z.partialRecord(z.enum(measures), count)

const comparison: z.ZodType<Comparison> = z.object({ figures: comparedFigures, source: z.string(), caveat: z.string() })

/** A frozen report as it lies in its column; figures are texts of digits there. */
export const datasetSchema: z.ZodType<Dataset> = z.object({
  schema: z.literal(1),
  salt: z.string(),
  title: z.string(),
  assessment: z.string(),
  agreementId: z.string(),
  agreementName: words,
  comparedName: words,
  cutoffOn: z.string(),
  knownAt: z.string(),
  figures: z.array(figure),
  cases: node,
  loans: node,
  comparison: comparison.nullable(),
})
