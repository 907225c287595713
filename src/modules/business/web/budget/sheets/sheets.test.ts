import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kroner, ore } from '#kernel/money.ts'
import { type SheetContent, spreadsheet } from '#platform/spreadsheet.ts'
import { monthText } from '#ui/format.ts'
import { anyBudget } from '../../../../../../test/support/any-budget.ts'
import { type CellValue, reckonSheets } from '#platform/reckon-sheets.ts'
import { unzip } from '../../../../../../test/support/zip.ts'
import { type BudgetLine, calendarMonth } from '../../../domain/budget/budget.ts'
import { type BudgetDocument, emptyBudget } from '../../../domain/budget/document.ts'
import { keyFigures } from '../../../domain/budget/figures.ts'
import { type BudgetMonth, reckon } from '../../../domain/budget/reckon.ts'
import { sheetNames } from './book.ts'
import { budgetSheets } from './sheets.ts'

const rates = { vatBp: 2500, vatDuty: kroner(50_000), labourBp: 800, poolBp: 2500, atOnce: kroner(12_900) }
const sale: BudgetLine = { kind: 'sale', name: '=1+1', amount: kroner(100), rhythm: 'month', from: 0, until: null, vat: true }
const names = sheetNames('en')

/** Every row of every sheet and the figure of the program it must come to, month by month. */
const figures = {
  [names.vat]: { 7: 'salesVat', 8: 'purchasesVat' },
  [names.depreciation]: { 2: 'depreciation' },
  [names.operating]: {
    2: 'sales',
    3: 'variableCosts',
    4: 'fixedCosts',
    5: 'startCosts',
    6: 'loanCosts',
    7: 'depreciation',
    8: 'profit',
  },
  [names.cash]: {
    2: 'opening',
    3: 'fromCustomers',
    4: 'ownMoney',
    5: 'loansIn',
    6: 'costsPaid',
    7: 'assetsPaid',
    8: 'vatPaid',
    9: 'taxPaid',
    10: 'loansOut',
    11: 'drawings',
    12: 'closing',
  },
} satisfies Record<string, Record<number, keyof BudgetMonth>>

const oreOf = (value: CellValue | undefined) => (typeof value === 'number' ? ore(BigInt(Math.round(value * 100))) : value)

/** What the workbook says, in the program's own shape, for as many months as the budget has. */
function reckoned(budget: BudgetDocument) {
  const grids = reckonSheets(budgetSheets(budget, rates, 'en'))
  const rows = Object.entries(figures).flatMap(([sheet, wanted]) =>
    Object.entries(wanted).map(([row, figure]) => {
      const cells = grids.get(sheet)?.[Number(row) - 1]?.slice(3) ?? []
      return [`${sheet} ${row} ${figure}`, cells.map(oreOf)] as const
    }),
  )
  const tax = (grids.get(names.tax) ?? []).slice(1).map((row) => ({ year: row[0], profit: oreOf(row[1]), tax: oreOf(row[4]) }))
  const [low, month] = grids.get(names.cash)?.[13]?.slice(2) ?? []
  return { rows: Object.fromEntries(rows), tax, low: { amount: oreOf(low), month } }
}

function expected(budget: BudgetDocument) {
  const own = reckon(budget, rates)
  const rows = Object.entries(figures).flatMap(([sheet, wanted]) =>
    Object.entries(wanted).map(([row, figure]) => [`${sheet} ${row} ${figure}`, own.months.map((month) => month[figure])] as const),
  )
  const { amount, at } = keyFigures(budget, own).low
  return { rows: Object.fromEntries(rows), tax: own.tax, low: { amount, month: monthText(at, 'en') } }
}

