import { parseBankAccount } from '#kernel/bank-account.ts'
import { parseFikCreditor } from '#kernel/fik.ts'
import { ok, refuse } from '#kernel/result.ts'
import { type FieldErrors, type RawForm, readForm } from '#ui/form-data.ts'
import { choice, optional, own, text } from '#ui/form-fields.ts'
import { type AccountFacts, paymentFormats } from '../../domain/own-account.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'

/** The fields of an own account. */
export type AccountField = 'account' | 'holder' | 'bic' | 'creditor' | 'format'

const words = (kind: 'account_malformed' | 'iban_check_digits' | 'bic' | 'creditor') => ({
  da: paymentTexts('da').accounts.refusals[kind],
  en: paymentTexts('en').accounts.refusals[kind],
})

const account = own((typed) => {
  const read = parseBankAccount(typed)
  return read.ok ? read : refuse(words(read.refusal.kind === 'iban_check_digits' ? 'iban_check_digits' : 'account_malformed'))
})
const bic = own((typed) => {
  const code = typed.replaceAll(/\s/g, '').toUpperCase()
  return /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(code) ? ok(code) : refuse(words('bic'))
})
const creditor = own((typed) => {
  const read = parseFikCreditor(typed)
  return read.ok ? read : refuse(words('creditor'))
})

/** Reads the form of an own account: its facts, or what is wrong with each field. */
export function readAccount(
  form: FormData,
): { ok: true; value: AccountFacts } | { ok: false; errors: FieldErrors<AccountField>; raw: RawForm<AccountField> } {
  const fields = { account, holder: text({ max: 70 }), bic: optional(bic), creditor: optional(creditor), format: choice(paymentFormats) }
  const read = readForm(fields, form)
  return read.ok ? { ok: true, value: read.value } : { ok: false, errors: read.refusal, raw: read.raw }
}
