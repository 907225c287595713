import { type Day, formatDay } from '#kernel/days.ts'
import { dayText } from '#ui/format.ts'
import {
  type FieldErrors,
  type FormBody,
  type FormReading,
  type FormValues,
  type RawForm,
  rawChoices,
  readForm,
  ownError,
} from '#ui/form-data.ts'
import { choices, day, flag, text } from '#ui/form-fields.ts'
import type { CodeRefusal, CodeTerms, DatedCodeVersion } from '../../domain/support-basis-code.ts'
import { readinesses } from '../../domain/support-basis.ts'
import { texts } from '../../texts/texts.ts'

const fields = {
  name_da: text({ max: 120 }),
  name_en: text({ max: 120 }),
  legal_source: text({ max: 300 }),
  readiness: choices(readinesses, { required: true }),
  from: day(),
  ends: flag(),
}

/** The fields of the form, in their order. */
export type CodeField = keyof typeof fields

/** Reads the form: a version from a day, or all its problems. A benefit to which no group applies has none beside. */
export function readCode(body: FormBody): FormReading<typeof fields> {
  const read = readForm(fields, body)
  const groups = rawChoices(read.raw.readiness)
  if (groups.length < 2 || !groups.includes('not_applicable')) return read
  const readiness = ownError((lang) => texts(lang).codes.contradicts)
  return { ok: false, refusal: { ...(read.ok ? {} : read.refusal), readiness }, raw: read.raw }
}

/** What the code will say; null when it ends instead. */
export function termsOf(value: FormValues<typeof fields>): CodeTerms | null {
  if (value.ends) return null
  return { name: { da: value.name_da, en: value.name_en }, legalSource: value.legal_source, readiness: value.readiness }
}

/** The form of a code as it stands, to change from tomorrow. */
export function rawOf(version: DatedCodeVersion | null, today: Day): RawForm<CodeField> {
  const from = formatDay(today.add({ days: 1 }))
  if (version === null) return { readiness: 'not_applicable', from }
  const { name, legalSource, readiness } = version
  return { name_da: name.da, name_en: name.en, legal_source: legalSource, readiness: readiness.join('\n'), from }
}

/** The rule that said no, at the field where it can be put right. */
export function codeErrors(refusal: CodeRefusal): FieldErrors<CodeField> {
  switch (refusal.kind) {
    case 'code_is_needed':
      return { ends: ownError((lang) => texts(lang).codes.needed) }
    case 'code_in_the_past':
      return { from: ownError((lang) => texts(lang).codes.inThePast) }
    case 'code_already_changed':
      return { from: ownError((lang) => texts(lang).codes.alreadyChanged(dayText(refusal.from))) }
  }
}

/** A code for a benefit that is new: `own_a`, `own_b` … by how many there have been. */
export function freshCode(versions: readonly DatedCodeVersion[]): string {
  const own = new Set(versions.map(({ code }) => code).filter((code) => code.startsWith('own_'))).size
  return `own_${'a'.repeat(Math.floor(own / 26))}${String.fromCodePoint(97 + (own % 26))}`
}
