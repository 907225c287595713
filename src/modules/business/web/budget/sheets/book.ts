import type { Ore } from '#kernel/money.ts'
import { type SheetCell, type SheetContent, columnName } from '#platform/spreadsheet.ts'
import { monthText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { type LineKind, calendarMonth, fallsIn } from '../../../domain/budget/budget.ts'
import type { BudgetDocument } from '../../../domain/budget/document.ts'
import type { BudgetRates } from '../../../domain/budget/rates.ts'
import type { BudgetMonth, Reckoned } from '../../../domain/budget/reckon.ts'
import { texts } from '../../../texts/texts.ts'

/** What the sheets of a workbook are written from. `rows` says where the lines of a kind stand on the first sheet. */
export type Book = {
  budget: BudgetDocument
  rates: BudgetRates
  reckoned: Reckoned
  lang: Lang
  rows: Map<LineKind, { from: number; to: number }>
}

/** The costs that are no asset. */
export const costKinds = ['variable_cost', 'fixed_cost', 'start_cost'] as const

/** Cells on the first sheet that formulas rest on. */
export const settings = { vat: 'C2', opening: 'C3', pool: 'C4', labour: 'C5', tax: 'C6', allowance: 'C7' } as const

// Name, kind and VAT stand before the months on every sheet.
const firstMonth = 3

/** The letters of the column of a month. */
export function column(month: number): string {
  return columnName(firstMonth + month)
}

/** The names of the sheets, in order. */
export function sheetNames(lang: Lang) {
  const { linesSheet: lines, terms, operating, cash, sheets } = texts(lang).budget
  return { lines, vat: terms.vat, depreciation: sheets.depreciation, operating, tax: sheets.tax, cash }
}

/** A cell of another sheet as a formula writes it. */
export function cellOf({ lang }: Book, sheet: keyof ReturnType<typeof sheetNames>, cell: string): string {
  return `'${sheetNames(lang)[sheet]}'!${cell}`
}

/** A setting as a formula writes it. */
export function settingOf(book: Book, name: keyof typeof settings): string {
  return cellOf(book, 'lines', settings[name].replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2'))
}

/** The months of the budget on the calendar. */
export function budgetMonths({ start, months }: BudgetDocument): { year: number; month: number }[] {
  return Array.from({ length: months }, (_, index) => calendarMonth(start, index))
}

/** The calendar years a budget touches: their first month in it, and how many of their months lie in it. */
export function budgetYears({ start, months }: BudgetDocument): { year: number; first: number; count: number; whole: number }[] {
  const years = []
  for (let first = 0; first < months; ) {
    const { year, month } = calendarMonth(start, first)
    const whole = 13 - month
    years.push({ year, first, count: Math.min(whole, months - first), whole })
    first += whole
  }
  return years
}

/** The first row of a sheet by months. */
export function headings({ budget, lang }: Book, first: readonly string[]): SheetCell[] {
  return [...first.map((heading) => ({ heading })), ...budgetMonths(budget).map((at) => ({ heading: monthText(at, lang) }))]
}

/** A row of formulas, one a month. */
export function formulaRow(book: Book, label: string, of: (month: number) => string, bold = false): SheetCell[] {
  const cells = Array.from({ length: book.budget.months }, (_, month) => ({ formula: of(month), as: 'amount' as const, bold }))
  return [bold ? { heading: label } : label, null, null, ...cells]
}

/** A row of figures, one a month. */
export function figureRow(book: Book, label: string, of: (row: BudgetMonth) => Ore): SheetCell[] {
  return [label, null, null, ...book.reckoned.months.map((row) => ({ amount: of(row) }))]
}

/** A sheet by months. */
export function monthSheet({ budget }: Book, name: string, rows: SheetCell[][], widths = [28, 4, 16]): SheetContent {
  return { name, widths: [...widths, ...budgetMonths(budget).map(() => 14)], rows, stickyRows: 1, stickyColumns: 1 }
}

/** The lines of a kind in a month as ranges on the first sheet; null when there are none. */
export function block(book: Book, kind: LineKind, month: number): { amounts: string; flags: string } | null {
  const found = book.rows.get(kind)
  if (found === undefined) return null
  const at = (name: string) => cellOf(book, 'lines', `$${name}$${found.from}:$${name}$${found.to}`)
  return { amounts: at(column(month)), flags: at('C') }
}

/** The sum of the lines of a kind in a month. */
export function sumOf(book: Book, kind: LineKind, month: number): string {
  const found = block(book, kind, month)
  return found === null ? '0' : `SUM(${found.amounts})`
}

/** What the lines of a kind came to in a month when the workbook was written, in øre. */
export function typedSum({ budget }: Book, kind: LineKind, month: number): bigint {
  return budget.lines.filter((line) => line.kind === kind && fallsIn(line, month)).reduce((sum, line) => sum + line.amount, 0n)
}

/** An amount as a formula writes it: kroner with a point, exactly. */
export function kronerOf(amount: bigint): string {
  const size = amount < 0n ? -amount : amount
  return `${amount < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
}

/**
 * A formula rounded half-even to the øre, as the program rounds. Spreadsheets round halves away from zero, so an øre goes back
 * where the half lay beside an even one; `digits` is to how many decimals of an øre a half is known as one. It holds within
 * SUMPRODUCT too, where IF would not.
 */
export function halfEven(formula: string, digits: 4 | 6): string {
  const part = `ROUND(MOD((${formula})*100,2),${digits})`
  return `ROUND(${formula},2)-0.01*(${part}=0.5)*((${formula})>0)+0.01*(${part}=1.5)*((${formula})<0)`
}

/** The part of an amount in øre-even parts that falls to number `index` of `count`; the first parts take the odd øre. */
export function evenPart(amount: string, index: number, count: number): string {
  const whole = `ROUND(${amount}*100,0)`
  return `(INT(${whole}/${count})+(${index}<MOD(${whole},${count})))/100`
}
