import type { Lang } from '#ui/lang.ts'
import { type AidTexts, da } from './da.ts'
import { en } from './en.ts'

/** The words of state aid and of published rates, in the reader's language. */
export function aidTexts(lang: Lang): AidTexts {
  return lang === 'en' ? en : da
}
