import { type FieldErrors, type RawForm, ownError } from '#ui/form-data.ts'
import type { LoanField } from './next-step.tsx'

/** The field of the loan page's forms that a refusal is about, by the refusal's kind. */
const about: Partial<Record<string, LoanField>> = {
  no_register_reference: 'aid_reference',
  no_such_reason: 'reason',
  tranches_do_not_sum: 'second',
  too_many_tranches: 'third',
  amount_out_of_bounds: 'amount',
  terms_out_of_bounds: 'terms',
  start_pause_out_of_bounds: 'start_pause',
  day_in_the_future: 'paid_on',
  not_paid_out: 'paid_on',
  over_overpaid: 'refund',
  wrong_code: 'code',
  too_many_attempts: 'code',
}

/**
 * A refusal as the error of the field it is about, so that it stands at that field too; empty when it is about no field of the form that was sent.
 * `words` gives the refusal's sentence in each language.
 */
export function refusedField(kind: string, raw: RawForm<LoanField>, words: (lang: 'da' | 'en') => string): FieldErrors<LoanField> {
  const field = about[kind]
  if (field === undefined || raw[field] === undefined) return {}
  return { [field]: ownError(words) }
}
