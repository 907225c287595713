import type { Call } from '#platform/http/call.ts'
import { Checkbox } from '#ui/checkbox.tsx'
import { DayField } from '#ui/day-field.tsx'
import type { FormError } from '#ui/error-summary.tsx'
import { type FieldErrors, type FormReading, type RawForm, errorText, readForm } from '#ui/form-data.ts'
import { type FormField, day, flag, kroner, text } from '#ui/form-fields.ts'
import { dayText } from '#ui/format.ts'
import { KronerField } from '#ui/kroner-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { formatOre, ore } from '#kernel/money.ts'
import type { OtherAid } from '../../domain/aid.ts'
import { aidTexts } from '../../texts/aid/texts.ts'

/** The most aids a declaration can hold. */
const most = 30
const parts = ['amount', 'on', 'giver', 'reference'] as const
type Part = (typeof parts)[number]
const nameOf = (n: number, part: Part) => `aid_${n}_${part}`
const rowOf = (name: string) => Number(/^aid_(\d+)_/.exec(name)?.[1] ?? 0)

/** What was typed of a declaration, and what was wrong with it. */
export type AidProblem = { errors: FieldErrors; raw: RawForm }

/** Reads a declaration: rows without anything typed are left out, and it must be confirmed. */
export function readAids(call: Call, form: FormData): { ok: true; aids: OtherAid[]; raw: RawForm } | ({ ok: false } & AidProblem) {
  const rows = Array.from({ length: most }, (_, index) => index + 1).filter((n) =>
    parts.some((part) => {
      const typed = form.get(nameOf(n, part))
      return typeof typed === 'string' && typed.trim() !== ''
    }),
  )
  const fieldsOf = (n: number) => ({
    [nameOf(n, 'amount')]: kroner({ min: ore(1n) }),
    [nameOf(n, 'on')]: day({ max: call.today }),
    [nameOf(n, 'giver')]: text({ max: 200 }),
    [nameOf(n, 'reference')]: text({ max: 200, required: false }),
  })
  const confirmed = readForm({ aid_declared: flag({ required: true }) }, form)
  const read = rows.map((n) => readForm(fieldsOf(n) satisfies Record<string, FormField<unknown>>, form))
  const raw = Object.assign({}, confirmed.raw, ...read.map((each) => each.raw)) as RawForm
  const errors = Object.assign({}, ...read.map((each) => (each.ok ? {} : each.refusal)), confirmed.ok ? {} : confirmed.refusal)
  if (Object.keys(errors).length > 0) return { ok: false, errors, raw }
  return { ok: true, aids: read.flatMap(aidOf), raw }
}

function aidOf(read: FormReading<Record<string, FormField<unknown>>>): OtherAid[] {
  if (!read.ok) return []
  const [amount, on, giver, reference] = Object.values(read.value)
  return amount !== undefined && on instanceof Temporal.PlainDate && typeof amount === 'bigint'
    ? [{ amount: ore(amount), on, giver: String(giver), reference: String(reference) }]
    : []
}

/** The form's words for a declaration that was made before. */
export function rawAids(aids: readonly OtherAid[], lang: Call['lang']): RawForm {
  const entries = aids.flatMap((aid, index): [string, string][] => [
    [nameOf(index + 1, 'amount'), formatOre(aid.amount, lang, 'short')],
    [nameOf(index + 1, 'on'), dayText(aid.on)],
    [nameOf(index + 1, 'giver'), aid.giver],
    [nameOf(index + 1, 'reference'), aid.reference],
  ])
  return Object.fromEntries(entries)
}

/** What was wrong with a declaration, for the summary on top. */
export function aidSummary(call: Call, problem: AidProblem): FormError[] {
  const say = aidTexts(call.lang)
  return Object.entries(problem.errors).flatMap(([field, found]) => {
    const words = errorText(found, call.lang)
    const part = parts.find((each) => field.endsWith(`_${each}`))
    const label = part === undefined ? say.declare : `${say.row(rowOf(field))}, ${say.fields[part]}`
    return words === undefined ? [] : [{ field, label, text: words }]
  })
}

/** The rows of a declaration with two empty ones to fill, and its confirmation. */
export function AidFields({ call, problem }: { call: Call; problem: AidProblem }) {
  const { lang } = call
  const say = aidTexts(lang)
  const typed = Object.keys(problem.raw).map(rowOf)
  const shown = Math.min(most, Math.max(0, ...typed) + 2)
  return (
    <fieldset class="form-group">
      <legend class="form-label">{say.legend}</legend>
      <p>{say.explain}</p>
      {Array.from({ length: shown }, (_, index) => (
        <AidRow call={call} problem={problem} n={index + 1} />
      ))}
      <Checkbox
        lang={lang}
        name="aid_declared"
        label={say.declare}
        value={problem.raw['aid_declared']}
        error={errorText(problem.errors['aid_declared'], lang)}
      />
    </fieldset>
  )
}

function AidRow({ call, problem, n }: { call: Call; problem: AidProblem; n: number }) {
  const { lang } = call
  const say = aidTexts(lang)
  const field = (part: Part) => {
    const name = nameOf(n, part)
    return {
      lang,
      name,
      label: say.fields[part],
      value: problem.raw[name],
      error: errorText(problem.errors[name], lang),
      required: false,
    }
  }
  const typed = parts.some((part) => (problem.raw[nameOf(n, part)] ?? '') !== '')
  return (
    <details open={n === 1 || typed}>
      <summary>{say.row(n)}</summary>
      <KronerField {...field('amount')} />
      <DayField {...field('on')} />
      <TextField {...field('giver')} hint={say.giverHint} />
      <TextField {...field('reference')} hint={say.referenceHint} />
    </details>
  )
}
