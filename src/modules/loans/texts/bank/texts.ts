import type { Lang } from '#ui/lang.ts'
import { type BankTexts, da } from './da.ts'
import { en } from './en.ts'

/** The words of payments in, in a language. */
export function bankTexts(lang: Lang): BankTexts {
  return lang === 'da' ? da : en
}
