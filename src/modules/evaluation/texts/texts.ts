import type { Lang } from '#ui/lang.ts'
import { type Texts, da } from './da.ts'
import { en } from './en.ts'

/** The name of a figure's definition. */
export type FigureKey = keyof Texts['figures']

/** Every figure that has a definition. */
export const figureKeys = Object.keys(da.figures) as FigureKey[]

/** The module's words in the reader's language. */
export function texts(lang: Lang): Texts {
  return lang === 'en' ? en : da
}
