import type { Lang } from '#ui/lang.ts'
import { type PaymentTexts, da } from './da.ts'
import { en } from './en.ts'

/** The words of accounts and payments, in a language. */
export function paymentTexts(lang: Lang): PaymentTexts {
  return lang === 'da' ? da : en
}
