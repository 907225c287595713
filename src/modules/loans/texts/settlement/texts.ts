import type { Lang } from '#ui/lang.ts'
import { type SettlementTexts, da } from './da.ts'
import { en } from './en.ts'

/** The words of the settlement, in a language. */
export function settlementTexts(lang: Lang): SettlementTexts {
  return lang === 'da' ? da : en
}
