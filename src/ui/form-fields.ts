import { type Day, isBefore, parseDay } from '#kernel/days.ts'
import { type Id, parseId } from '#kernel/ids.ts'
import { type AmountRefusal, type Ore, ore, parseKroner } from '#kernel/money.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { FieldProblem } from './form-problem.ts'
import type { Lang } from './lang.ts'

/** How a field's texts become a value. */
export type FormField<Value> = { read: (texts: readonly string[]) => Result<Value, FieldProblem> }

function single<Value>(read: (text: string) => Result<Value, FieldProblem>): FormField<Value> {
  return { read: (texts) => read((texts[0] ?? '').trim()) }
}

/** A text a database can keep: no NUL, whole characters, plain line breaks, trimmed. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n').trim()
}

/** Text of at most `max` characters; empty is a problem unless `required` is false, then the value is ''. */
export function text(rule: { max: number; min?: number; required?: boolean }): FormField<string> {
  return single((typed) => {
    const value = clean(typed)
    const length = Array.from(value).length
    if (length === 0) return rule.required === false ? ok('') : refuse({ kind: 'missing' })
    if (length > rule.max) return refuse({ kind: 'too_long', max: rule.max, length })
    if (length < (rule.min ?? 0)) return refuse({ kind: 'too_short', min: rule.min ?? 0 })
    return ok(value)
  })
}

/** A day, from `min` to `max`, both included. */
export function day(rule: { min?: Day; max?: Day } = {}): FormField<Day> {
  return single((typed) => {
    const found = parseDay(typed)
    if (!found.ok) return refuse({ kind: found.refusal.kind === 'day_missing' ? 'missing_day' : found.refusal.kind })
    if (rule.min !== undefined && isBefore(found.value, rule.min)) return refuse({ kind: 'day_before', min: rule.min })
    if (rule.max !== undefined && isBefore(rule.max, found.value)) return refuse({ kind: 'day_after', max: rule.max })
    return found
  })
}

/** A time of day: `9.30`, `09:30` or `0930`. */
export function time(): FormField<Temporal.PlainTime> {
  return single((typed) => {
    if (typed === '') return refuse({ kind: 'missing' })
    const parts = /^(\d{1,2})[.:](\d{2})$/.exec(typed) ?? /^(\d{2})(\d{2})$/.exec(typed)
    const [hour, minute] = [Number(parts?.[1] ?? 24), Number(parts?.[2] ?? 60)]
    return hour > 23 || minute > 59 ? refuse({ kind: 'time_malformed' }) : ok(new Temporal.PlainTime(hour, minute))
  })
}

/** An amount in øre from what was typed in kroner; at least 0 unless `min` says otherwise. `whole` allows no øre. */
export function kroner(rule: { min?: Ore; max?: Ore; whole?: boolean } = {}): FormField<Ore> {
  return single((typed) => {
    const found = parseKroner(typed)
    if (!found.ok) return refuse(amountProblem(found.refusal.kind, rule.whole === true))
    const min = rule.min ?? ore(0n)
    if (found.value < min) return refuse({ kind: 'amount_below', min })
    if (rule.max !== undefined && found.value > rule.max) return refuse({ kind: 'amount_above', max: rule.max })
    if (rule.whole === true && found.value % 100n !== 0n) return refuse({ kind: 'amount_not_whole' })
    return found
  })
}

function amountProblem(kind: AmountRefusal['kind'], isWhole: boolean): FieldProblem {
  if (kind === 'amount_missing') return { kind: 'missing_amount' }
  return kind === 'amount_malformed' && isWhole ? { kind: 'amount_not_whole' } : { kind }
}

/** A whole number from `min` to `max`. */
export function whole(rule: { min: number; max: number }): FormField<number> {
  return single((typed) => {
    if (typed === '') return refuse({ kind: 'missing' })
    if (!/^-?\d{1,9}$/.test(typed)) return refuse({ kind: 'number_malformed' })
    return within(Number(typed), rule, 1)
  })
}

/** A per cent typed with at most two decimals, as basis points: `2,5` is 250. The rule is in basis points too. */
export function percent(rule: { min: number; max: number }): FormField<number> {
  return single((typed) => {
    if (typed === '') return refuse({ kind: 'missing' })
    const found = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(typed)
    if (found === null) return refuse({ kind: 'percent_malformed' })
    return within(Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')), rule, 100)
  })
}

function within(value: number, rule: { min: number; max: number }, shownPer: number): Result<number, FieldProblem> {
  if (value < rule.min) return refuse({ kind: 'number_below', min: rule.min / shownPer })
  if (value > rule.max) return refuse({ kind: 'number_above', max: rule.max / shownPer })
  return ok(value)
}

/** One of the given values. */
export function choice<const Value extends string>(values: readonly Value[]): FormField<Value> {
  return single((typed) => {
    if (typed === '') return refuse({ kind: 'missing_choice' })
    const found = values.find((value) => value === typed)
    return found === undefined ? refuse({ kind: 'not_in_list' }) : ok(found)
  })
}

/** The code of one of a list that only the action knows: what was chosen, whatever it is. */
export const chosenCode: FormField<string> = single((typed) => {
  const code = clean(typed)
  return code === '' || code.length > 60 ? refuse({ kind: 'missing_choice' }) : ok(code)
})

/** Any of the given values, in their own order; at least one when `required`. */
export function choices<const Value extends string>(values: readonly Value[], rule: { required?: boolean } = {}): FormField<Value[]> {
  return {
    read: (texts) => {
      const known: readonly string[] = values
      if (texts.some((typed) => !known.includes(typed))) return refuse({ kind: 'not_in_list' })
      const found = values.filter((value) => texts.includes(value))
      return found.length === 0 && rule.required === true ? refuse({ kind: 'missing_choice' }) : ok(found)
    },
  }
}

/** The identity of a row, as a list on the page offered it. */
export function id<Noun extends string>(): FormField<Id<Noun>> {
  return single((typed) => {
    if (typed === '') return refuse({ kind: 'missing_choice' })
    const found = parseId<Noun>(typed)
    return found === null ? refuse({ kind: 'id_malformed' }) : ok(found)
  })
}

/** A box to tick: true or false; with `required` it must be ticked. */
export function flag(rule: { required?: boolean } = {}): FormField<boolean> {
  return single((typed) => {
    const ticked = typed === 'yes' || typed === 'on' || typed === 'true'
    return !ticked && rule.required === true ? refuse({ kind: 'not_confirmed' }) : ok(ticked)
  })
}

/** An e-mail address: something, an at sign, a domain; at most 254 characters. Whether it exists, only a letter can tell. */
export function email(): FormField<string> {
  return single((typed) => {
    if (typed === '') return refuse({ kind: 'missing' })
    if (typed.length > 254 || !/^[^\s@<>,;:"\0]+@[^\s@<>,;:"\0]+\.[^\s@<>,;:".\0]+$/.test(typed)) return refuse({ kind: 'email_malformed' })
    return ok(typed)
  })
}

/** Any parser of a module's own; its refusal is the words to show. */
export function own<Value>(parse: (typed: string) => Result<Value, Record<Lang, string>>): FormField<Value> {
  return single((typed) => {
    if (typed === '') return refuse({ kind: 'missing' })
    const found = parse(typed)
    return found.ok ? found : refuse({ kind: 'own', text: found.refusal })
  })
}

/** The same field, but nothing typed is no problem: the value is null. */
export function optional<Value>(field: FormField<Value>): FormField<Value | null> {
  return { read: (texts) => (texts.every((typed) => typed.trim() === '') ? ok(null) : field.read(texts)) }
}
