import type { Rhythm } from '../terms.ts'
import type { Component, DayNumber, Transaction } from './types.ts'

/** A charge on the loan; it belongs to the row its due day falls in, and moves with the rows. Cents (øre). */
export type Charge = {
  /** The place of its entry in the order of entry. */
  readonly seq: number
  readonly due: DayNumber
  readonly penalty: boolean
  /** Falls when it is waived. */
  amount: bigint
  paid: bigint
  inAdvance: bigint
  late: bigint
}

/** A row of the replayed schedule. `level` is the whole instalment of an interest-bearing row. Cents (øre). */
export type Row = {
  readonly kind: 'down' | 'regular' | 'extra'
  /** The first day of its period; its due day when it has none. */
  from: DayNumber
  /** What its period is one of, where that is not the loan's own rhythm. */
  rhythm: Pick<Rhythm, 'every' | 'frequency'> | null
  /** Agreed to repay no principal. */
  readonly free: boolean
  due: DayNumber
  principal: bigint
  interest: bigint
  level: bigint
  paidPrincipal: bigint
  paidInterest: bigint
  inAdvance: bigint
  late: bigint
  paidOn: DayNumber | null
  charges: Charge[]
}

/** The state of one replay; mutable, and only the replay changes it. */
export type Ledger = {
  rows: Row[]
  charges: Charge[]
  transactions: Transaction[]
  /** Principal paid or credited, by day: what the balance was when. */
  principalMoves: { date: DayNumber; amount: bigint }[]
  interestPauses: { start: DayNumber; end: DayNumber }[]
  disbursed: { date: DayNumber; amount: bigint; seq: number }[]
  /** Principal paid out and not yet paid back. */
  balance: bigint
  overpaid: bigint
  /** Nothing is owed any more: written off, or let off. */
  writtenOff: boolean
  remitted: boolean
  chargedOff: boolean
  /** What a write-off lost, and what of it came in since. */
  lost: bigint
  recovered: bigint
  /** Money was paid back that, as the entries now stand, was not too much. */
  refundUncovered: boolean
}

/** A ledger before anything has happened. */
export function emptyLedger(): Ledger {
  const lists = { rows: [], charges: [], transactions: [], principalMoves: [], interestPauses: [], disbursed: [] }
  return {
    ...lists,
    balance: 0n,
    overpaid: 0n,
    writtenOff: false,
    remitted: false,
    chargedOff: false,
    lost: 0n,
    recovered: 0n,
    refundUncovered: false,
  }
}

/** A fresh row with nothing paid. */
export function newRow(row: Pick<Row, 'kind' | 'from' | 'due' | 'principal' | 'interest'> & { readonly free?: boolean }): Row {
  const level = row.principal + row.interest
  return {
    ...row,
    free: row.free ?? false,
    rhythm: null,
    level,
    paidPrincipal: 0n,
    paidInterest: 0n,
    inAdvance: 0n,
    late: 0n,
    paidOn: null,
    charges: [],
  }
}

/** What a row lacks of one component. */
export function componentLeft(row: Row, component: Component): bigint {
  if (component === 'principal') return row.principal - row.paidPrincipal
  if (component === 'interest') return row.interest - row.paidInterest
  let left = 0n
  for (const charge of row.charges) if (charge.penalty === (component === 'penalty')) left += charge.amount - charge.paid
  return left
}

/** Everything a row lacks. */
export function rowLeft(row: Row): bigint {
  let left = row.principal - row.paidPrincipal + row.interest - row.paidInterest
  for (const charge of row.charges) left += charge.amount - charge.paid
  return left
}

/** Everything the loan lacks; 0 when written off or remitted. */
export function outstanding(ledger: Ledger): bigint {
  if (ledger.writtenOff) return 0n
  let left = 0n
  for (const row of ledger.rows) left += rowLeft(row)
  return left
}

/**
 * Puts every charge on its row: the first instalment due on or after it, never the down payment; charges after the last instalment
 * share one extra row at the end, due on the latest of them.
 */
export function placeCharges(ledger: Ledger): void {
  const rows = ledger.rows.filter((row) => row.kind !== 'extra')
  for (const row of rows) row.charges = []
  const regular = rows.filter((row) => row.kind === 'regular')
  const late: Charge[] = []
  for (const charge of ledger.charges) {
    if (charge.amount === 0n) continue
    const row = regular.find((each) => each.due >= charge.due)
    if (row === undefined) late.push(charge)
    else row.charges.push(charge)
  }
  ledger.rows = late.length === 0 ? rows : [...rows, extraRow(ledger, rows, late)]
  for (const row of ledger.rows) if (row.paidOn !== null && rowLeft(row) > 0n) row.paidOn = null
}

/** Puts a charge that has just come on its row, as `placeCharges` would with those already placed left where they are. */
export function placeCharge(ledger: Ledger, charge: Charge): void {
  const own = ledger.rows.find((each) => each.kind === 'regular' && each.due >= charge.due)
  const row = own ?? ledger.rows.find((each) => each.kind === 'extra')
  if (row === undefined) return placeCharges(ledger)
  row.charges.push(charge)
  if (row !== own) row.due = Math.max(row.due, charge.due)
  if (charge.amount > 0n) row.paidOn = null
}

function extraRow(ledger: Ledger, rows: readonly Row[], charges: Charge[]): Row {
  const due = Math.max(...charges.map((charge) => charge.due))
  const old = ledger.rows.find((row) => row.kind === 'extra')
  const row = old ?? newRow({ kind: 'extra', from: rows.at(-1)?.due ?? due, due, principal: 0n, interest: 0n })
  row.due = due
  row.charges = charges
  return row
}
