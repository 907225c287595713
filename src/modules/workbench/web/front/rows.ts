import { type Day, daysBetween, isBefore } from '#kernel/days.ts'
import { type Authority, type Listed, authorityIn, holds } from '#modules/caseload/index.ts'
import type { StandingWords, WordsReader } from '#platform/case.ts'
import type { StaffReader } from '../case/read-case.ts'

/** How each machine puts a case's row into words. */
export type WordsPorts = Readonly<
  Record<Listed['source'], (listed: Listed, authority: Authority | null, reader: WordsReader) => StandingWords>
>

/** A row of the worklist as a reader of one organisation sees it. */
export type Row = Listed & { authority: Authority | null; mine: boolean; words: StandingWords }

/** The row for a reader: the next step only when the reader's organisation has the ball. */
export function rowFor(listed: Listed, words: WordsPorts, { actor, today, lang }: StaffReader): Row {
  const authority = authorityIn(listed, actor.organisationId)
  const mine = holds(listed, authority, today)
  return { ...listed, authority, mine, words: words[listed.source](listed, mine ? authority : null, { actor, lang }) }
}

/** How urgent a row is on a day: past its day, within a week of it, or neither. */
export function urgency({ dueOn }: Pick<Listed, 'dueOn'>, today: Day): 'late' | 'due' | 'none' {
  if (dueOn === null) return 'none'
  const left = daysBetween(today, dueOn)
  return left < 0 ? 'late' : left <= 7 ? 'due' : 'none'
}

/** True when the case should have been decided by the authority's published deadline. */
export function isOverdue({ decideBy }: Pick<Listed, 'decideBy'>, today: Day): boolean {
  return decideBy !== null && isBefore(decideBy, today)
}

/**
 * On which day the ball is held, counted from 1, and how many are allowed, null where no day is set; both from the same two dates. None is left
 * where the day had passed before the ball came.
 */
export function heldDay({ since, dueOn }: Pick<Listed, 'since' | 'dueOn'>, today: Day): { number: number; of: number | null } {
  const number = Math.max(1, daysBetween(since, today) + 1)
  return { number, of: dueOn === null ? null : daysBetween(since, dueOn) + 1 }
}
