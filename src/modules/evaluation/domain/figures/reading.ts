import { type Counts, countIn } from './cells.ts'
import type { DefinitionKey, Group } from './definitions.ts'
import type { Words } from './facts.ts'

/** What a figure counts in. */
export const units = ['people', 'places', 'days', 'sessions', 'minutes', 'answers', 'loans', 'ore', 'entries'] as const
/** One of them. */
export type Unit = (typeof units)[number]

/**
 * One figure as counted. `key` names its definition and `variant` when it is taken; `code` is its own, with a reason or an activity
 * after the colon. `value` is whole: people, days, sessions, loans or øre; null when it is too early to tell. `n` is what it rests on;
 * `denominator` what a share is of, counted under the code `of`. `restsOn` is the code of the people a figure that counts none rests on.
 */
export type Reading = {
  code: string
  key: DefinitionKey
  variant: string | null
  group: Group
  unit: Unit
  value: bigint | null
  n: number
  denominator: number | null
  of: string | null
  restsOn: string | null
  note: Note | null
  name: Words | null
}

/** What must be said of a figure: runs that are not over, or that nobody could be through yet. */
export type Note = { kind: 'too_early'; notOver: number } | { kind: 'not_over'; notOver: number }

/** What a figure is when nothing more is said. */
export const bare = { variant: null, denominator: null, of: null, restsOn: null, note: null, name: null } as const

/** A count of people, as a share of those under `of`. */
export function peopleFigure(
  counts: Counts,
  figure: { code: string; key: DefinitionKey; group: Group; of: string; variant?: string; name?: Words },
): Reading {
  const { code, key, group, of, variant = null, name = null } = figure
  const denominator = countIn(counts, of)
  return { ...bare, code, key, variant, group, unit: 'people', value: BigInt(countIn(counts, code)), n: denominator, denominator, of, name }
}

/** The same, but too early to tell while there is nobody under `of`. */
export function laterFigure(counts: Counts, figure: Parameters<typeof peopleFigure>[1]): Reading {
  const own = peopleFigure(counts, figure)
  const notOver = countIn(counts, 'running')
  return own.n === 0 ? { ...own, value: null, denominator: null, of: null, note: { kind: 'too_early', notOver } } : own
}
