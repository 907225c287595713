import type { Book, Charge, Json, Loan, Row } from './slow-types.ts'

/** A text amount in cents. */
export const cents = (text: unknown): bigint => BigInt(String(text).replace('.', ''))
/** A text of a body, or another when it is left out or null. */
export const textIn = (value: unknown, other: string): string => (typeof value === 'string' ? value : other)
/** Cents as a text amount. */
export const textOf = (amount: bigint): string => `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`
/** Days from one day to another. */
export const days = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
/** The day so many days later. */
export const plusDays = (from: string, count: number): string => new Date(Date.parse(from) + count * 86_400_000).toISOString().slice(0, 10)

/** amount / count to the nearest multiple, a tie to the even one: by trying the two neighbours. */
export function nearest(amount: bigint, count: bigint, multiple: bigint): bigint {
  const low = (amount / (count * multiple)) * multiple
  const [below, above] = [amount - low * count, (low + multiple) * count - amount]
  if (below !== above) return below < above ? low : low + multiple
  return (low / multiple) % 2n === 0n ? low : low + multiple
}

/** The day `count` steps after an anchor: months by the anchor's own day, clamped or rolled on. */
export function stepDay(anchor: string, count: number, every: number, unit: string, monthEnd: string): string {
  if (unit !== 'months') return plusDays(anchor, count * every * (unit === 'weeks' ? 7 : 1))
  const [year = 0, month = 1, dayOfMonth = 1] = anchor.split('-').map(Number)
  const months = month - 1 + count * every
  const length = new Date(Date.UTC(year, months + 1, 0)).getUTCDate()
  const fits = dayOfMonth <= length
  const at = fits
    ? Date.UTC(year, months, dayOfMonth)
    : monthEnd === 'first-day-of-next-month'
      ? Date.UTC(year, months + 1, 1)
      : Date.UTC(year, months, length)
  return new Date(at).toISOString().slice(0, 10)
}

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
export const emptyRow = (due: string, principal: bigint): Row => ({
  due,
  down: false,
  extra: false,
  principal,
  paid: 0n,
  early: 0n,
  late: 0n,
  done: null,
  charges: [],
})
/** What a row lacks. */
export const leftOf = (row: Row): bigint => row.principal - row.paid + row.charges.reduce((sum, each) => sum + each.amount - each.paid, 0n)
/** What the loan lacks. */
export const owed = (book: Book): bigint => (book.writtenOff ? 0n : book.rows.reduce((sum, row) => sum + leftOf(row), 0n))

/** The rows of a loan paid out on a day, with the reschedules in the order they were made. */
export function plan(loan: Loan, start: string, amount: bigint, moves: readonly Json[]): Row[] {
  const down = nearest(amount * loan.down, 100n, loan.multiple)
  let dues = Array.from({ length: loan.n }, (_, k) => stepDay(start, k + 1, loan.every, loan.unit, loan.monthEnd))
  let parts = shares(amount - down, loan.n, loan.multiple)
  dues = dues.slice(0, parts.length)
  let anchor = { day: start, index: -1 }
  for (const move of moves) {
    const at = dues.indexOf(String(move['from']))
    if (at < 0) continue
    const moved = move['newDueDate'] !== undefined && move['newDueDate'] !== null
    if (moved) anchor = { day: String(move['newDueDate']), index: at }
    const [extra, grace] = [Number(move['extraInstalments'] ?? 0), Number(move['principalGracePeriods'] ?? 0)]
    const later = parts.slice(at)
    const rest = later.reduce((sum, each) => sum + each, 0n)
    const spread = extra === 0 ? later : shares(rest, later.length + extra, loan.multiple)
    parts = [...parts.slice(0, at), ...Array.from({ length: grace }, () => 0n), ...spread]
    const standing = moved ? dues.slice(0, at) : dues
    dues = parts.map((_, index) => standing[index] ?? stepDay(anchor.day, index - anchor.index, loan.every, loan.unit, loan.monthEnd))
  }
  const rows = dues.map((due, index) => emptyRow(due, parts[index] ?? 0n))
  return down > 0n ? [{ ...emptyRow(start, down), down: true }, ...rows] : rows
}

/** Puts every charge on the first row due on or after it; later ones on one row of their own. */
export function place(book: Book): void {
  const rows = book.rows.filter((row) => !row.extra)
  const after: Charge[] = []
  for (const row of rows) row.charges = []
  for (const charge of book.charges) {
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
