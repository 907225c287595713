import { type Result, ok, refuse } from '#kernel/result.ts'
import { type Comparison, type Measure, type ReferenceLine, measures } from '../report/dataset.ts'

/** Why a file of compared figures cannot be read; `line` counts from 1. */
export type ImportRefusal =
  | { kind: 'line_malformed'; line: number }
  | { kind: 'measure_unknown'; line: number; code: string }
  | { kind: 'source_missing' }

/** A number of people in a file. */
const whole = /^\d{1,7}$/

/**
 * Reads compared figures from text, a line each with semicolons: `started;47`, `source;…`, `caveat;…`, and `reference;name;value;source`.
 * Empty lines and lines that begin with # are left out; a line that comes again holds. The form is described in docs/operate/comparison-file.md.
 */
export function readComparison(text: string): Result<Comparison, ImportRefusal> {
  const figures: Partial<Record<Measure, number>> = {}
  const references: ReferenceLine[] = []
  let [source, caveat] = ['', '']
  for (const [at, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = at + 1
    if (raw.trim() === '' || raw.trim().startsWith('#')) continue
    const [name = '', ...rest] = raw.split(';').map((part) => part.trim())
    const value = rest.join('; ')
    if (value === '') return refuse({ kind: 'line_malformed', line })
    const measure = measures.find((one) => one === name)
    if (name === 'source') source = value.slice(0, 500)
    else if (name === 'caveat') caveat = value.slice(0, 2000)
    else if (name === 'reference') {
      const reference = referenceOf(rest)
      if (reference === null) return refuse({ kind: 'line_malformed', line })
      references.push(reference)
    } else if (measure === undefined) return refuse({ kind: 'measure_unknown', line, code: name.slice(0, 40) })
    else if (!whole.test(value)) return refuse({ kind: 'line_malformed', line })
    else figures[measure] = Number(value)
  }
  return source === '' ? refuse({ kind: 'source_missing' }) : ok({ figures, source, caveat, references })
}

/** Reads reference lines as they are typed, `name; value; source` on a line each; the number of the first that is not so. */
export function readReferences(text: string): Result<ReferenceLine[], { kind: 'line_malformed'; line: number }> {
  const references: ReferenceLine[] = []
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    if (raw.trim() === '') continue
    const reference = referenceOf(raw.split(';').map((part) => part.trim()))
    if (reference === null) return refuse({ kind: 'line_malformed', line: at + 1 })
    references.push(reference)
  }
  return ok(references)
}

function referenceOf([name = '', value = '', ...source]: readonly string[]): ReferenceLine | null {
  const from = source.join('; ')
  return name === '' || value === '' || from === ''
    ? null
    : { name: name.slice(0, 200), value: value.slice(0, 60), source: from.slice(0, 500) }
}
