import type { Lang } from '#ui/lang.ts'
import { type PortfolioTexts, da } from './da.ts'
import { en } from './en.ts'

/** The words of the portfolio, in a language. */
export function portfolioTexts(lang: Lang): PortfolioTexts {
  return lang === 'da' ? da : en
}
