import type { Day } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'

/** A cell: text, a whole number, a day (written yyyy-mm-dd) or an amount in kroner with two decimals and a comma. */
export type CsvCell = string | number | bigint | null | { day: Day } | { amount: Ore }

/** The media type of a CSV file. */
export const csvType = 'text/csv; charset=utf-8'

/**
 * Writes rows as CSV (RFC 4180): UTF-8 with a byte-order mark, semicolons as Danish spreadsheets expect, lines ended by CR LF, quotes where
 * needed. Text that a spreadsheet would take for a formula gets an apostrophe in front; figures and days never need it.
 */
export function csv(rows: readonly (readonly CsvCell[])[]): Uint8Array {
  const lines = rows.map((row) => `${row.map((cell) => quoted(cellText(cell))).join(';')}\r\n`)
  return new TextEncoder().encode(`\uFEFF${lines.join('')}`)
}

function cellText(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  if (typeof cell === 'number' || typeof cell === 'bigint') return String(cell)
  return 'day' in cell ? cell.day.toString() : amountText(cell.amount)
}

function amountText(amount: Ore): string {
  const size = amount < 0n ? 0n - amount : amount
  return `${amount < 0n ? '-' : ''}${size / 100n},${String(size % 100n).padStart(2, '0')}`
}

function quoted(text: string): string {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
