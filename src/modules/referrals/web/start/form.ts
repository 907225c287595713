import { comesOfAgeOn } from '#kernel/age.ts'
import { parseCpr } from '#kernel/cpr.ts'
import { type Day, formatDay, isBefore } from '#kernel/days.ts'
import type { FieldErrors } from '#ui/form-data.ts'
import { readForm } from '#ui/form-data.ts'
import { flag, id, text } from '#ui/form-fields.ts'
import { da } from '../../texts/da.ts'
import { en } from '../../texts/en.ts'

const fields = {
  agreement: id<'agreement'>(),
  cpr: text({ max: 20 }),
  name: text({ max: 200 }),
  protected: flag(),
  cprSure: flag(),
  minorSure: flag(),
}
/** The fields of the first page. */
export type StartField = keyof typeof fields

/** Words of a refusal of this page's, under the field it belongs to. */
export function startProblem(
  kind: keyof typeof da.refusals &
    ('cpr_missing' | 'cpr_malformed' | 'cpr_date_unreal' | 'name_missing' | 'no_such_agreement' | 'agreement_closed'),
): FieldErrors<StartField> {
  const field: StartField =
    kind === 'name_missing' ? 'name' : kind === 'no_such_agreement' || kind === 'agreement_closed' ? 'agreement' : 'cpr'
  return { [field]: { kind: 'own', text: { da: da.refusals[kind], en: en.refusals[kind] } } }
}

/**
 * Reads the first page. A failed check digit is asked about once and then taken (the CPR office: such numbers are issued); so is somebody who
 * is not 18 yet: they may be on the day it begins.
 */
export function readStart(body: FormData, today: Day) {
  const read = readForm(fields, body)
  if (!read.ok) {
    // The number's own fault is told together with the other fields', not after them.
    const typed = parseCpr(read.raw.cpr ?? '')
    const own = typed.ok || read.refusal.cpr !== undefined ? {} : startProblem(typed.refusal.kind)
    return { ok: false as const, refusal: { ...read.refusal, ...own }, raw: read.raw }
  }
  const cpr = parseCpr(read.value.cpr)
  if (!cpr.ok) return { ok: false as const, refusal: startProblem(cpr.refusal.kind), raw: read.raw }
  if (cpr.value.warning !== null && !read.value.cprSure)
    return {
      ok: false as const,
      refusal: { cprSure: { kind: 'own' as const, text: { da: da.start.cprWarning, en: en.start.cprWarning } } },
      raw: read.raw,
    }
  const adultOn = comesOfAgeOn(cpr.value.birthDay)
  if (isBefore(today, adultOn) && !read.value.minorSure) {
    const on = formatDay(adultOn)
    const text = { da: da.start.minorWarning(on), en: en.start.minorWarning(on) }
    return { ok: false as const, refusal: { minorSure: { kind: 'own' as const, text } }, raw: read.raw }
  }
  return read
}
