import type { Group } from '../figures/definitions.ts'

/** The committee's usual headings, in their order. */
export const sections = [
  'summary',
  'background',
  'target_group',
  'course',
  'loans',
  'results',
  'economy',
  'experience',
  'learning',
  'assessment',
  'recommendation',
] as const
/** One of them. */
export type Section = (typeof sections)[number]

/** The words under each heading; a heading that is not there has none. */
export type SectionWords = Readonly<Partial<Record<Section, string>>>

/** Which figures stand under which heading. */
export const groupsOf: Readonly<Record<Section, readonly Group[]>> = {
  summary: [],
  background: [],
  target_group: ['funnel', 'intake', 'lead_times'],
  course: ['places', 'runs', 'attendance', 'discharge'],
  loans: ['loans'],
  results: ['support', 'self_support', 'business'],
  economy: ['economy'],
  experience: ['experience'],
  learning: ['learning'],
  assessment: [],
  recommendation: [],
}

const token = /\[\[([a-z0-9_:>%]+)\]\]/g

/** The codes of figures that words name, such as `[[started]]`, or `[[started%]]` for the share. */
export function namedFigures(words: string): string[] {
  return [...words.matchAll(token)].map((found) => (found[1] ?? '').replace(/%$/, '')).filter((code) => code !== 'closed')
}

const closedMark = /^\s*\[\[closed\]\]\s*/

/**
 * The words of a version: a paragraph that begins with `[[closed]]` tells of somebody and stands in the closed version only, without its
 * mark. Where the mark stands elsewhere the whole paragraph is closed too: what was meant to be kept back is.
 */
export function wordsIn(words: string, version: 'open' | 'closed'): string {
  const parts = words.split(/\n\s*\n/)
  const told = version === 'closed' ? parts : parts.filter((part) => !part.includes('[[closed]]'))
  return told.map((part) => part.replace(closedMark, '').replaceAll('[[closed]]', '')).join('\n\n')
}

/** The words with each named figure put in: `textOf` gives the figure's text, or its share's, which has a capital where a sentence begins. */
export function fill(words: string, textOf: (code: string, share: boolean) => string): string {
  return words.replaceAll(token, (_whole, code: string, at: number) => {
    const text = textOf(code.replace(/%$/, ''), code.endsWith('%'))
    return /(?:^|[.!?]\s+|\n\s*)$/.test(words.slice(0, at)) ? text.charAt(0).toUpperCase() + text.slice(1) : text
  })
}
