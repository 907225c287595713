import { type Fraction, fraction, plus, roundHalfEven, times } from '#kernel/fraction.ts'
import { toDay } from './daynumbers.ts'
import { type Ledger, type Row, rowLeft } from './ledger.ts'
import { type RatePiece, ratePieces } from './ratepieces.ts'
import type { DayNumber, TimelineLoan } from './types.ts'

/** True when the interest of a loan follows its actual payments, day by day. */
export function followsPayments(loan: TimelineLoan): boolean {
  return loan.interestRecalculation && loan.terms.interestMethod === 'declining-balance' && loan.terms.yearlyRate.num > 0n
}

/**
 * Works the interest of every open row out anew from what was really owed each day. `upTo` null looks ahead: rows not yet due are taken
 * to be paid on their due day, and principal overdue on `asOf` to bear interest until then. With `upTo` a day, interest runs to that day
 * only (what a payment on it must cover). Paid rows keep their interest; what goes on running after they were paid early falls to the next
 * row. The instalment stays level; the last open row takes the rest.
 */
export function reworkInterest(loan: TimelineLoan, ledger: Ledger, asOf: DayNumber, upTo: DayNumber | null): void {
  const rows = ledger.rows.filter((row) => row.kind === 'regular')
  const start = toDay(ledger.disbursed[0]?.date ?? loan.submittedOn)
  const walk = newWalk(ledger, asOf)
  let carried = fraction(0n)
  let unpaid = ledger.balance - walk.expected
  const isOpen = (row: Row) => rowLeft(row) > 0n || row.paidOn === null
  const lastOpen = rows.findLastIndex(isOpen)
  for (const [index, row] of rows.entries()) {
    const end = upTo === null ? row.due : Math.min(row.due, upTo)
    const accrued = plus(carried, accruedIn(walk, ratePieces(loan, start, row), end))
    const open = isOpen(row)
    if (open) {
      settle(row, accrued, unpaid, index === lastOpen)
      unpaid -= row.principal - row.paidPrincipal
    }
    walk.expected += row.principal - row.paidPrincipal
    const rest = plus(accrued, fraction(-row.interest))
    // A rounding difference is not money: only interest that the row could not hold, or that ran on after it was paid, goes on.
    carried = rest.num > 0n && (!open || row.interest >= row.level) ? rest : fraction(0n)
  }
}

function settle(row: Row, accrued: Fraction, unpaid: bigint, last: boolean): void {
  const interest = roundHalfEven(accrued)
  row.interest = atLeast(row.paidInterest, last ? interest : atMost(row.level, interest))
  row.principal = row.paidPrincipal + (last ? unpaid : atMost(unpaid, atLeast(0n, row.level - row.interest - row.paidPrincipal)))
}

/** One pass through time: where it stands in the list of changes, what is owed there, and what earlier rows are expected to have paid. */
type Walk = {
  readonly changes: readonly { readonly date: DayNumber; readonly amount: bigint }[]
  readonly pauses: Ledger['interestPauses']
  readonly asOf: DayNumber
  next: number
  owed: bigint
  expected: bigint
}

function newWalk(ledger: Ledger, asOf: DayNumber): Walk {
  const paid = ledger.principalMoves.map((each) => ({ date: each.date, amount: -each.amount }))
  const changes = [...ledger.disbursed, ...paid].sort((a, b) => a.date - b.date)
  const expected = ledger.rows.reduce((sum, row) => (row.kind === 'down' ? sum + row.principal - row.paidPrincipal : sum), 0n)
  return { changes, pauses: ledger.interestPauses, asOf, next: 0, owed: 0n, expected }
}

function accruedIn(walk: Walk, pieces: readonly RatePiece[], end: DayNumber): Fraction {
  let sum = fraction(0n)
  for (const piece of pieces) {
    const balanceDays = balanceDaysIn(walk, piece.from, Math.min(piece.to, end))
    if (balanceDays !== 0n) sum = plus(sum, times(fraction(balanceDays), piece.perDay))
  }
  return sum
}

/** Principal × days in [from, to) without the paused days; days are walked through in order, never back. */
function balanceDaysIn(walk: Walk, from: DayNumber, to: DayNumber): bigint {
  let sum = 0n
  let at = from
  while (at < to) {
    for (let change = walk.changes[walk.next]; change !== undefined && change.date <= at; change = walk.changes[walk.next]) {
      walk.owed += change.amount
      walk.next += 1
    }
    const until = Math.min(to, walk.changes[walk.next]?.date ?? to, at < walk.asOf ? walk.asOf : to)
    const balance = at < walk.asOf ? walk.owed : walk.owed - walk.expected
    sum += balance * BigInt(until - at - pausedIn(walk, at, until))
    at = until
  }
  return sum
}

function pausedIn(walk: Walk, from: DayNumber, to: DayNumber): number {
  return walk.pauses.reduce((days, pause) => days + Math.max(0, Math.min(pause.end + 1, to) - Math.max(pause.start, from)), 0)
}

function atMost(limit: bigint, value: bigint): bigint {
  return value > limit ? limit : value
}

function atLeast(limit: bigint, value: bigint): bigint {
  return value < limit ? limit : value
}
