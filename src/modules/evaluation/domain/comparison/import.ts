import { type Result, ok, refuse } from '#kernel/result.ts'
import { type Comparison, type Measure, type ReferenceLine, measures } from '../report/dataset.ts'
import { lineCodes, percentOf } from '../report/reference-lines.ts'

/** Why a reference line cannot be read; `line` counts from 1. One that is to be drawn needs a figure that can carry it, and a per cent. */
export type LineRefusal =
  | { kind: 'line_malformed'; line: number }
  | { kind: 'code_unknown'; line: number; code: string }
  | { kind: 'no_percent'; line: number; value: string }

/** Why a file of compared figures cannot be read. */
export type ImportRefusal = LineRefusal | { kind: 'measure_unknown'; line: number; code: string } | { kind: 'source_missing' }

/** A number of people in a file. */
const whole = /^\d{1,7}$/

/**
 * Reads compared figures from text, a line each with semicolons: `started;47`, `source;…`, `caveat;…`, and `reference;name;value;source`,
 * or `reference;name;34 %;source;[[self_end12]]` for one that is drawn at a figure. Empty lines and lines that begin with # are left out; a line that comes again holds. The form is described in docs/operate/comparison-file.md.
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
      const reference = referenceOf(rest, line)
      if (!reference.ok) return reference
      references.push(reference.value)
    } else if (measure === undefined) return refuse({ kind: 'measure_unknown', line, code: name.slice(0, 40) })
    else if (!whole.test(value)) return refuse({ kind: 'line_malformed', line })
    else figures[measure] = Number(value)
  }
  return source === '' ? refuse({ kind: 'source_missing' }) : ok({ figures, source, caveat, references })
}

/** Reads reference lines as they are typed, `name; value; source` on a line each, with the figure's code in double brackets to draw it. */
export function readReferences(text: string): Result<ReferenceLine[], LineRefusal> {
  const references: ReferenceLine[] = []
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    if (raw.trim() === '') continue
    const reference = referenceOf(
      raw.split(';').map((part) => part.trim()),
      at + 1,
    )
    if (!reference.ok) return reference
    references.push(reference.value)
  }
  return ok(references)
}

const drawnAt = /^\[\[([^\]]{1,40})\]\]$/

function referenceOf(parts: readonly string[], line: number): Result<ReferenceLine, LineRefusal> {
  const of = drawnAt.exec(parts.at(-1) ?? '')?.[1]
  const [name = '', value = '', ...source] = of === undefined ? parts : parts.slice(0, -1)
  const from = source.join('; ')
  if (name === '' || value === '' || from === '') return refuse({ kind: 'line_malformed', line })
  const read = { name: name.slice(0, 200), value: value.slice(0, 60), source: from.slice(0, 500) }
  if (of === undefined) return ok(read)
  if (!lineCodes.includes(of)) return refuse({ kind: 'code_unknown', line, code: of })
  return percentOf(read) === null ? refuse({ kind: 'no_percent', line, value: read.value }) : ok({ ...read, of })
}
