import { isBefore } from '#kernel/days.ts'
import { divideHalfEven, fraction, times } from '#kernel/fraction.ts'
import { type AnnuityPeriod, levelInstalment } from './annuity.ts'
import { nominalPeriod, yearlyRateOn } from './daycount.ts'
import { type RowInterest, decliningInterest } from './rowinterest.ts'
import { type Part, type Stretch, inflowOf, smaller } from './stretches.ts'
import type { ScheduleTerms } from './terms.ts'

type Level = { readonly terms: ScheduleTerms; readonly stretches: readonly Stretch[]; readonly interest: RowInterest }

/** Level instalments; a payout after the first row gives a new instalment from its row on. */
export function levelParts(terms: ScheduleTerms, stretches: readonly Stretch[], interest: RowInterest): Part[] {
  const parts: Part[] = []
  let balance = 0n
  for (let index = 0; index < stretches.length; ) {
    const next = stretches.findIndex((each, later) => later > index && each.inflows.length > 0)
    const until = next < 0 ? stretches.length : next
    const level = blindAfter(terms, stretches, index)
    const rows = levelRows(level, index, balance, fittedInstalment(level, index, balance))
    for (const [offset, row] of rows.slice(0, until - index).entries()) {
      const stretch = stretches[index + offset]
      balance += (stretch === undefined ? 0n : inflowOf(stretch)) - row.principal
      parts.push(row)
    }
    index = until
  }
  return terms.asOf === null ? parts : seenWithNothingPaid({ terms, stretches, interest }, parts)
}

/** The periods as known in row `index`: an instalment does not foresee payouts in later rows. */
function blindAfter(terms: ScheduleTerms, stretches: readonly Stretch[], index: number): Level {
  const known = stretches.map((stretch, at) => (at > index && stretch.inflows.length > 0 ? { ...stretch, inflows: [] } : stretch))
  return { terms, stretches: known, interest: decliningInterest(terms, known) }
}

/** The rows of a level instalment: interest first, the rest principal, never below 0; interest a row cannot hold goes to the next. */
function levelRows({ terms, stretches, interest }: Level, from: number, balance: bigint, instalment: bigint): Part[] {
  let left = balance
  let carried = 0n
  return stretches.slice(from).map((stretch, offset) => {
    const index = from + offset
    left += inflowOf(stretch)
    const due = interest(index, left) + carried
    const last = index === stretches.length - 1
    const grace = index < terms.principalGrace
    const taken = last || grace ? due : smaller(due, instalment)
    carried = due - taken
    const principal = last ? left : grace ? 0n : smaller(instalment - taken, left)
    left -= principal
    return { principal, interest: taken }
  })
}

/**
 * The instalment from row `from` on. When the last row would differ from the one before by more than half a cent a row, it is shifted by
 * a row's share of that difference, and the shift is kept if the gap shrinks.
 */
function fittedInstalment(level: Level, from: number, balance: bigint): bigint {
  const { terms, stretches } = level
  const instalment = levelInstalment(balance, stretches.slice(from).map(annuityPeriod(terms, from)), terms.multiple)
  if (!terms.adjustInstalment) return instalment
  const rows = BigInt(stretches.length - Math.max(from, terms.principalGrace))
  const gap = lastGap(levelRows(level, from, balance, instalment))
  if (size(gap) <= rows / 2n) return instalment
  const shifted = divideHalfEven(instalment * rows + gap, rows * terms.multiple) * terms.multiple
  return size(lastGap(levelRows(level, from, balance, shifted))) < size(gap) ? shifted : instalment
}

function annuityPeriod(terms: ScheduleTerms, from: number): (stretch: Stretch, offset: number) => AnnuityPeriod {
  // This count leaves the instalment nominal: only the interest of a row follows the days.
  const nominal = terms.dayCount === 'act/365-year-of-start'
  return (stretch, offset) => {
    const index = from + offset
    const free = index < terms.interestFree
    const rate = free ? fraction(0n) : nominal ? times(yearlyRateOn(terms, stretch.from), nominalPeriod(terms)) : stretch.rate
    const inflows = stretch.inflows.map((each) => ({ amount: each.amount, rate: free || nominal ? rate : each.rate }))
    return { rate, inflows, pays: index >= terms.principalGrace }
  }
}

function lastGap(rows: readonly Part[]): bigint {
  const last = rows.at(-1)
  const before = rows.at(-2)
  if (last === undefined || before === undefined) return 0n
  return last.principal + last.interest - before.principal - before.interest
}

/** The same instalments with nothing paid by `asOf`: the interest on overdue principal comes out of them, and the last row takes the rest. */
function seenWithNothingPaid({ terms, stretches, interest }: Level, parts: readonly Part[]): Part[] {
  let balance = 0n
  let overdue = 0n
  return parts.map((part, index) => {
    const stretch = stretches[index]
    if (stretch === undefined || terms.asOf === null) return part
    balance += inflowOf(stretch)
    const due = interest(index, balance, overdue)
    const room = part.principal + part.interest - due
    const grace = index < terms.principalGrace
    const principal = index === parts.length - 1 ? balance : grace || room < 0n ? 0n : smaller(room, balance)
    balance -= principal
    if (isBefore(stretch.to, terms.asOf)) overdue += principal
    return { principal, interest: due }
  })
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value
}
