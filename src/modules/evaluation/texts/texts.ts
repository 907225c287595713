import type { Lang } from '#ui/lang.ts'
import { type Texts, da } from './da.ts'
import { en } from './en.ts'

/** When a figure is taken, where its definition knows several times. */
export const variants = [
  'start',
  'now',
  'end',
  'end6',
  'end12',
  'end24',
  'm6',
  'm12',
  'm24',
  'm36',
  'decision',
  'begin',
  'payout',
  'citizen',
  'staff',
] as const satisfies (keyof Texts['variants'])[]

/** The module's words in the reader's language. */
export function texts(lang: Lang): Texts {
  return lang === 'en' ? en : da
}
