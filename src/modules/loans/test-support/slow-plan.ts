import { levelRows } from './slow-annuity.ts'
import { frequencyOf, nearest, stepDay } from './slow-days.ts'
import { emptyRow, inOrder } from './slow-rows.ts'
import type { Json, Loan, Row } from './slow-types.ts'

/** Money paid out on a day, cents, and its place in the order of entry. */
export type Payout = { day: string; amount: bigint; seq: number }
/** A reschedule, with the day it takes effect. */
export type Move = { step: Json; day: string; seq: number }

/** A row of the plan; `free` is agreed to repay nothing. */
type Planned = { from: string; due: string; principal: bigint; interest: bigint; free: boolean }
type Money = { day: string; amount: bigint }

/**
 * The rows of a loan, one thing after the other as it took effect: the first payout makes the rows, a later one is spread with what is left over
 * the rows that fall due after it, a reschedule moves rows and spreads them again where interest or more rows ask for it.
 */
export function plan(loan: Loan, payouts: readonly Payout[], moves: readonly Move[]): Row[] {
  const [first] = payouts
  if (first === undefined) return []
  const downs = payouts.map(({ day, amount }) => ({ day, amount: nearest(amount * loan.down, 100n, loan.multiple) }))
  const paidIn = payouts.map((each, index) => ({ ...each, amount: each.amount - (downs[index]?.amount ?? 0n) }))
  const happenings = [...paidIn.slice(1).map((each) => ({ ...each, step: null })), ...moves].toSorted((a, b) =>
    a.day === b.day ? a.seq - b.seq : a.day < b.day ? -1 : 1,
  )
  const dues = Array.from({ length: loan.n }, (_, k) => stepDay(first.day, k + 1, loan.every, loan.unit, loan.monthEnd))
  const frees = dues.map((due) => ({ due, free: false }))
  let money: Money[] = [{ day: first.day, amount: paidIn[0]?.amount ?? 0n }]
  let rows = spread(loan, first.day, first.day, frees, money)
  let anchor = { day: first.day, index: -1 }
  const waiting: Payout[] = []
  const payIn = (each: Payout, trim: boolean) => {
    money = [...money, { day: each.day, amount: each.amount }]
    const at = rows.findIndex((row) => row.due > each.day)
    const left = rows.slice(at).reduce((sum, row) => sum + row.principal, each.amount)
    rows = [...rows.slice(0, at), ...spread(loan, first.day, rows[at]?.from ?? '', rows.slice(at), money, left)]
    if (trim) rows = withoutEnd(rows)
  }
  let changed = false
  for (const each of happenings) {
    if (each.step === null) waiting.push(each)
    for (const next of waiting.filter((one) => rows.some((row) => row.due > one.day))) {
      payIn(next, changed)
      waiting.splice(waiting.indexOf(next), 1)
    }
    if (each.step !== null) {
      changed = true
      rows = withoutEnd(rows)
      const at = rows.findIndex((row) => row.due === each.step['from'])
      const newDue = each.step['newDueDate']
      if (at >= 0 && typeof newDue === 'string') anchor = { day: newDue, index: at }
      if (at >= 0) rows = withoutEnd(moved(loan, first.day, rows, at, { step: each.step, anchor, money }))
    }
  }
  for (const next of waiting) payIn(next, changed)
  return inOrder([
    ...downs.filter((each) => each.amount > 0n).map(({ day, amount }) => ({ ...emptyRow(day, amount), down: true })),
    ...withoutEnd(rows).map((row) => emptyRow(row.due, row.principal, row.from, row.interest)),
  ])
}

type Change = { step: Json; anchor: { day: string; index: number }; money: readonly Money[] }

function moved(loan: Loan, begun: string, rows: readonly Planned[], at: number, { step, anchor, money }: Change): Planned[] {
  const [extra, grace] = [Number(step['extraInstalments'] ?? 0), Number(step['principalGracePeriods'] ?? 0)]
  const later = rows.slice(at)
  const none = (count: number, free: boolean) => Array.from({ length: count }, () => ({ principal: 0n, free }))
  const kept = typeof step['newDueDate'] === 'string' ? 0 : later.length
  const day = (k: number) => stepDay(anchor.day, k - anchor.index, loan.every, loan.unit, loan.monthEnd)
  let from = later[0]?.from ?? ''
  const next = [...none(grace, true), ...later, ...none(extra, false)].map(({ principal, free }, k): Planned => {
    const due = k < kept ? (later[k]?.due ?? '') : day(at + k)
    const row = { from, due, principal, interest: 0n, free }
    from = due
    return row
  })
  const left = later.reduce((sum, row) => sum + row.principal, 0n)
  const fresh = loan.rate === 0 && extra === 0 ? next : spread(loan, begun, later[0]?.from ?? '', next, money, left)
  return [...rows.slice(0, at), ...fresh]
}

/** `left` spread over rows that begin on `from`; of it, what was paid out after that day comes in on its own day, and is not foreseen before. */
function spread(
  loan: Loan,
  begun: string,
  from: string,
  slots: readonly Pick<Planned, 'due' | 'free'>[],
  money: readonly Money[],
  left = money.reduce((sum, each) => sum + each.amount, 0n),
): Planned[] {
  if (loan.rate === 0) return shared(loan, from, slots, left)
  const later = money.filter((each) => each.day > from)
  let owed = later.reduce((sum, each) => sum - each.amount, left)
  const counting = { ...loan, frequency: frequencyOf(loan.unit), begun }
  const rows: Planned[] = []
  let level: Planned[] = []
  for (const [k, { due, free }] of slots.entries()) {
    const start = slots[k - 1]?.due ?? from
    const inflows = later.filter((each) => each.day < due && (k === 0 || each.day >= start))
    if (k === 0 || inflows.length > 0) {
      const dues = slots.slice(k).map((slot) => slot.due)
      const open = slots.slice(k).findIndex((slot) => !slot.free)
      const made = levelRows({ counting, from: start, dues, owed, inflows, grace: open, multiple: loan.multiple, adjust: true })
      level = made.map((row, index) => ({ ...row, from: dues[index - 1] ?? start, free }))
    }
    const row = level.shift()
    if (row === undefined) break
    rows.push({ ...row, free })
    owed += inflows.reduce((sum, each) => sum + each.amount, 0n) - row.principal
  }
  return rows
}

/** Without interest: the same on every row that repays, the last taking what is left. */
function shared(loan: Loan, begin: string, slots: readonly Pick<Planned, 'due' | 'free'>[], amount: bigint): Planned[] {
  const share = nearest(amount, BigInt(slots.filter((slot) => !slot.free).length), loan.multiple)
  let [left, from] = [amount, begin]
  return slots.map(({ due, free }, index) => {
    const principal = index === slots.length - 1 || (share > left && !free) ? left : free ? 0n : share
    const row = { from, due, principal, interest: 0n, free }
    left -= principal
    from = due
    return row
  })
}

function withoutEnd(rows: readonly Planned[]): Planned[] {
  return rows.slice(0, rows.findLastIndex((row) => row.principal + row.interest > 0n) + 1)
}
