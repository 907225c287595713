import type { Day } from '#kernel/days.ts'
import { dayText } from '#ui/format.ts'
import { choice, day, optional, text } from '#ui/form-fields.ts'
import { type FieldErrors, type FormBody, readForm, ownError } from '#ui/form-data.ts'
import type { Lang } from '#ui/lang.ts'
import { type SupportBasisRefusal, readinesses, supportBasisSources } from '../../domain/support-basis.ts'
import { texts } from '../../texts/texts.ts'

// A change may be known beforehand, but a year ahead nobody knows what somebody lives on: it is a slip of the pen.
const fieldsOn = (today: Day) => ({
  code: text({ max: 60 }),
  readiness: optional(choice(readinesses)),
  from: day({ max: today.add({ years: 1 }) }),
  source: choice(supportBasisSources),
})

/** The fields of the form. */
export type SupportBasisField = keyof ReturnType<typeof fieldsOn>

/** Reads the form: what is told, or all its problems. */
export function readSupportBasis(body: FormBody, today: Day) {
  return readForm(fieldsOn(today), body)
}

/** The rule that said no, at the field where it can be put right. */
export function supportBasisErrors(refusal: SupportBasisRefusal): FieldErrors<SupportBasisField> {
  switch (refusal.kind) {
    case 'no_such_code':
      return { code: ownError((lang) => texts(lang).refusals.no_such_code(dayText(refusal.on))) }
    case 'readiness_not_for_code': {
      const allowed = (lang: Lang) => refusal.allowed.map((each) => texts(lang).readinessNames[each].toLowerCase()).join(', ')
      return { readiness: ownError((lang) => texts(lang).refusals.readiness_not_for_code(allowed(lang))) }
    }
    case 'before_birth':
      return { from: ownError((lang) => texts(lang).refusals.before_birth) }
    case 'support_basis_unchanged':
      return { code: ownError((lang) => texts(lang).refusals.support_basis_unchanged(dayText(refusal.since))) }
  }
}
