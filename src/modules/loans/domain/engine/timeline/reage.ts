import { divideHalfEven } from '#kernel/fraction.ts'
import { stepFrom } from '../duedates.ts'
import { schedule } from '../schedule.ts'
import type { ScheduleTerms } from '../terms.ts'
import { asRows } from './spread.ts'
import { toDay, toNumber } from './daynumbers.ts'
import { type Ledger, type Row, newRow, placeCharges, rowLeft } from './ledger.ts'
import type { DayNumber, StepBody, TimelineLoan } from './types.ts'

type ReAge = Extract<StepBody, { do: 'reAge' }>

/**
 * Puts everything unpaid on new rows from the start date: old rows keep what was paid on them and close on `date`; old rows on or after the
 * start date with nothing paid give way; a new row on an old row's day becomes one with it. Charges stay on their own due days.
 * Returns the principal moved.
 */
export function reAge(loan: TimelineLoan, ledger: Ledger, change: ReAge, date: DayNumber): bigint {
  const open = ledger.rows.filter((row) => row.kind !== 'extra' && row.principal + row.interest > row.paidPrincipal + row.paidInterest)
  const principal = open.reduce((sum, row) => sum + row.principal - row.paidPrincipal, 0n)
  const overdueInterest = open.reduce((sum, row) => (row.due <= date ? sum + row.interest - row.paidInterest : sum), 0n)
  if (principal === 0n) return 0n
  for (const row of open) close(row, date)
  const kept = ledger.rows.filter((row) => row.due < change.startDate || row.paidPrincipal + row.paidInterest > 0n || row.kind === 'extra')
  const fresh = reAgedRows(loan, ledger, change, principal, overdueInterest)
  // The time from the start date on belongs to the new rows.
  for (const row of kept) if (row.due >= change.startDate) row.from = row.due
  ledger.rows = merged(kept, fresh)
  placeCharges(ledger)
  // A charge that moved to a new row may have been all that its old row lacked.
  for (const row of ledger.rows) if (rowLeft(row) === 0n) row.paidOn ??= date
  return principal
}

function close(row: Row, date: DayNumber): void {
  row.principal = row.paidPrincipal
  row.interest = row.paidInterest
  row.level = row.principal + row.interest
  if (rowLeft(row) === 0n) row.paidOn = date
}

function reAgedRows(loan: TimelineLoan, ledger: Ledger, change: ReAge, principal: bigint, interest: bigint): Row[] {
  const rhythm = { every: change.every, frequency: change.frequency, monthEnd: loan.terms.monthEnd }
  const first = toDay(change.startDate)
  const dues = Array.from({ length: change.count }, (_, k) => stepFrom(first, k, rhythm))
  const before = ledger.rows.findLast((row) => row.kind !== 'extra' && row.due < change.startDate)
  const from = before?.due ?? ledger.disbursed[0]?.date ?? change.startDate
  const start = toDay(Math.min(from, change.startDate - 1))
  const none = { downPayment: null, principalGrace: 0, interestPaymentGrace: 0, interestFree: 0, asOf: null }
  const loanStart = toDay(ledger.disbursed[0]?.date ?? change.startDate)
  const terms: ScheduleTerms = { ...loan.terms, ...rhythm, ...none, start, loanStart, disbursements: [{ date: start, amount: principal }] }
  const rows = asRows(schedule(terms, dues), toNumber(start))
  for (const row of rows) row.rhythm = { every: change.every, frequency: change.frequency }
  const head = rows[0]
  if (head !== undefined) {
    head.interest += interest
    head.level += interest
  }
  return rows
}

function merged(kept: readonly Row[], fresh: readonly Row[]): Row[] {
  const rows = [...kept]
  for (const row of fresh) {
    const same = rows.find((each) => each.kind === 'regular' && each.due === row.due)
    if (same === undefined) rows.push(row)
    else {
      same.principal += row.principal
      same.interest += row.interest
      same.level += row.level
      same.from = row.from
      same.rhythm = row.rhythm
      same.paidOn = null
    }
  }
  return rows.sort((a, b) => a.due - b.due || Number(a.kind !== 'down') - Number(b.kind !== 'down'))
}

/** Spreads the principal overdue on `date` (that day's row included) over the rows after it. Returns the principal moved. */
export function reAmortize(loan: TimelineLoan, ledger: Ledger, date: DayNumber): bigint {
  const overdue = ledger.rows.filter((row) => row.kind !== 'extra' && row.due <= date && row.principal > row.paidPrincipal)
  const later = ledger.rows.filter((row) => row.kind === 'regular' && row.due > date)
  const moved = overdue.reduce((sum, row) => sum + row.principal - row.paidPrincipal, 0n)
  if (moved === 0n || later.length === 0) return 0n
  for (const row of overdue) {
    row.principal = row.paidPrincipal
    if (rowLeft(row) === 0n) row.paidOn = date
  }
  const share = divideHalfEven(moved, BigInt(later.length) * loan.terms.multiple) * loan.terms.multiple
  let left = moved
  for (const [index, row] of later.entries()) {
    const part = index === later.length - 1 ? left : share < left ? share : left
    left -= part
    row.principal += part
    row.level += part
    if (part > 0n) row.paidOn = null
  }
  return moved
}

/**
 * Works a later payout into the rows: those after it take the new plan's figures, but never less than is paid on them; the last rows take
 * what a rescheduling in between leaves over or under, so that the rows always sum to what was paid out.
 */
export function rebase(ledger: Ledger, plan: readonly Row[], date: DayNumber): void {
  for (const row of plan) {
    const old = ledger.rows.find((each) => each.kind === row.kind && each.due === row.due)
    if (old === undefined) ledger.rows.push(newRow(row))
    else if (old.due > date || row.kind === 'down') {
      old.principal = row.principal > old.paidPrincipal ? row.principal : old.paidPrincipal
      old.interest = row.interest > old.paidInterest ? row.interest : old.paidInterest
      old.level = row.level
    }
  }
  ledger.rows.sort((a, b) => a.due - b.due || Number(a.kind !== 'down') - Number(b.kind !== 'down'))
  evenOut(ledger)
  for (const row of ledger.rows) if (rowLeft(row) > 0n) row.paidOn = null
  placeCharges(ledger)
}

function evenOut(ledger: Ledger): void {
  const paidOut = ledger.disbursed.reduce((sum, each) => sum + each.amount, 0n)
  let missing = ledger.rows.reduce((sum, row) => sum - row.principal, paidOut)
  for (const row of ledger.rows.filter((each) => each.kind === 'regular').reverse()) {
    const unpaid = row.principal - row.paidPrincipal
    const change = missing > -unpaid ? missing : -unpaid
    row.principal += change
    missing -= change
  }
}
