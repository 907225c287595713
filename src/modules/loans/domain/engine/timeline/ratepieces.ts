import type { Day } from '#kernel/days.ts'
import { type Fraction, fraction, times } from '#kernel/fraction.ts'
import { rateOf } from '../daycount.ts'
import { toDay, toNumber } from './daynumbers.ts'
import type { Row } from './ledger.ts'
import type { DayNumber, TimelineLoan } from './types.ts'

/** A stretch of a period in which each day bears the same interest. */
export type RatePiece = { readonly from: DayNumber; readonly to: DayNumber; readonly perDay: Fraction }

/** The period of a row. */
type Period = Pick<Row, 'from' | 'due' | 'rhythm'>

const known = new WeakMap<TimelineLoan, Map<string, readonly RatePiece[]>>()

/** The rate of each day of a period: one piece, cut where the rate changes and for act/act at 31 December. Remembered per loan. */
export function ratePieces(loan: TimelineLoan, start: Day, row: Period): readonly RatePiece[] {
  const remembered = known.get(loan) ?? new Map<string, readonly RatePiece[]>()
  known.set(loan, remembered)
  const { from, due, rhythm } = row
  const key = `${start.toString()} ${from} ${due} ${rhythm?.every} ${rhythm?.frequency}`
  const found = remembered.get(key)
  if (found !== undefined) return found
  const made = makePieces(loan, start, row)
  remembered.set(key, made)
  return made
}

function makePieces(loan: TimelineLoan, start: Day, { from, due: to, rhythm }: Period): RatePiece[] {
  const period = { from: toDay(from), to: toDay(to) }
  const years = loan.terms.dayCount === 'act/act-year-split-dec31' ? yearEnds(period.from, period.to) : []
  const changes = (loan.terms.rateChanges ?? []).map((each) => toNumber(each.from)).filter((each) => each < to)
  const ends = [...years, ...changes, to].sort((a, b) => a - b)
  let at = from
  return ends.flatMap((end) => {
    if (end <= at) return []
    const rate = rateOf({ ...loan.terms, ...rhythm, start }, period, toDay(at), toDay(end))
    const piece = { from: at, to: end, perDay: times(rate, fraction(1n, BigInt(end - at))) }
    at = end
    return [piece]
  })
}

function yearEnds(from: Day, to: Day): DayNumber[] {
  const years = Array.from({ length: to.year - from.year + 1 }, (_, k) => from.year + k)
  return years.map((year) => toNumber(Temporal.PlainDate.from({ year, month: 12, day: 31 }))).filter((each) => each < toNumber(to))
}
