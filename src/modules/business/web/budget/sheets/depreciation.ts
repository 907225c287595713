import type { SheetCell, SheetContent } from '#platform/spreadsheet.ts'
import type { BudgetLine } from '../../../domain/budget/budget.ts'
import { texts } from '../../../texts/texts.ts'
import {
  type Book,
  budgetYears,
  cellOf,
  column,
  evenPart,
  formulaRow,
  halfEven,
  headings,
  monthSheet,
  settingOf,
  sheetNames,
} from './book.ts'

type Asset = { line: BudgetLine; row: number }

/** The row of the sum of all depreciation; the assets come below it. */
export const depreciationTotal = 2

// Heading and sum stand above the assets.
const firstAsset = 3

/** What each asset cost and how it is written down; the pool as one, by calendar year. */
export function depreciationSheet(book: Book): SheetContent {
  const { budget, lang } = book
  const say = texts(lang).budget
  const lines = budget.lines.filter(({ kind, from }) => kind === 'asset' && from < budget.months)
  const assets = lines.map((line, index): Asset => ({ line, row: firstAsset + index }))
  const pool = firstAsset + assets.length
  const rows = [
    headings(book, [say.columns.depreciation, '', say.sheets.cost]),
    formulaRow(book, say.total, (month) => `SUM(${column(month)}${firstAsset}:${column(month)}${pool})`, true),
    ...assets.map((asset) => assetRow(book, asset)),
    formulaRow(book, say.sheets.pool, (month) => pooled(book, pool, month)),
    yearRow(book, say.sheets.poolBalance, (year) => balance(book, { assets, pool }, year)),
    yearRow(book, say.sheets.poolYear, ({ first }) => halfEven(`${column(first)}${pool + 1}*${settingOf(book, 'pool')}`, 4)),
  ]
  return monthSheet(book, sheetNames(lang).depreciation, rows)
}

type Year = ReturnType<typeof budgetYears>[number]

/** A row with a formula in the first month of each calendar year. */
function yearRow(book: Book, label: string, of: (year: Year) => string): SheetCell[] {
  const years = budgetYears(book.budget)
  const cells = Array.from({ length: book.budget.months }, (_, month): SheetCell => {
    const year = years.find(({ first }) => first === month)
    return year === undefined ? null : { formula: of(year), as: 'amount' }
  })
  return [label, null, null, ...cells]
}

/** What is left of the pool from the year before, and what was bought into it. */
function balance(book: Book, { assets, pool }: { assets: readonly Asset[]; pool: number }, { first, whole }: Year): string {
  const last = budgetYears(book.budget).find((year) => year.first + year.whole === first)
  const bought = assets.filter(({ line }) => methodOf(line) === 'pool' && line.from >= first && line.from < first + whole)
  const parts = [
    ...(last === undefined ? [] : [`${column(last.first)}${pool + 1}-${column(last.first)}${pool + 2}`]),
    ...bought.map(({ row }) => `C${row}`),
  ]
  return parts.length === 0 ? '0' : parts.join('+')
}

/** A month's part of the year's. */
function pooled(book: Book, pool: number, month: number): string {
  const year = budgetYears(book.budget).find(({ first, count }) => month >= first && month < first + count)
  return year === undefined ? '0' : evenPart(`${column(year.first)}${pool + 2}`, month - year.first, year.whole)
}

function methodOf({ depreciation }: BudgetLine): 'pool' | 'at_once' | 'straight' {
  return depreciation?.method ?? 'pool'
}

function assetRow(book: Book, { line, row }: Asset): SheetCell[] {
  const [name = null, ...months] = formulaRow(book, line.name, (month) => written(line, row, month))
  return [name, null, { formula: costOf(book, line), as: 'amount' }, ...months.slice(2)]
}

/** What the asset cost the business: with its VAT where none comes back. */
function costOf(book: Book, line: BudgetLine): string {
  const assets = book.budget.lines.filter(({ kind }) => kind === 'asset')
  const at = (book.rows.get('asset')?.from ?? 1) + assets.indexOf(line)
  const amount = cellOf(book, 'lines', `${column(line.from)}${at}`)
  if (book.budget.vat !== 'none') return amount
  return `${amount}+${halfEven(`${amount}*${cellOf(book, 'lines', `C${at}`)}*${settingOf(book, 'vat')}`, 4)}`
}

function written({ from, depreciation }: BudgetLine, row: number, month: number): string {
  if (depreciation?.method === 'at_once') return month === from ? `C${row}` : '0'
  if (depreciation?.method !== 'straight') return '0'
  const parts = depreciation.years * 12
  const gone = month - from + 1
  if (gone < 1 || gone > parts) return '0'
  const until = (count: number) => halfEven(`C${row}*${count}/${parts}`, 4)
  return gone === 1 ? until(1) : `${until(gone)}-(${until(gone - 1)})`
}
