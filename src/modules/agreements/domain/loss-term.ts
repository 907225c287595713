import { type Day, isBefore, isOnOrBefore } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Words } from './agreement.ts'

/** The parties that may bear a loss, in the order in which an odd øre goes. */
export const lossBearers = ['purchaser', 'provider', 'lender', 'actingJobCentre'] as const
/** One of them. */
export type LossBearer = (typeof lossBearers)[number]

/** What each party bears of a loss, in basis points; 10,000 in all. */
export type LossShares = Record<LossBearer, number>

/**
 * Who bears what is lost on the agreement's loans, from a day on. A loss is shared by the version in force on its own day, and what comes in
 * on the loan afterwards as the loss was. Versions come in the order of their days.
 */
export type LossTerm = { version: number; from: Day; shares: LossShares; words: Words }

/** Shares in basis points of which some may be left out; those bear nothing. */
export function lossSharesOf(given: Partial<LossShares>): LossShares {
  const { purchaser = 0, provider = 0, lender = 0, actingJobCentre = 0 } = given
  return { purchaser, provider, lender, actingJobCentre }
}

/** The sum of shares, in basis points. */
export function wholeOf(shares: LossShares): number {
  return lossBearers.reduce((sum, bearer) => sum + shares[bearer], 0)
}

/** The version in force on a day; null when none is. */
export function lossTermOn(terms: readonly LossTerm[], on: Day): LossTerm | null {
  return terms.findLast(({ from }) => isOnOrBefore(from, on)) ?? null
}

/** Why shares cannot be agreed so, in order of precedence. */
export type LossTermRefusal =
  | { kind: 'shares_not_whole'; sum: number }
  | { kind: 'loss_term_out_of_time'; min: Day }
  | { kind: 'loss_term_unchanged' }

/**
 * The next version. The parties may agree back to the agreement's first day, but not behind a version that holds already: losses that were
 * shared by it stay so. The same day again puts that version right.
 */
export function nextLossTerm(
  wish: { from: Day; shares: LossShares; words: Words },
  { terms, startsOn }: { terms: readonly LossTerm[]; startsOn: Day },
): Result<LossTerm, LossTermRefusal> {
  const sum = wholeOf(wish.shares)
  if (sum !== 10_000) return refuse({ kind: 'shares_not_whole', sum })
  const last = terms.at(-1)
  const min = last?.from ?? startsOn
  if (isBefore(wish.from, min)) return refuse({ kind: 'loss_term_out_of_time', min })
  if (last !== undefined && lossBearers.every((bearer) => last.shares[bearer] === wish.shares[bearer]))
    return refuse({ kind: 'loss_term_unchanged' })
  return ok({ version: terms.length + 1, ...wish })
}
