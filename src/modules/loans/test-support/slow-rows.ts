import { nearest } from './slow-days.ts'
import type { Book, Charge, Row } from './slow-types.ts'

/** An amount on `count` rows: the rounded share each, the last takes the rest; rows that would be empty at the end are none. */
export function shares(amount: bigint, count: number, multiple: bigint): bigint[] {
  const share = nearest(amount, BigInt(count), multiple)
  let left = amount
  const parts = Array.from({ length: count }, (_, index) => {
    const part = index === count - 1 || share > left ? left : share
    left -= part
    return part
  })
  while (parts.length > 1 && parts.at(-1) === 0n) parts.pop()
  return parts
}

/** A row with nothing paid. */
export const emptyRow = (due: string, principal: bigint, from = due, interest = 0n): Row => ({
  due,
  down: false,
  extra: false,
  principal,
  paid: 0n,
  early: 0n,
  late: 0n,
  done: null,
  charges: [],
  from,
  bears: { due, penalty: false, amount: interest, paid: 0n, early: 0n, late: 0n },
  level: principal + interest,
})
/** What a row lacks. */
export const leftOf = (row: Row): bigint =>
  row.principal - row.paid + [row.bears, ...row.charges].reduce((sum, each) => sum + each.amount - each.paid, 0n)
/** What the loan lacks. */
export const owed = (book: Book): bigint => (book.writtenOff ? 0n : book.rows.reduce((sum, row) => sum + leftOf(row), 0n))

/** Rows by their due day, a down payment before what falls due the same day. */
export const inOrder = (rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => (a.due === b.due ? Number(b.down) - Number(a.down) : a.due < b.due ? -1 : 1))

/** Puts every charge on the first row due on or after it; later ones on one row of their own. */
export function place(book: Book): void {
  const rows = book.rows.filter((row) => !row.extra)
  const after: Charge[] = []
  for (const row of rows) row.charges = []
  for (const charge of book.charges.filter((each) => each.amount > 0n)) {
    const row = rows.find((each) => !each.down && each.due >= charge.due)
    if (row === undefined) after.push(charge)
    else row.charges.push(charge)
  }
  const old = book.rows.find((row) => row.extra)
  const due = after
    .map((charge) => charge.due)
    .toSorted()
    .at(-1)
  book.rows = due === undefined ? rows : [...rows, { ...(old ?? emptyRow(due, 0n)), extra: true, due, charges: after }]
  for (const row of book.rows) if (leftOf(row) > 0n) row.done = null
}
