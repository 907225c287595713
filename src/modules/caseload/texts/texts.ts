import type { Lang } from '#ui/lang.ts'
import { type Texts, da } from './da.ts'
import { en } from './en.ts'

/** The module's words in the reader's language. */
export function texts(lang: Lang): Texts {
  return lang === 'en' ? en : da
}
