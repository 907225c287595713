import type { SheetContent } from '#platform/spreadsheet.ts'
import { budgetMonth } from '../../../domain/budget/budget.ts'
import { restTaxMonths, taxMonths } from '../../../domain/budget/rates.ts'
import { texts } from '../../../texts/texts.ts'
import { type Book, budgetYears, cellOf, column, evenPart, halfEven, settingOf, sheetNames } from './book.ts'

/** The row of the profit on the operating sheet. */
export const profitRow = 8

/** The tax of each calendar year: profit, labour-market contribution, what is left above the allowance, and the tax of it. */
export function taxSheet(book: Book): SheetContent {
  const { budget, lang } = book
  const say = texts(lang).budget
  const rows = budgetYears(budget).map(({ year, first, count }, index) => {
    const row = index + 2
    const amount = (formula: string) => ({ formula, as: 'amount' as const })
    return [
      year,
      amount(`SUM(${cellOf(book, 'operating', `${column(first)}${profitRow}:${column(first + count - 1)}${profitRow}`)})`),
      amount(`MAX(0,B${row})*${settingOf(book, 'labour')}`),
      amount(`MAX(0,B${row}-C${row}-${settingOf(book, 'allowance')}*${count}/12)`),
      amount(halfEven(`(C${row}+D${row}*${settingOf(book, 'tax')})`, 6)),
    ]
  })
  const first = [say.sheets.year, say.columns.profit, say.sheets.labour, say.sheets.taxable, say.columns.taxPaid]
  return {
    name: sheetNames(lang).tax,
    widths: [10, 18, 22, 26, 14],
    rows: [first.map((heading) => ({ heading })), ...rows],
    stickyRows: 1,
  }
}

/** The tax that is paid in a month: the year's remaining rates, or remaining tax in the next where none remain. */
export function taxPaid(book: Book, month: number): string {
  const { start } = book.budget
  const parts = budgetYears(book.budget).flatMap(({ year, first, count }, index) => {
    const due = taxMonths.map((one) => budgetMonth(start, { year, month: one })).filter((one) => one >= first && one < first + count)
    const rates = due.length > 0 ? due : restTaxMonths.map((one) => budgetMonth(start, { year: year + 1, month: one }))
    const at = rates.indexOf(month)
    return at < 0 ? [] : [evenPart(cellOf(book, 'tax', `E${index + 2}`), at, rates.length)]
  })
  return parts.length === 0 ? '0' : parts.join('+')
}
