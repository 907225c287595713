import type { Lang } from '#ui/lang.ts'
import { type StatementTexts, da } from './da.ts'
import { en } from './en.ts'

/** The words of a loan's statement, in a language. */
export function statementTexts(lang: Lang): StatementTexts {
  return lang === 'da' ? da : en
}
