import type { Lang } from '#ui/lang.ts'
import { type PotTexts, da } from './da.ts'
import { en } from './en.ts'

/** The words of the pot, in a language. */
export function potTexts(lang: Lang): PotTexts {
  return lang === 'da' ? da : en
}
