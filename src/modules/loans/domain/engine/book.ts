import { type Day, isBefore } from '#kernel/days.ts'
import { type Ore, minOre, ore, sumOre } from '#kernel/money.ts'
import { planDues, spreadPrincipal } from './plan.ts'
import type { LoanSettings } from './events.ts'

/** A charge on a row of the working book. */
export type BookCharge = { readonly id: string; readonly interest: boolean; amount: Ore; paid: Ore }

/** A row of the working book: what is due, what is paid, and the due day it had before it was moved. */
export type BookRow = { due: Day; movedFrom: Day | null; principal: Ore; paidPrincipal: Ore; charges: BookCharge[]; paidOn: Day | null }

/** The working state of one replay. Mutable on purpose, and never leaves the replay. */
export type Book = {
  rows: BookRow[]
  overpaid: Ore
  paidOut: Ore
  /** Granted, and let go before it was paid out. */
  letGo: Ore
  received: Ore
  credited: Ore
  refunded: Ore
  closed: 'written_off' | 'remitted' | null
  lost: Ore
  recovered: Ore
  pauses: { from: Day; until: Day | null }[]
}

/** An empty book. */
export function emptyBook(): Book {
  const none = ore(0n)
  const money = { overpaid: none, paidOut: none, letGo: none, received: none, credited: none, refunded: none, lost: none, recovered: none }
  return { rows: [], closed: null, pauses: [], ...money }
}

/** What a row still lacks of principal. */
export function principalLeft(row: BookRow): Ore {
  return ore(row.principal - row.paidPrincipal)
}

/** What was paid on a row, principal and charges. */
export function rowPaid(row: BookRow): Ore {
  return ore(row.paidPrincipal + sumOre(row.charges.map((charge) => charge.paid)))
}

/** What a row still lacks in all. */
export function rowLeft(row: BookRow): Ore {
  return ore(principalLeft(row) + sumOre(row.charges.map((charge) => ore(charge.amount - charge.paid))))
}

/** Everything unpaid on the book. */
export function bookLeft(book: Book): Ore {
  return sumOre(book.rows.map(rowLeft))
}

/** Takes payments off the rows again, from the last row backwards, in each its principal before its charges; what is taken must have been paid. */
export function takeBack(book: Book, amount: Ore): void {
  let left = amount
  for (const row of book.rows.toReversed()) {
    const before = left
    const part = minOre(left, row.paidPrincipal)
    row.paidPrincipal = ore(row.paidPrincipal - part)
    left = ore(left - part)
    for (const charge of row.charges.toReversed()) {
      const taken = minOre(left, charge.paid)
      charge.paid = ore(charge.paid - taken)
      left = ore(left - taken)
    }
    if (left !== before) row.paidOn = null
  }
}

/** Puts money on the oldest open rows first and keeps the rest as overpaid; `on` closes the rows it pays in full. */
export function allocate(book: Book, amount: Ore, on: Day, order: NonNullable<LoanSettings['allocation']>): void {
  let left = amount
  for (const row of book.rows) {
    if (left === 0n) break
    if (rowLeft(row) === 0n) continue
    left = order === 'charges_first' ? payPrincipal(row, payCharges(row, left)) : payCharges(row, payPrincipal(row, left))
    if (rowLeft(row) === 0n) row.paidOn = on
  }
  book.overpaid = ore(book.overpaid + left)
}

function payPrincipal(row: BookRow, amount: Ore): Ore {
  const part = minOre(amount, principalLeft(row))
  row.paidPrincipal = ore(row.paidPrincipal + part)
  return ore(amount - part)
}

function payCharges(row: BookRow, amount: Ore): Ore {
  let left = amount
  for (const charge of row.charges) {
    const part = minOre(left, ore(charge.amount - charge.paid))
    charge.paid = ore(charge.paid + part)
    left = ore(left - part)
  }
  return left
}

/** Adds a row, keeping the rows in order of due day; rows with the same day keep their order of entry. */
export function addRow(book: Book, due: Day, principal: Ore): BookRow {
  const row: BookRow = { due, movedFrom: null, principal, paidPrincipal: ore(0n), charges: [], paidOn: null }
  // From the end, for a plan is made in order.
  const before = book.rows.findLastIndex((other) => !isBefore(due, other.due))
  book.rows.splice(before + 1, 0, row)
  return row
}

/**
 * Spreads the unpaid principal of `rows` plus `extra` over those rows and `more` new ones after them, in whole steps with
 * the rest on the last. What is already paid on a row stays on it; rows left with nothing at all are taken out.
 */
export function respread(book: Book, rows: BookRow[], more: number, extra: Ore, settings: LoanSettings, on: Day): void {
  const total = ore(sumOre(rows.map(principalLeft)) + extra)
  const last = rows.at(-1) ?? book.rows.at(-1)
  if (last !== undefined) {
    const dues = planDues(last.due, anchorOf(last.due, settings), more + 1).slice(1)
    rows = [...rows, ...dues.map((due) => addRow(book, due, ore(0n)))]
  }
  const parts = spreadPrincipal(total, rows.length, settings.step ?? ore(100n))
  rows.forEach((row, index) => {
    row.principal = ore(row.paidPrincipal + (parts[index] ?? 0n))
    row.paidOn = rowLeft(row) === 0n ? (row.paidOn ?? on) : null
  })
  book.rows = book.rows.filter((row) => row.principal > 0n || row.charges.length > 0)
}

/** The day of the month that the rows from `due` on keep: the loan's own where the row stands on it, else the row's. */
export function anchorOf(due: Day, settings: LoanSettings): number {
  return due.day === Math.min(settings.anchorDay, due.daysInMonth) ? settings.anchorDay : due.day
}
