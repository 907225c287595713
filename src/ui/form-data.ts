import type { FieldProblem } from './form-problem.ts'
import type { FormField } from './form-fields.ts'
import type { FormError } from './error-summary.tsx'
import type { Lang } from './lang.ts'
import { problemText } from './form-problem.ts'

/** A body as a browser sends it, however the server library hands it over. Files are not read here. */
export type FormBody = FormData | URLSearchParams | Record<string, unknown>

/** What is wrong, by field. Only fields with a problem have an entry. */
export type FieldErrors<Name extends string = string> = { readonly [Field in Name]?: FieldProblem }

/** What was typed, by field; several values of one field are joined by line breaks. */
export type RawForm<Name extends string = string> = { readonly [Field in Name]?: string }

type Fields = Record<string, FormField<unknown>>
type NameOf<F extends Fields> = Extract<keyof F, string>

/** The values of a form's fields. */
export type FormValues<F extends Fields> = { [Name in keyof F]: F[Name] extends FormField<infer Value> ? Value : never }

/** A form read: its values, or all its errors at once; what was typed in both cases. */
export type FormReading<F extends Fields> =
  | { readonly ok: true; readonly value: FormValues<F>; readonly raw: RawForm<NameOf<F>> }
  | { readonly ok: false; readonly refusal: FieldErrors<NameOf<F>>; readonly raw: RawForm<NameOf<F>> }

function textsOf(body: FormBody, name: string): string[] {
  const found: unknown =
    body instanceof FormData || body instanceof URLSearchParams ? body.getAll(name) : Object.hasOwn(body, name) ? body[name] : undefined
  return (Array.isArray(found) ? found : [found]).filter((value) => typeof value === 'string')
}

/** Reads every field and gathers every problem; never throws for what a person, or a machine, may send. */
export function readForm<F extends Fields>(fields: F, body: FormBody): FormReading<F> {
  const values: Record<string, unknown> = {}
  const errors: Record<string, FieldProblem> = {}
  const raw: Record<string, string> = {}
  for (const [name, field] of Object.entries(fields)) {
    const texts = textsOf(body, name)
    raw[name] = texts.join('\n')
    const answer = field.read(texts)
    if (answer.ok) values[name] = answer.value
    else errors[name] = answer.refusal
  }
  if (Object.keys(errors).length > 0) return { ok: false, refusal: errors as FieldErrors<NameOf<F>>, raw: raw as RawForm<NameOf<F>> }
  return { ok: true, value: values as FormValues<F>, raw: raw as RawForm<NameOf<F>> }
}

/** The ticked values of a field with many, from what was typed. */
export function rawChoices(raw: string | undefined): string[] {
  return raw === undefined || raw === '' ? [] : raw.split('\n')
}

/** The words of one field's error, or undefined when it has none: what a field component's `error` takes. */
export function errorText(problem: FieldProblem | undefined, lang: Lang): string | undefined {
  return problem === undefined ? undefined : problemText(problem, lang)
}

/** The errors as the summary shows them, in the order of the labels, which is the order of the form. */
export function summaryOf<Name extends string>(errors: FieldErrors<Name>, labels: Record<Name, string>, lang: Lang): FormError[] {
  const known = errors as Record<string, FieldProblem | undefined>
  return Object.entries<string>(labels).flatMap(([field, label]) => {
    const problem = known[field]
    return problem === undefined ? [] : [{ field, label, text: problemText(problem, lang) }]
  })
}

/** What was typed in a form as it was sent, to fill it again; files are left out. */
export function typedIn<Field extends string>(form: FormData): RawForm<Field> {
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))) as RawForm<Field>
}

/** An error with a sentence of its own, given in each language. */
export function ownError(words: (lang: Lang) => string): { kind: 'own'; text: Record<Lang, string> } {
  return { kind: 'own', text: { da: words('da'), en: words('en') } }
}
