import type { Lang } from '#ui/lang.ts'
import { reportDa } from './report-da.ts'
import { reportEn } from './report-en.ts'

/** The words of the report as a paper, without the rest of the module's: what the page's script takes along. */
export function reportTexts(lang: Lang): typeof reportDa {
  return lang === 'en' ? reportEn : reportDa
}
