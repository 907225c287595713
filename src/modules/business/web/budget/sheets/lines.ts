import { ore } from '#kernel/money.ts'
import type { SheetCell, SheetContent } from '#platform/spreadsheet.ts'
import { type BudgetLine, fallsIn, lineKinds } from '../../../domain/budget/budget.ts'
import { texts } from '../../../texts/texts.ts'
import { type Book, headings, monthSheet, sheetNames } from './book.ts'

/** What the formulas rest on, then the lines, kind by kind, so that a kind is one block of rows. Notes in `book` where each kind stands. */
export function lineSheet(book: Book): SheetContent {
  const { budget, rates, lang } = book
  const say = texts(lang).budget
  const rows: SheetCell[][] = [
    headings(book, [say.columns.line, say.columns.kind, say.terms.vat]),
    [say.terms.vat, null, { percentBp: rates.vatBp }],
    [say.terms.opening, null, { amount: budget.opening }],
    [say.sheets.poolRate, null, { percentBp: rates.poolBp }],
    [say.sheets.labourRate, null, { percentBp: rates.labourBp }],
    [say.terms.tax, null, { percentBp: budget.taxBp }],
    [say.terms.allowance, null, { amount: budget.allowanceYear }],
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
        ...Array.from({ length: budget.months }, (_, month) => ({ amount: comesIn(line, month) ? line.amount : ore(0n) })),
      ])
  }
  return monthSheet(book, sheetNames(lang).lines, rows, [34, 22, 12])
}

function comesIn(line: BudgetLine, month: number): boolean {
  return line.kind === 'asset' ? month === line.from : fallsIn(line, month)
}
