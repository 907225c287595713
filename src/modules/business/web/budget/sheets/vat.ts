import type { SheetContent } from '#platform/spreadsheet.ts'
import { type LineKind, budgetMonth } from '../../../domain/budget/budget.ts'
import { vatDueMonth } from '../../../domain/budget/rates.ts'
import { texts } from '../../../texts/texts.ts'
import {
  type Book,
  block,
  budgetMonths,
  cellOf,
  column,
  costKinds,
  formulaRow,
  halfEven,
  headings,
  monthSheet,
  settingOf,
  sheetNames,
} from './book.ts'

const vatKinds = ['sale', ...costKinds, 'asset'] as const

/** Rows of the sheet of VAT: of sales, of each kind of cost in order, of assets; then what is owed and what comes back. */
export const vatRows = { sale: 2, costs: 3, asset: 6, salesVat: 7, purchasesVat: 8 } as const

/** A cell of the sheet of VAT as a formula writes it. */
export function vatCell(book: Book, row: number, month: number): string {
  return cellOf(book, 'vat', `${column(month)}${row}`)
}

/** The VAT of a kind in a month, rounded half-even to the øre as the program does; an asset is rounded by itself. */
function vatOf(book: Book, kind: LineKind, month: number): string {
  const found = block(book, kind, month)
  if (found === null) return '0'
  const rate = settingOf(book, 'vat')
  if (kind === 'asset') return `SUMPRODUCT(${halfEven(`${found.amounts}*${found.flags}*${rate}`, 4)})`
  return halfEven(`SUMPRODUCT(${found.amounts},${found.flags})*${rate}`, 4)
}

/** The VAT on each kind of line, and what is owed and comes back to a business that is registered. */
export function vatSheet(book: Book): SheetContent {
  const { budget, lang } = book
  const say = texts(lang).budget
  const registered = budget.vat !== 'none'
  const rows = [
    headings(book, [say.columns.kind, '', '']),
    ...vatKinds.map((kind) => formulaRow(book, say.kinds[kind], (month) => vatOf(book, kind, month))),
    formulaRow(book, say.columns.salesVat, (month) => (registered ? `${column(month)}2` : '0'), true),
    formulaRow(book, say.columns.purchasesVat, (month) => (registered ? `SUM(${column(month)}3:${column(month)}6)` : '0'), true),
  ]
  return monthSheet(book, sheetNames(lang).vat, rows, [28, 4, 4])
}

/** The VAT of the months that fall due in this one. */
export function vatPaid(book: Book, month: number): string {
  const { budget } = book
  const period = budget.vat
  if (period === 'none') return '0'
  const due = budgetMonths(budget).flatMap((at, index) =>
    budgetMonth(budget.start, vatDueMonth(at, period)) === month
      ? [`${vatCell(book, vatRows.salesVat, index)}-${vatCell(book, vatRows.purchasesVat, index)}`]
      : [],
  )
  return due.length === 0 ? '0' : due.join('+')
}
