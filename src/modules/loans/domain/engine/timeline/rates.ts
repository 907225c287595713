import { toDay } from './daynumbers.ts'
import type { Entry } from './log.ts'
import type { TimelineLoan } from './types.ts'

const known = new WeakMap<TimelineLoan, Map<string, TimelineLoan>>()

/** The loan with the changes of rate that stand: the same object for the same changes, for what is worked out of a loan is remembered by it. */
export function withRates(loan: TimelineLoan, entries: readonly Entry[]): TimelineLoan {
  const changes = entries.flatMap(({ reversed, body }) => (!reversed && body.do === 'rateChange' ? [body] : []))
  if (changes.length === 0) return loan
  const remembered = known.get(loan) ?? new Map<string, TimelineLoan>()
  known.set(loan, remembered)
  const key = changes.map((each) => `${each.from} ${each.yearlyRate.num}/${each.yearlyRate.den}`).join()
  const rateChanges = changes.map(({ from, yearlyRate }) => ({ from: toDay(from), yearlyRate }))
  const rated = remembered.get(key) ?? { ...loan, terms: { ...loan.terms, rateChanges } }
  remembered.set(key, rated)
  return rated
}