describe('the workbook, reckoned from its formulas alone', () => {
  // Kept below a million kroner a line: what a spreadsheet keeps exactly to the øre in floating point.
  const limit = kroner(1_000_000)
  const small = (amount: bigint) => ore(amount % limit)

  test('comes to the program’s figure in every month of every row, and in the tax of every year', () => {
    fc.assert(
      fc.property(anyBudget, (any) => {
        const lines = any.lines.map((line) => ({ ...line, amount: small(line.amount) }))
        const loans = any.loans.map((loan) => ({
          ...loan,
          amount: small(loan.amount),
          instalments: loan.instalments.map((one) => ({ ...one, principal: small(one.principal), cost: small(one.cost) })),
        }))
        const budget = {
          ...any,
          lines,
          loans,
          opening: small(any.opening),
          allowanceYear: ore(any.allowanceYear % kroner(50_000)),
          wish: null,
        }
        expect(reckoned(budget)).toEqual(expected(budget))
      }),
      { numRuns: 20 },
    )
  }, 60_000)

  test('rounds half an øre of VAT to the even one, of sales, costs and equipment, also of a credit note', () => {
    const line = (kind: BudgetLine['kind'], amount: bigint): BudgetLine => ({ ...sale, kind, amount: ore(amount), name: 'x' })
    // A quarter of 2 øre is half an øre, of 6 one and a half, of 10 two and a half.
    for (const amount of [2n, 6n, 10n, 1_000_002n, 1_000_006n, -2n, -6n, -10n])
      for (const vat of ['none', 'quarter'] as const) {
        const size = amount < 0n ? -amount : amount
        const lines = [line('sale', amount), line('fixed_cost', amount), line('asset', size), line('asset', size)]
        const budget = { ...emptyBudget({ year: 2016, month: 2 }), vat, lines }
        expect(reckoned(budget), `${amount} ${vat}`).toEqual(expected(budget))
      }
  })

  test('goes on reckoning when a figure is changed in it', () => {
    const budget = { ...emptyBudget({ year: 2020, month: 2 }), months: 36, vat: 'half_year' as const, customersPay: 1, lines: [sale] }
    const sheets = budgetSheets(budget, rates, 'en')
    const dearer = (content: SheetContent): SheetContent => ({
      ...content,
      rows: content.rows.map((row) =>
        row.map((cell) =>
          typeof cell === 'object' && cell !== null && 'amount' in cell && cell.amount === sale.amount ? { amount: kroner(20_000) } : cell,
        ),
      ),
    })
    const cash = reckonSheets(sheets.map(dearer)).get(names.cash)?.[11]?.slice(3)
    const more = reckon({ ...budget, lines: [{ ...sale, amount: kroner(20_000) }] }, rates)
    expect(cash?.map(oreOf)).toEqual(more.months.map(({ closing }) => closing))
    expect(calendarMonth(budget.start, 12)).toEqual({ year: 2021, month: 2 })
  })
})

test('what a person typed is text, and what is a formula is written as one', () => {
  const budget = { ...emptyBudget({ year: 2016, month: 10 }), vat: 'quarter' as const, customersPay: 1, lines: [sale] }
  const [lines, , , , , cash] = budgetSheets(budget, rates, 'en')
  const formula = (row: number, column: number) => {
    const cell = cash?.rows[row]?.[column]
    return typeof cell === 'object' && cell !== null && 'formula' in cell ? cell.formula : null
  }
  expect(lines?.rows[7]?.[0]).toBe('=1+1')
  expect(formula(2, 4)).toBe("SUM('Lines'!$D$8:$D$8)+'VAT'!D7")
  expect(formula(7, 8)).toBe("'VAT'!D7-'VAT'!D8+'VAT'!E7-'VAT'!E8+'VAT'!F7-'VAT'!F8")
  expect(formula(7, 7)).toBe('0')
  expect([formula(1, 3), formula(1, 4)]).toEqual(["'Lines'!$C$3", 'D12'])
})

test('each formula is written with what it comes to, for a viewer that does not reckon', async () => {
  const lines = [sale, { ...sale, kind: 'fixed_cost' as const, amount: kroner(250) }]
  const budget = { ...emptyBudget({ year: 2016, month: 10 }), vat: 'quarter' as const, lines }
  const { files } = unzip(await spreadsheet(budgetSheets(budget, rates, 'en')))
  const sheets = [...files].filter(([name]) => name.startsWith('xl/worksheets/sheet')).map(([, content]) => content.toString('utf8'))
  expect(sheets.join('').match(/<\/f><\/c>/g), 'a formula without a result').toBeNull()
  const cells = [...(sheets[5] ?? '').matchAll(/<c r="([A-Z]+)12"[^>]*><f>[^<]*<\/f><v>([^<]*)<\/v>/g)].map(([, , value]) => Number(value))
  expect(cells.map((value) => BigInt(Math.round(value * 100)))).toEqual(reckon(budget, rates).months.map(({ closing }) => closing))
  const lowest = monthText(keyFigures(budget, reckon(budget, rates)).low.at, 'en')
  expect(sheets[5]).toMatch(new RegExp(`t="str"><f>INDEX[^<]*</f><v>${lowest}</v>`))
})
