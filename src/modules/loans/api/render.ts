import type { ScheduleRow } from '../domain/engine/terms.ts'
import { toDay } from '../domain/engine/timeline/daynumbers.ts'
import type { CheckRow, CheckTotals, LoanCheck } from '../domain/engine/timeline/state.ts'
import type { Transaction } from '../domain/engine/timeline/types.ts'

/** Cents as major units with two decimals: `"166.67"`. */
export function money(cents: bigint): string {
  const size = cents < 0n ? -cents : cents
  return `${cents < 0n ? '-' : ''}${size / 100n}.${(size % 100n).toString().padStart(2, '0')}`
}

/** A schedule as the calculator answers it. */
export function scheduleJson(rows: readonly ScheduleRow[]) {
  const sum = (pick: (row: ScheduleRow) => bigint) => money(rows.reduce((all, row) => all + pick(row), 0n))
  return {
    rows: rows.map((row) => ({
      n: row.n,
      due: row.due.toString(),
      days: row.days,
      principal: money(row.principal),
      interest: money(row.interest),
      total: money(row.principal + row.interest),
      balanceAfter: money(row.balanceAfter),
    })),
    totals: {
      principal: sum((row) => row.principal),
      interest: sum((row) => row.interest),
      total: sum((row) => row.principal + row.interest),
    },
  }
}

/** The state of a loan as the timeline answers it. */
export function checkJson(check: LoanCheck) {
  const { arrears } = check
  return {
    schedule: check.schedule.map(rowJson),
    totals: { ...totalsJson(check.totals), due: money(check.totals.due) },
    transactions: check.transactions.map(transactionJson),
    status: check.status,
    ...(check.chargedOff ? { chargedOff: true } : {}),
    ...(check.recovered > 0n ? { recovered: money(check.recovered) } : {}),
    outstanding: money(check.outstanding),
    overpaid: money(check.overpaid),
    arrears: {
      bucket: arrears.bucket,
      amount: money(arrears.amount),
      delinquentFrom: arrears.delinquentFrom === null ? null : toDay(arrears.delinquentFrom).toString(),
      delinquentDays: arrears.delinquentDays,
      pastDueDays: arrears.pastDueDays,
    },
    arrearsByInstalment: check.arrearsByInstalment.map(({ bucket, amount }) => ({ bucket, amount: money(amount) })),
  }
}

function rowJson(row: CheckRow) {
  const { n, due, paidOn } = row
  return {
    n,
    due: toDay(due).toString(),
    ...totalsJson(row),
    total: money(row.total),
    balanceAfter: money(row.balanceAfter),
    paidOn: paidOn === null ? null : toDay(paidOn).toString(),
  }
}

function totalsJson(totals: CheckTotals) {
  return {
    principal: money(totals.principal),
    interest: money(totals.interest),
    fees: money(totals.fees),
    penalties: money(totals.penalties),
    paid: money(totals.paid),
    inAdvance: money(totals.inAdvance),
    late: money(totals.late),
    outstanding: money(totals.outstanding),
  }
}

function transactionJson(transaction: Transaction) {
  return {
    date: toDay(transaction.date).toString(),
    type: transaction.type,
    amount: money(transaction.amount),
    principal: money(transaction.principal),
    interest: money(transaction.interest),
    fees: money(transaction.fees),
    penalties: money(transaction.penalties),
    balance: money(transaction.balance),
    ...(transaction.reversed ? { reversed: true } : {}),
    ...(transaction.replayed ? { replayed: true } : {}),
  }
}
