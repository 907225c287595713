import { type ArrearsBucket, type ArrearsPause, type ArrearsState, arrearsByInstalment, arrearsOn } from './arrears.ts'
import { type Ledger, type Row, outstanding, rowLeft } from './ledger.ts'
import type { DayNumber, TimelineLoan, Transaction } from './types.ts'

/** One row of the schedule as it stands. Cents (øre). */
export type CheckRow = CheckTotals & {
  readonly n: number
  readonly due: DayNumber
  readonly days: number
  readonly total: bigint
  readonly balanceAfter: bigint
  readonly paidOn: DayNumber | null
}

/** What is due by component, and what came in. Cents (øre). */
export type CheckTotals = {
  readonly principal: bigint
  readonly interest: bigint
  readonly fees: bigint
  readonly penalties: bigint
  readonly paid: bigint
  readonly inAdvance: bigint
  readonly late: bigint
  readonly outstanding: bigint
}

/** The whole state of a loan on a day. */
export type LoanCheck = {
  readonly schedule: readonly CheckRow[]
  readonly totals: CheckTotals & { readonly due: bigint }
  readonly transactions: readonly Transaction[]
  readonly status: 'active' | 'overpaid' | 'closed-obligations-met' | 'closed-written-off' | 'closed-remitted'
  readonly chargedOff: boolean
  readonly recovered: bigint
  readonly outstanding: bigint
  readonly overpaid: bigint
  readonly arrears: ArrearsState
  readonly arrearsByInstalment: readonly ArrearsBucket[]
}

/** Reads the state of a loan off its ledger on `on`. */
export function checkOf(
  loan: TimelineLoan,
  ledger: Ledger,
  transactions: readonly Transaction[],
  pauses: readonly ArrearsPause[],
  on: DayNumber,
): LoanCheck {
  const schedule = rowsOf(ledger)
  const arrears = arrearsOn(loan, ledger, pauses, on)
  return {
    schedule,
    totals: totalsOf(schedule),
    transactions,
    status: statusOf(ledger),
    chargedOff: ledger.chargedOff,
    recovered: ledger.recovered,
    outstanding: outstanding(ledger),
    overpaid: ledger.overpaid,
    arrears,
    arrearsByInstalment: arrearsByInstalment(ledger, pauses, on, arrears),
  }
}

function rowsOf(ledger: Ledger): CheckRow[] {
  let repaid = 0n
  return ledger.rows.map((row, index) => {
    repaid += row.principal
    const last = index === ledger.rows.length - 1
    const before = ledger.disbursed.filter((each) => last || each.date < row.due || (row.kind === 'down' && each.date === row.due))
    return rowOf(row, index + 1, paidOutFor(ledger, before, repaid) - repaid, ledger.writtenOff)
  })
}

/** What had been paid out when a row fell due; a row that repays a payout of its own day or a later one (a re-age) counts that one too. */
function paidOutFor(ledger: Ledger, before: Ledger['disbursed'], repaid: bigint): bigint {
  const sum = before.reduce((total, each) => total + each.amount, 0n)
  const later = ledger.disbursed.filter((each) => !before.includes(each)).toSorted((a, b) => a.date - b.date)
  return later.reduce((total, each) => (total < repaid ? total + each.amount : total), sum)
}

function rowOf(row: Row, n: number, balanceAfter: bigint, writtenOff: boolean): CheckRow {
  const sum = (pick: (charge: Row['charges'][number]) => bigint) => row.charges.reduce((all, charge) => all + pick(charge), 0n)
  const fees = sum((charge) => (charge.penalty ? 0n : charge.amount))
  const penalties = sum((charge) => (charge.penalty ? charge.amount : 0n))
  return {
    n,
    due: row.due,
    days: row.due - row.from,
    principal: row.principal,
    interest: row.interest,
    fees,
    penalties,
    total: row.principal + row.interest + fees + penalties,
    paid: row.paidPrincipal + row.paidInterest + sum((charge) => charge.paid),
    inAdvance: row.inAdvance + sum((charge) => charge.inAdvance),
    late: row.late + sum((charge) => charge.late),
    outstanding: writtenOff ? 0n : rowLeft(row),
    balanceAfter,
    paidOn: rowLeft(row) === 0n ? row.paidOn : null,
  }
}

function totalsOf(rows: readonly CheckRow[]): LoanCheck['totals'] {
  const sum = (pick: (row: CheckRow) => bigint) => rows.reduce((all, row) => all + pick(row), 0n)
  return {
    principal: sum((row) => row.principal),
    interest: sum((row) => row.interest),
    fees: sum((row) => row.fees),
    penalties: sum((row) => row.penalties),
    due: sum((row) => row.total),
    paid: sum((row) => row.paid),
    inAdvance: sum((row) => row.inAdvance),
    late: sum((row) => row.late),
    outstanding: sum((row) => row.outstanding),
  }
}

function statusOf(ledger: Ledger): LoanCheck['status'] {
  if (ledger.remitted) return 'closed-remitted'
  if (ledger.writtenOff) return 'closed-written-off'
  if (ledger.overpaid > 0n) return 'overpaid'
  if (ledger.disbursed.length > 0 && outstanding(ledger) === 0n) return 'closed-obligations-met'
  return 'active'
}
