import { expect, test } from 'vitest'
import { kroner } from '#kernel/money.ts'
import type { BudgetLine } from '../../domain/budget/budget.ts'
import { emptyBudget } from '../../domain/budget/document.ts'
import { budgetSheets } from './sheets.ts'

const rates = { vatBp: 2500, vatDuty: kroner(50_000), labourBp: 800, poolBp: 2500, atOnce: kroner(12_900) }
const sale: BudgetLine = { kind: 'sale', name: '=1+1', amount: kroner(100), rhythm: 'month', from: 0, until: null, vat: true }

test('the spreadsheet reckons on: customers pay a month later with VAT, VAT falls due after its quarter, and cash rolls on', () => {
  const budget = { ...emptyBudget({ year: 2016, month: 10 }), vat: 'quarter' as const, customersPay: 1, lines: [sale] }
  const [lines, , , cash] = budgetSheets(budget, rates, 'en')
  const formula = (row: number, column: number) => {
    const cell = cash?.rows[row]?.[column]
    return typeof cell === 'object' && cell !== null && 'formula' in cell ? cell.formula : null
  }
  expect(lines?.rows[3]?.[0]).toBe('=1+1')
  expect(formula(2, 4)).toBe("SUM('Lines'!$D$4:$D$4)+'VAT'!D7")
  expect(formula(7, 8)).toBe("'VAT'!D7-'VAT'!D8+'VAT'!E7-'VAT'!E8+'VAT'!F7-'VAT'!F8")
  expect(formula(7, 7)).toBe('0')
  expect([formula(1, 3), formula(1, 4)]).toEqual(["'Lines'!$C$3", 'D12'])
  expect(formula(11, 4)).toBe('SUM(E2:E5)-SUM(E6:E11)')
})
