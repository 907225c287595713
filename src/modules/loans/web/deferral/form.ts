import { type Result, ok, refuse } from '#kernel/result.ts'
import { type FieldErrors, type FormBody, type RawForm, readForm } from '#ui/form-data.ts'
import { choice, chosenCode, day, text, whole } from '#ui/form-fields.ts'
import { dayText } from '#ui/format.ts'
import type { Deferral, LoanState } from '../../domain/engine/index.ts'
import { wishes } from '../../domain/recorded-event.ts'

/** The four kinds, in the order they are offered. */
export const deferralKinds = ['pause', 'move', 'extend', 'new_plan'] as const
/** The fields that make a deferral. */
export type DeferralField = 'kind' | 'from' | 'months' | 'new_due' | 'extra_terms' | 'first_due' | 'terms' | 'words' | 'reason' | 'wish'

type Wrong = { errors: FieldErrors<DeferralField>; raw: RawForm<DeferralField> }

/** Reads a deferral; only the fields of its kind are asked for. */
export function readDeferral(body: FormBody): Result<{ deferral: Deferral; raw: RawForm<DeferralField> }, Wrong> {
  const kind = readForm({ kind: choice(deferralKinds) }, body)
  const raw = rawOf(body)
  if (!kind.ok) return refuse({ errors: kind.refusal, raw })
  const read = fieldsOf(kind.value.kind, body)
  return read.ok ? ok({ deferral: read.value, raw }) : refuse({ errors: read.refusal, raw })
}

function fieldsOf(kind: (typeof deferralKinds)[number], body: FormBody): Result<Deferral, FieldErrors<DeferralField>> {
  switch (kind) {
    case 'pause': {
      const read = readForm({ from: day(), months: whole({ min: 1, max: 24 }) }, body)
      return read.ok ? ok({ kind, fromDue: read.value.from, months: read.value.months }) : refuse(read.refusal)
    }
    case 'move': {
      const read = readForm({ from: day(), new_due: day() }, body)
      return read.ok ? ok({ kind, fromDue: read.value.from, newDue: read.value.new_due }) : refuse(read.refusal)
    }
    case 'extend': {
      const read = readForm({ from: day(), extra_terms: whole({ min: 1, max: 120 }) }, body)
      return read.ok ? ok({ kind, fromDue: read.value.from, extraTerms: read.value.extra_terms }) : refuse(read.refusal)
    }
    case 'new_plan': {
      const read = readForm({ first_due: day(), terms: whole({ min: 1, max: 360 }) }, body)
      return read.ok ? ok({ kind, firstDue: read.value.first_due, terms: read.value.terms }) : refuse(read.refusal)
    }
  }
}

const names = ['kind', 'from', 'months', 'new_due', 'extra_terms', 'first_due', 'terms', 'words', 'reason', 'wish'] as const

function rawOf(body: FormBody): RawForm<DeferralField> {
  const get = (name: string): unknown => (body instanceof FormData || body instanceof URLSearchParams ? body.get(name) : body[name])
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = get(name)
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
}

/** The form's words for a deferral that was asked for, so that the decision starts from the wish. */
export function rawFrom(deferral: Deferral): RawForm<DeferralField> {
  switch (deferral.kind) {
    case 'pause':
      return { kind: 'pause', from: dayText(deferral.fromDue), months: String(deferral.months) }
    case 'move':
      return { kind: 'move', from: dayText(deferral.fromDue), new_due: dayText(deferral.newDue) }
    case 'extend':
      return { kind: 'extend', from: dayText(deferral.fromDue), extra_terms: String(deferral.extraTerms) }
    case 'new_plan':
      return { kind: 'new_plan', first_due: dayText(deferral.firstDue), terms: String(deferral.terms) }
  }
}

/** What the form starts from: two months' pause from the first instalment that is not late. */
export function startOf(standing: LoanState): RawForm<DeferralField> {
  const open = standing.plan.filter((row) => row.left > 0n)
  const from = open.find((row) => Temporal.PlainDate.compare(row.payableBy, standing.asOf) >= 0) ?? open[0]
  return { kind: 'pause', months: '2', ...(from === undefined ? {} : { from: dayText(from.due) }) }
}

/** The words that go with a request or a decision. */
export const wordsField = { words: text({ max: 2000 }) }
/** The words and the reason of a grant that answers a request. */
export const grantFields = { words: text({ max: 2000 }), reason: chosenCode }
/** And whose wish it is where there is none. */
export const unaskedFields = { ...grantFields, wish: choice(wishes) }
