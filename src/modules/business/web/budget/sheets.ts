import { type Ore, ore } from '#kernel/money.ts'
import { type SheetCell, type SheetContent, columnName } from '#platform/spreadsheet.ts'
import { monthText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { type LineKind, budgetMonth, fallsIn, lineKinds } from '../../domain/budget/budget.ts'
import type { BudgetDocument } from '../../domain/budget/document.ts'
import { type BudgetRates, vatDueMonth } from '../../domain/budget/rates.ts'
import { type BudgetMonth, type Reckoned, reckon } from '../../domain/budget/reckon.ts'
import { texts } from '../../texts/texts.ts'

/** The first column of months on every sheet: name, kind and VAT stand before it. */
const firstMonth = 3

type Book = {
  budget: BudgetDocument
  rates: BudgetRates
  reckoned: Reckoned
  lang: Lang
  rows: Map<LineKind, { from: number; to: number }>
}

/**
 * A budget as a spreadsheet that reckons on: lines, operating budget, VAT and cash flow as formulas over the lines; depreciation,
 * tax and instalments as figures. The same half-even rounding as the program's.
 */
export function budgetSheets(budget: BudgetDocument, rates: BudgetRates, lang: Lang): SheetContent[] {
  const book: Book = { budget, rates, reckoned: reckon(budget, rates), lang, rows: new Map() }
  const lines = lineSheet(book)
  return [lines, vatSheet(book), operatingSheet(book), cashSheet(book)]
}

function column(month: number): string {
  return columnName(firstMonth + month)
}

function sheetNames(lang: Lang) {
  const say = texts(lang).budget
  return { lines: say.linesSheet, vat: say.terms.vat, operating: say.operating, cash: say.cash }
}

function headings({ budget, lang }: Book, first: readonly string[]): SheetCell[] {
  const months = budgetMonths(budget).map((at) => ({ heading: monthText(at, lang) }))
  return [...first.map((heading) => ({ heading })), ...months]
}

function budgetMonths({ start, months }: BudgetDocument): { year: number; month: number }[] {
  return Array.from({ length: months }, (_, index) => ({
    year: start.year + Math.floor((start.month - 1 + index) / 12),
    month: ((start.month - 1 + index) % 12) + 1,
  }))
}

/** The lines, kind by kind, so that a kind is one block of rows; then what the formulas rest on. */
function lineSheet(book: Book): SheetContent {
  const { budget, rates, lang } = book
  const say = texts(lang).budget
  const rows: SheetCell[][] = [
    headings(book, [say.columns.line, say.columns.kind, say.terms.vat]),
    [say.terms.vat, null, { percentBp: rates.vatBp }],
    [say.terms.opening, null, { amount: budget.opening }],
  ]
  for (const kind of lineKinds) {
    const lines = budget.lines.filter((line) => line.kind === kind)
    if (lines.length === 0) continue
    book.rows.set(kind, { from: rows.length + 1, to: rows.length + lines.length })
    for (const line of lines)
      rows.push([
        line.name,
        say.kinds[kind],
        line.vat ? 1 : 0,
        ...Array.from({ length: budget.months }, (_, month) => ({ amount: fallsIn(line, month) ? line.amount : ore(0n) })),
      ])
  }
  return {
    name: sheetNames(lang).lines,
    widths: [28, 22, 10, ...budgetMonths(budget).map(() => 14)],
    rows,
    stickyRows: 1,
    stickyColumns: 1,
  }
}

/** The lines of a kind in a month as a range on the first sheet; null when there are none. */
function block({ rows, lang }: Book, kind: LineKind, month: number): { amounts: string; flags: string } | null {
  const found = rows.get(kind)
  if (found === undefined) return null
  const at = (name: string) => `'${sheetNames(lang).lines}'!$${name}$${found.from}:$${name}$${found.to}`
  return { amounts: at(column(month)), flags: at('C') }
}

function sumOf(book: Book, kind: LineKind, month: number): string {
  const found = block(book, kind, month)
  return found === null ? '0' : `SUM(${found.amounts})`
}

/** The VAT of a kind in a month, rounded half-even to the øre as the program does; an asset is rounded by itself. */
function vatOf(book: Book, kind: LineKind, month: number): string {
  const found = block(book, kind, month)
  if (found === null) return '0'
  const rate = `'${sheetNames(book.lang).lines}'!$C$2`
  if (kind === 'asset') return `SUMPRODUCT(ROUND(${found.amounts}*${found.flags}*${rate},2))`
  const exact = `SUMPRODUCT(${found.amounts},${found.flags})*${rate}`
  return `ROUND(${exact},2)-IF(ROUND(MOD(${exact}*100,2),4)=0.5,0.01,0)`
}

const costKinds = ['variable_cost', 'fixed_cost', 'start_cost'] as const
const vatKinds = ['sale', ...costKinds, 'asset'] as const

/** A row of formulas, one a month. */
function formulaRow(book: Book, label: string, of: (month: number) => string, bold = false): SheetCell[] {
  const cells = Array.from({ length: book.budget.months }, (_, month) => ({ formula: of(month), as: 'amount' as const, bold }))
  return [bold ? { heading: label } : label, null, null, ...cells]
}

function figureRow(book: Book, label: string, of: (row: BudgetMonth) => Ore): SheetCell[] {
  return [label, null, null, ...book.reckoned.months.map((row) => ({ amount: of(row) }))]
}

/** Rows 2–6: the VAT on each kind; 7 and 8: VAT of sales and of purchases. */
function vatSheet(book: Book): SheetContent {
  const { budget, lang } = book
  const say = texts(lang).budget
  const registered = budget.vat !== 'none'
  const rows = [
    headings(book, [say.columns.kind, '', '']),
    ...vatKinds.map((kind) => formulaRow(book, say.kinds[kind], (month) => vatOf(book, kind, month))),
    formulaRow(book, say.columns.salesVat, (month) => (registered ? `${column(month)}2` : '0'), true),
    formulaRow(book, say.columns.purchasesVat, (month) => (registered ? `SUM(${column(month)}3:${column(month)}6)` : '0'), true),
  ]
  return { name: sheetNames(lang).vat, widths: [28, 4, 4, ...budgetMonths(budget).map(() => 14)], rows, stickyRows: 1, stickyColumns: 1 }
}

function vatCell(book: Book, row: number, month: number): string {
  return `'${sheetNames(book.lang).vat}'!${column(month)}${row}`
}

function operatingSheet(book: Book): SheetContent {
  const { budget, lang } = book
  const say = texts(lang).budget
  const cost = (kind: (typeof costKinds)[number], index: number) =>
    formulaRow(book, say.kinds[kind], (month) =>
      budget.vat === 'none' ? `${sumOf(book, kind, month)}+${vatCell(book, 3 + index, month)}` : sumOf(book, kind, month),
    )
  const last = column(budget.months - 1)
  const rows = [
    headings(book, [say.operating, '', say.total]),
    formulaRow(book, say.columns.sales, (month) => sumOf(book, 'sale', month)),
    ...costKinds.map((kind, index) => cost(kind, index)),
    figureRow(book, say.columns.loanCosts, (row) => row.loanCosts),
    figureRow(book, say.columns.depreciation, (row) => row.depreciation),
    formulaRow(book, say.columns.profit, (month) => `${column(month)}2-SUM(${column(month)}3:${column(month)}7)`, true),
  ].map((row, index) =>
    index === 0
      ? row
      : row.map(
          (cell, at): SheetCell => (at === 2 ? { formula: `SUM(D${index + 1}:${last}${index + 1})`, as: 'amount', bold: true } : cell),
        ),
  )
  return {
    name: sheetNames(lang).operating,
    widths: [28, 4, 16, ...budgetMonths(budget).map(() => 14)],
    rows,
    stickyRows: 1,
    stickyColumns: 1,
  }
}

/** Rows: 2 opening, 3–5 in, 6–11 out, 12 closing, 14 the lowest and its month. */
function cashSheet(book: Book): SheetContent {
  const { budget, lang, reckoned } = book
  const say = texts(lang).budget
  const opening = `'${sheetNames(lang).lines}'!$C$3`
  const paidOut = (month: number) => reckoned.months[month]?.loansIn ?? 0n
  const loansIn = (month: number) => `${sumOf(book, 'loan_in', month)}+${kronerOf(paidOut(month) - typedSum(book, 'loan_in', month))}`
  const customers = (month: number) => {
    const from = month - budget.customersPay
    return from < 0 ? '0' : `${sumOf(book, 'sale', from)}+${vatCell(book, 7, from)}`
  }
  const costs = (month: number) =>
    costKinds.map((kind, index) => `${sumOf(book, kind, month)}+${vatCell(book, 3 + index, month)}`).join('+')
  const rows = [
    headings(book, [say.cash, '', '']),
    formulaRow(book, say.columns.opening, (month) => (month === 0 ? opening : `${column(month - 1)}12`)),
    formulaRow(book, say.columns.fromCustomers, customers),
    formulaRow(book, say.columns.ownMoney, (month) => sumOf(book, 'own_money', month)),
    formulaRow(book, say.columns.loansIn, loansIn),
    formulaRow(book, say.columns.costsPaid, costs),
    formulaRow(book, say.columns.assetsPaid, (month) => `${sumOf(book, 'asset', month)}+${vatCell(book, 6, month)}`),
    formulaRow(book, say.columns.vatPaid, (month) => vatPaid(book, month)),
    figureRow(book, say.columns.taxPaid, (row) => row.taxPaid),
    figureRow(book, say.columns.loansOut, (row) => row.loansOut),
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
  return { name: sheetNames(lang).cash, widths: [28, 4, 16, ...budgetMonths(budget).map(() => 14)], rows, stickyRows: 1, stickyColumns: 1 }
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

/** The VAT of the months that fall due in this one. */
function vatPaid(book: Book, month: number): string {
  const { budget } = book
  const period = budget.vat
  if (period === 'none') return '0'
  const due = budgetMonths(budget).flatMap((at, index) =>
    budgetMonth(budget.start, vatDueMonth(at, period)) === month ? [`${vatCell(book, 7, index)}-${vatCell(book, 8, index)}`] : [],
  )
  return due.length === 0 ? '0' : due.join('+')
}

function drawings(book: Book, month: number): string {
  if (book.budget.drawings !== null) return kronerOf(book.budget.drawings)
  return `MAX(0,${sumOf(book, 'private_cost', month)}-${sumOf(book, 'private_income', month)})`
}

function typedSum({ budget }: Book, kind: LineKind, month: number): bigint {
  return budget.lines.filter((line) => line.kind === kind && fallsIn(line, month)).reduce((sum, line) => sum + line.amount, 0n)
}

/** An amount as a formula writes it: kroner with a point, exactly. */
function kronerOf(amount: bigint): string {
  const size = amount < 0n ? -amount : amount
  return `${amount < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
}
