import type { Lang } from '#ui/lang.ts'
import { type DelayTexts, da } from './da.ts'
import { en } from './en.ts'

/** The words of a late decision on a loan, in the reader's language. */
export function delayTexts(lang: Lang): DelayTexts {
  return lang === 'en' ? en : da
}
