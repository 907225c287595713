import type { SheetCell, SheetContent } from '#platform/spreadsheet.ts'
import type { Lang } from '#ui/lang.ts'
import type { BudgetDocument } from '../../../domain/budget/document.ts'
import type { BudgetRates } from '../../../domain/budget/rates.ts'
import { reckon } from '../../../domain/budget/reckon.ts'
import { texts } from '../../../texts/texts.ts'
import {
  type Book,
  cellOf,
  column,
  costKinds,
  figureRow,
  formulaRow,
  headings,
  kronerOf,
  monthSheet,
  settingOf,
  sheetNames,
  sumOf,
  typedSum,
} from './book.ts'
import { depreciationSheet, depreciationTotal } from './depreciation.ts'
import { lineSheet } from './lines.ts'
import { taxPaid, taxSheet } from './tax.ts'
import { vatCell, vatPaid, vatRows, vatSheet } from './vat.ts'

/**
 * A budget as a spreadsheet that reckons on: VAT, depreciation, operating budget, tax and cash flow are formulas over the lines,
 * to the øre as the program reckons, with its half-even rounding. Only what the loans tell (instalments, costs, payouts) is figures.
 */
export function budgetSheets(budget: BudgetDocument, rates: BudgetRates, lang: Lang): SheetContent[] {
  const book: Book = { budget, rates, reckoned: reckon(budget, rates), lang, rows: new Map() }
  const lines = lineSheet(book)
  return [lines, vatSheet(book), depreciationSheet(book), operatingSheet(book), taxSheet(book), cashSheet(book)]
}

/** Rows: 2 sales, 3–5 costs, 6 costs of loans, 7 depreciation, 8 profit. */
function operatingSheet(book: Book): SheetContent {
  const { budget, lang } = book
  const say = texts(lang).budget
  const cost = (kind: (typeof costKinds)[number], index: number) =>
    formulaRow(book, say.kinds[kind], (month) =>
      budget.vat === 'none' ? `${sumOf(book, kind, month)}+${vatCell(book, vatRows.costs + index, month)}` : sumOf(book, kind, month),
    )
  const rows = [
    formulaRow(book, say.columns.sales, (month) => sumOf(book, 'sale', month)),
    ...costKinds.map((kind, index) => cost(kind, index)),
    figureRow(book, say.columns.loanCosts, (row) => row.loanCosts),
    formulaRow(book, say.columns.depreciation, (month) => cellOf(book, 'depreciation', `${column(month)}${depreciationTotal}`)),
    formulaRow(book, say.columns.profit, (month) => `${column(month)}2-SUM(${column(month)}3:${column(month)}7)`, true),
  ]
  const last = column(budget.months - 1)
  const total = (row: number): SheetCell => ({ formula: `SUM(${column(0)}${row}:${last}${row})`, as: 'amount', bold: true })
  const withTotals = rows.map((row, index) => row.map((cell, at) => (at === 2 ? total(index + 2) : cell)))
  return monthSheet(book, sheetNames(lang).operating, [headings(book, [say.operating, '', say.total]), ...withTotals])
}

/** Rows: 2 opening, 3–5 in, 6–11 out, 12 closing, 14 the lowest and its month. */
function cashSheet(book: Book): SheetContent {
  const { budget, lang } = book
  const say = texts(lang).budget
  const customers = (month: number) => {
    const from = month - budget.customersPay
    return from < 0 ? '0' : `${sumOf(book, 'sale', from)}+${vatCell(book, vatRows.salesVat, from)}`
  }
  const costs = (month: number) =>
    costKinds.map((kind, index) => `${sumOf(book, kind, month)}+${vatCell(book, vatRows.costs + index, month)}`).join('+')
  const rows = [
    headings(book, [say.cash, '', '']),
    formulaRow(book, say.columns.opening, (month) => (month === 0 ? settingOf(book, 'opening') : `${column(month - 1)}12`)),
    formulaRow(book, say.columns.fromCustomers, customers),
    formulaRow(book, say.columns.ownMoney, (month) => sumOf(book, 'own_money', month)),
    formulaRow(book, say.columns.loansIn, (month) => withLoans(book, 'loan_in', month)),
    formulaRow(book, say.columns.costsPaid, costs),
    formulaRow(book, say.columns.assetsPaid, (month) => `${sumOf(book, 'asset', month)}+${vatCell(book, vatRows.asset, month)}`),
    formulaRow(book, say.columns.vatPaid, (month) => vatPaid(book, month)),
    formulaRow(book, say.columns.taxPaid, (month) => taxPaid(book, month)),
    formulaRow(book, say.columns.loansOut, (month) => withLoans(book, 'loan_out', month)),
    formulaRow(book, say.columns.drawings, (month) => drawings(book, month)),
    formulaRow(
      book,
      say.columns.closing,
      (month) => `SUM(${column(month)}2:${column(month)}5)-SUM(${column(month)}6:${column(month)}11)`,
      true,
    ),
    [],
    lowest(book),
  ]
  return monthSheet(book, sheetNames(lang).cash, rows)
}

function lowest({ budget, lang }: Book): SheetCell[] {
  const range = `$D$12:$${column(budget.months - 1)}$12`
  const months = `$D$1:$${column(budget.months - 1)}$1`
  return [
    { heading: texts(lang).budget.figures.low },
    null,
    { formula: `MIN(${range})`, as: 'amount', bold: true },
    { formula: `INDEX(${months},MATCH(MIN(${range}),${range},0))`, as: 'text', bold: true },
  ]
}

/** The lines of a kind, and what the loans tell of the month besides them. */
function withLoans(book: Book, kind: 'loan_in' | 'loan_out', month: number): string {
  const row = book.reckoned.months[month]
  const all = (kind === 'loan_in' ? row?.loansIn : row?.loansOut) ?? 0n
  return `${sumOf(book, kind, month)}+${kronerOf(all - typedSum(book, kind, month))}`
}

function drawings(book: Book, month: number): string {
  if (book.budget.drawings !== null) return kronerOf(book.budget.drawings)
  return `MAX(0,${sumOf(book, 'private_cost', month)}-${sumOf(book, 'private_income', month)})`
}
