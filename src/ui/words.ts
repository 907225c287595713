import type { Lang } from './lang.ts'
import { type Words, da } from './texts/da.ts'
import { en } from './texts/en.ts'

const all: Record<Lang, Words> = { da, en }

/** The common words in the reader's language. */
export function words(lang: Lang): Words {
  return all[lang]
}
