import { divideHalfEven } from '#kernel/fraction.ts'
import { schedule } from '../schedule.ts'
import type { Disbursement, ScheduleRow, ScheduleTerms } from '../terms.ts'
import { toDay, toNumber } from './daynumbers.ts'
import { type Row, newRow } from './ledger.ts'
import type { DayNumber } from './types.ts'

/** What a part of a plan is spread anew in: the terms, the money paid out so far less down payments, and the row from which on it is. */
export type Spreading = {
  readonly terms: ScheduleTerms
  readonly money: readonly Disbursement[]
  readonly regular: readonly Row[]
  readonly index: number
}

/** A row to be: when it falls due, and whether it is agreed to repay nothing. */
type Slot = Pick<Row, 'due' | 'free'>

/** Whether a loan bears interest at all. */
export function bearing(terms: ScheduleTerms): boolean {
  return terms.interestMethod !== 'none' && terms.yearlyRate.num > 0n
}

/** The principal of some rows. */
export const principalOf = (rows: readonly Row[]) => rows.reduce((sum, row) => sum + row.principal, 0n)

/**
 * An amount spread over rows in place of those from `index` on. What was agreed for the loan's first rows holds for as many of them as are
 * left, money that is paid out later bears interest from its own day, and a flat interest is that of the whole loan.
 */
export function respread({ terms, money, regular, index }: Spreading, slots: readonly Slot[], amount: bigint): Row[] {
  const from = regular[index]?.from ?? 0
  if (!bearing(terms)) return evenRows(terms, from, slots, amount)
  const left = (rows: number) => Math.min(Math.max(0, rows - index), slots.length - 1)
  const free = slots.findIndex((slot) => !slot.free)
  const rest: ScheduleTerms = {
    ...terms,
    start: toDay(from),
    loanStart: terms.start,
    disbursements: moneyFrom(money, from, amount),
    downPayment: null,
    principalGrace: free < 0 ? slots.length - 1 : free,
    interestPaymentGrace: left(terms.interestPaymentGrace),
    interestFree: left(terms.interestFree),
  }
  const days = slots.map((slot) => toDay(slot.due))
  const spread = asRows(schedule(rest, days), from, rest.principalGrace)
  if (terms.interestMethod === 'flat') {
    const whole = principalOf(regular.slice(0, index)) + amount
    return withInterest(spread, schedule({ ...rest, disbursements: moneyFrom(money, from, whole) }, days))
  }
  return withDeferred(spread, left(terms.interestPaymentGrace), deferredBefore(terms, regular, index))
}

/** Without interest the same to every row that repays anything, in multiples, the last taking the rest; empty rows at the end are left out. */
function evenRows(terms: ScheduleTerms, start: DayNumber, slots: readonly Slot[], amount: bigint): Row[] {
  const paying = slots.filter((slot) => !slot.free).length
  const share = paying === 0 ? 0n : divideHalfEven(amount, BigInt(paying) * terms.multiple) * terms.multiple
  let [from, left] = [start, amount]
  const rows = slots.map(({ due, free }, index) => {
    const principal = index === slots.length - 1 ? left : free ? 0n : share < left ? share : left
    const row = newRow({ kind: 'regular', from, due, principal, interest: 0n, free })
    left -= principal
    from = due
    return row
  })
  return rows.slice(0, rows.findLastIndex((row) => row.principal > 0n) + 1)
}

/** The same rows with the interest of others. */
function withInterest(rows: readonly Row[], others: readonly ScheduleRow[]): Row[] {
  return rows.map((row, index) => ({ ...row, interest: others[index]?.interest ?? row.interest }))
}

/** What the rows before `index` bore while interest waited, where the row that collects it comes later; else nothing. */
function deferredBefore(terms: ScheduleTerms, regular: readonly Row[], index: number): bigint {
  if (index === 0 || terms.interestPaymentGrace <= index) return 0n
  const dues = regular.map((row) => toDay(row.due))
  const borne = schedule({ ...terms, interestPaymentGrace: 0 }, dues).filter((row) => row.days > 0)
  return borne.slice(0, index).reduce((sum, row) => sum + row.interest, 0n)
}

/** The rows with interest that has waited added to the one at `index`, or to the last. */
function withDeferred(rows: readonly Row[], index: number, deferred: bigint): Row[] {
  const at = Math.min(index, rows.length - 1)
  return rows.map((row, n) => (n === at ? { ...row, interest: row.interest + deferred } : row))
}

/** The money that a stretch begins with and what is paid out in it, together `amount`. */
function moneyFrom(money: readonly Disbursement[], from: DayNumber, amount: bigint): Disbursement[] {
  const start = toDay(from)
  const later = money.filter(({ date }) => toNumber(date) > from)
  const first = amount - later.reduce((sum, each) => sum + each.amount, 0n)
  return first > 0n ? [{ date: start, amount: first }, ...later] : [{ date: start, amount }]
}

/** Turns schedule rows into replay rows, the first `grace` of which repay nothing; a row of no length is a down payment. */
export function asRows(rows: readonly ScheduleRow[], start: DayNumber, grace = 0): Row[] {
  let from = start
  let before = 0
  return rows.map((row) => {
    const due = toNumber(row.due)
    const { principal, interest } = row
    if (row.days === 0) return newRow({ kind: 'down', from: due, due, principal, interest })
    const made = newRow({ kind: 'regular', from, due, principal, interest, free: before < grace })
    from = due
    before += 1
    return made
  })
}
