import { type Fraction, fraction, plus, roundHalfEven, times } from '#kernel/fraction.ts'
import { rateOf } from '../daycount.ts'
import { toDay } from './daynumbers.ts'
import { type Ledger, type Row, principalBalance, rowLeft } from './ledger.ts'
import type { DayNumber, TimelineLoan } from './types.ts'

/** True when the interest of a loan follows its actual payments, day by day. */
export function followsPayments(loan: TimelineLoan): boolean {
  return loan.interestRecalculation && loan.terms.interestMethod === 'declining-balance' && loan.terms.yearlyRate.num > 0n
}

/**
 * Works the interest of every open row out anew from what was really owed each day. `upTo` null looks ahead: rows not yet due are taken
 * to be paid on their due day, and principal overdue on `asOf` to bear interest until then. With `upTo` a day, interest runs to that day
 * only (what a payment on it must cover). Paid rows keep their interest; what goes on running after they were paid early falls to the next
 * row. The instalment stays level; the last row takes the rest.
 */
export function reworkInterest(loan: TimelineLoan, ledger: Ledger, asOf: DayNumber, upTo: DayNumber | null): void {
  const rows = ledger.rows.filter((row) => row.kind === 'regular')
  let carried = fraction(0n)
  let unpaid = principalBalance(ledger) - downLeft(ledger)
  for (const [index, row] of rows.entries()) {
    const accrued = plus(carried, accruedIn(loan, ledger, row, asOf, upTo))
    const open = rowLeft(row) > 0n || row.paidOn === null
    const last = index === rows.length - 1
    if (open) {
      row.interest = atLeast(row.paidInterest, last ? roundHalfEven(accrued) : atMost(row.level, roundHalfEven(accrued)))
      row.principal = row.paidPrincipal + (last ? unpaid : atMost(unpaid, atLeast(0n, row.level - row.interest - row.paidPrincipal)))
      unpaid -= row.principal - row.paidPrincipal
    }
    const rest = plus(accrued, fraction(-row.interest))
    // A rounding difference is not money: only whole cents that the row could not hold, or interest run on after it was paid, go on.
    carried = rest.num > 0n && (!open || row.interest >= row.level) ? rest : fraction(0n)
  }
}

function downLeft(ledger: Ledger): bigint {
  return ledger.rows.reduce((sum, row) => (row.kind === 'down' ? sum + row.principal - row.paidPrincipal : sum), 0n)
}

function accruedIn(loan: TimelineLoan, ledger: Ledger, row: Row, asOf: DayNumber, upTo: DayNumber | null): Fraction {
  const end = upTo === null ? row.due : Math.min(row.due, upTo)
  let sum = fraction(0n)
  let from = row.from
  for (const to of [...cutsBetween(ledger, row.from, end, asOf), end]) {
    if (to <= from) continue
    if (!isPaused(ledger, from)) sum = plus(sum, times(fraction(balanceOn(ledger, from, asOf)), partRate(loan, ledger, row, from, to)))
    from = to
  }
  return sum
}

function partRate(loan: TimelineLoan, ledger: Ledger, row: Row, from: DayNumber, to: DayNumber): Fraction {
  const start = toDay(ledger.disbursed[0]?.date ?? row.from)
  return rateOf({ ...loan.terms, start }, { from: toDay(row.from), to: toDay(row.due) }, toDay(from), toDay(to))
}

/** The days inside a period on which the balance or a pause changes. */
function cutsBetween(ledger: Ledger, from: DayNumber, to: DayNumber, asOf: DayNumber): DayNumber[] {
  const days = [asOf]
  for (const each of ledger.disbursed) days.push(each.date)
  for (const each of ledger.principalMoves) days.push(each.date)
  for (const each of ledger.interestPauses) days.push(each.start, each.end + 1)
  return [...new Set(days.filter((each) => each > from && each < to))].sort((a, b) => a - b)
}

function isPaused(ledger: Ledger, date: DayNumber): boolean {
  return ledger.interestPauses.some((pause) => pause.start <= date && date <= pause.end)
}

/** Principal bearing interest on a day: what was paid out less what was paid by then, and less what is taken to be paid ahead of it. */
function balanceOn(ledger: Ledger, date: DayNumber, asOf: DayNumber): bigint {
  let balance = 0n
  for (const each of ledger.disbursed) if (each.date <= date) balance += each.amount
  for (const each of ledger.principalMoves) if (each.date <= date) balance -= each.amount
  if (date < asOf) return balance
  for (const row of ledger.rows) if (row.due <= date) balance -= row.principal - row.paidPrincipal
  return balance
}

function atMost(limit: bigint, value: bigint): bigint {
  return value > limit ? limit : value
}

function atLeast(limit: bigint, value: bigint): bigint {
  return value < limit ? limit : value
}
