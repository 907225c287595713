import type { Lang } from '#ui/lang.ts'
import { type LifeTexts, da as daLife } from './da-life.ts'
import { en as enLife } from './en-life.ts'
import { type Texts, da } from './da.ts'
import { en } from './en.ts'

/** The module's words in the reader's language. */
export function texts(lang: Lang): Texts {
  return lang === 'en' ? en : da
}

/** The words of a loan's life after the payout, in the reader's language. */
export function lifeTexts(lang: Lang): LifeTexts {
  return lang === 'en' ? enLife : daLife
}
