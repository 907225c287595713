import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assert } from '#kernel/result.ts'
import { type Ore, formatOre, kroner, ore } from '#kernel/money.ts'
import { anyBudget } from '../../../../../test/support/any-budget.ts'
import type { Budget, BudgetLine } from './budget.ts'
import { budgetWarnings, keyFigures } from './figures.ts'
import type { BudgetRates } from './rates.ts'
import { vatDueMonth } from './rates.ts'
import { reckon } from './reckon.ts'

const rates: BudgetRates = { vatBp: 2500, vatDuty: kroner(50_000), labourBp: 800, poolBp: 2500, atOnce: kroner(12_900) }
const line = (kind: BudgetLine['kind'], name: string, amount: Ore, more: Partial<BudgetLine> = {}): BudgetLine => ({
  kind,
  name,
  amount,
  rhythm: 'month',
  from: 0,
  until: null,
  vat: false,
  ...more,
})
const once = { rhythm: 'once' } as const
const instalments = Array.from({ length: 36 }, (_, index) => ({ month: index + 2, principal: kroner(875), cost: ore(0n) }))
const workshop: Budget = {
  start: { year: 2016, month: 10 },
  months: 15,
  opening: kroner(2000),
  lines: [
    line('sale', 'Reparationer', kroner(18_000), { vat: true }),
    line('sale', 'Kursus', kroner(4000), { rhythm: 'quarter', from: 2 }),
    line('variable_cost', 'Stof', ore(325_050n), { vat: true }),
    line('fixed_cost', 'Husleje', kroner(3500)),
    line('fixed_cost', 'Telefon', kroner(299), { vat: true }),
    line('fixed_cost', 'Forsikring', kroner(1800), { rhythm: 'half_year' }),
    line('start_cost', 'Skilt', kroner(4800), { ...once, vat: true }),
    line('asset', 'Industrimaskine', kroner(24_000), { ...once, vat: true, depreciation: { method: 'pool' } }),
    line('asset', 'PC', kroner(6000), { ...once, from: 1, vat: true, depreciation: { method: 'straight', years: 3 } }),
    line('own_money', 'Egne penge', kroner(10_000), once),
    line('private_cost', 'Husholdning', kroner(14_500)),
    line('private_income', 'Ægtefælles løn', kroner(9000)),
  ],
  vat: 'quarter',
  customersPay: 1,
  drawings: null,
  taxBp: 3700,
  allowanceYear: ore(0n),
  loans: [{ name: 'Mikrolån', amount: kroner(31_500), payoutMonth: 0, instalments }],
}

/**
 * The workshop in a spreadsheet made apart from this program: month, sales, profit, depreciation, VAT of sales, VAT of purchases,
 * paid by customers, costs paid, VAT paid, tax paid, cash at the end.
 */
const sheet = [
  ['2016-10', '18000.00', '2350.50', '2000.00', '4500.00', '8087.37', '0.00', '15736.87', '0.00', '5027.60', '-12764.47'],
  ['2016-11', '18000.00', '8783.83', '2166.67', '4500.00', '2387.37', '22500.00', '7936.87', '0.00', '5027.60', '-16228.94'],
  ['2016-12', '22000.00', '12783.84', '2166.66', '4500.00', '887.37', '22500.00', '7936.87', '0.00', '0.00', '-8040.81'],
  ['2017-01', '18000.00', '10408.83', '541.67', '4500.00', '887.37', '26500.00', '7936.87', '0.00', '5772.35', '-1625.03'],
  ['2017-02', '18000.00', '10408.83', '541.67', '4500.00', '887.37', '22500.00', '7936.87', '0.00', '5772.35', '790.75'],
  ['2017-03', '22000.00', '14408.84', '541.66', '4500.00', '887.37', '22500.00', '7936.87', '2137.89', '5772.35', '1068.64'],
  ['2017-04', '18000.00', '8608.83', '541.67', '4500.00', '887.37', '26500.00', '9736.87', '0.00', '5772.35', '5684.42'],
  ['2017-05', '18000.00', '10408.83', '541.67', '4500.00', '887.37', '22500.00', '7936.87', '0.00', '5772.34', '8100.21'],
  ['2017-06', '22000.00', '14408.84', '541.66', '4500.00', '887.37', '22500.00', '7936.87', '10837.89', '0.00', '5450.45'],
  ['2017-07', '18000.00', '10408.83', '541.67', '4500.00', '887.37', '26500.00', '7936.87', '0.00', '5772.34', '11866.24'],
  ['2017-08', '18000.00', '10408.83', '541.67', '4500.00', '887.37', '22500.00', '7936.87', '0.00', '5772.34', '14282.03'],
  ['2017-09', '22000.00', '14408.84', '541.66', '4500.00', '887.37', '22500.00', '7936.87', '10837.89', '5772.34', '5859.93'],
  ['2017-10', '18000.00', '8608.83', '541.67', '4500.00', '887.37', '26500.00', '9736.87', '0.00', '5772.34', '10475.72'],
  ['2017-11', '18000.00', '10408.83', '541.67', '4500.00', '887.37', '22500.00', '7936.87', '0.00', '5772.34', '12891.51'],
  ['2017-12', '22000.00', '14408.84', '541.66', '4500.00', '887.37', '22500.00', '7936.87', '10837.89', '0.00', '10241.75'],
]

describe('the workshop', () => {
  test('every month is as the spreadsheet has it, to the øre', () => {
    const plain = (amount: Ore) => formatOre(amount, 'en').replaceAll(',', '')
    const rows = reckon(workshop, rates).months.map((row) => [
      `${row.year}-${String(row.month).padStart(2, '0')}`,
      ...[
        row.sales,
        row.profit,
        row.depreciation,
        row.salesVat,
        row.purchasesVat,
        row.fromCustomers,
        row.costsPaid,
        row.vatPaid,
        row.taxPaid,
        row.closing,
      ].map(plain),
    ])
    expect(rows).toEqual(sheet)
  })

  test('its lowest cash and the month it comes, its tax by year, and what is left in the end', () => {
    const reckoned = reckon(workshop, rates)
    const figures = keyFigures(workshop, reckoned)
    expect(figures.low).toEqual({ amount: ore(-1_622_894n), month: 1, at: { year: 2016, month: 11 } })
    expect(figures.toStart).toBe(kroner(43_500))
    expect(reckoned.tax).toEqual([
      { year: 2016, profit: ore(2_391_817n), tax: ore(1_005_520n) },
      { year: 2017, profit: ore(13_730_600n), tax: ore(5_772_344n) },
    ])
    expect(reckoned.end).toMatchObject({ receivables: kroner(26_500), loans: kroner(31_500 - 13 * 875), balance: 0n })
    expect(budgetWarnings(workshop, rates, reckoned)).toEqual([
      { kind: 'cash_negative', at: expect.objectContaining({ year: 2016, month: 10 }), amount: ore(-1_276_447n) },
    ])
  })

  test('a loan paid out before the first month is told of, for its money is nowhere in the months', () => {
    const [loan] = workshop.loans
    assert(loan !== undefined, 'the workshop has a loan')
    const earlier = { ...workshop, loans: [{ ...loan, payoutMonth: -1 }] }
    const [first] = budgetWarnings(earlier, rates, reckon(earlier, rates))
    expect(first).toEqual({ kind: 'loan_before_start', name: 'Mikrolån', amount: kroner(31_500) })
  })

  test('a fifth less sales takes the costs that follow along; thirty days later changes the cash and not the profit', () => {
    const less = reckon(workshop, rates, { salesPercent: -20, laterMonths: 0 })
    expect(less.months[0]).toMatchObject({ sales: kroner(14_400), variableCosts: ore(260_040n), fixedCosts: kroner(5599) })
    const later = reckon(workshop, rates, { salesPercent: 0, laterMonths: 1 })
    const planned = reckon(workshop, rates)
    expect(later.months.map(({ profit }) => profit)).toEqual(planned.months.map(({ profit }) => profit))
    expect(later.months[1]?.fromCustomers).toBe(0n)
    expect(keyFigures(workshop, later).low.amount).toBeLessThan(keyFigures(workshop, planned).low.amount)
  })
})

test.each([
  [1, 'quarter', '2016-6'],
  [6, 'quarter', '2016-9'],
  [9, 'quarter', '2016-12'],
  [10, 'quarter', '2017-3'],
  [6, 'half_year', '2016-9'],
  [7, 'half_year', '2017-3'],
] as const)('the VAT of month %i falls due, by %s, in %s', (month, period, due) => {
  const at = vatDueMonth({ year: 2016, month }, period)
  expect(`${at.year}-${at.month}`).toBe(due)
})

test('who sells for 50,000 within twelve months need not register; with one krone more they must, in that month', () => {
  const plan = (amount: Ore): Budget => ({
    ...workshop,
    vat: 'none',
    months: 24,
    lines: [line('sale', 'Salg', amount, { rhythm: 'once', from: 20, vat: true })],
  })
  const warn = (budget: Budget) => budgetWarnings(budget, rates, reckon(budget, rates)).filter(({ kind }) => kind === 'vat_duty')
  expect(warn(plan(kroner(50_000)))).toEqual([])
  expect(warn(plan(kroner(50_001)))).toMatchObject([{ at: { year: 2018, month: 6 } }])
  const spread: Budget = { ...plan(kroner(0)), lines: [line('sale', 'Salg', kroner(4167), { vat: true })] }
  expect(warn(spread)).toMatchObject([{ at: { year: 2017, month: 9 } }])
  expect(warn({ ...spread, lines: spread.lines.map((one) => ({ ...one, vat: false })) })).toEqual([])
})

test('who is not registered pays the VAT of purchases as a cost and writes it down with the asset', () => {
  const lines = [line('asset', 'Ovn', kroner(10_000), { ...once, vat: true, depreciation: { method: 'at_once' } })]
  const [month] = reckon({ ...workshop, vat: 'none', lines, loans: [] }, rates).months
  expect(month).toMatchObject({ assetsPaid: kroner(12_500), depreciation: kroner(12_500), purchasesVat: 0n })
})

describe('small budgets, reckoned by hand', () => {
  const plain = (more: Partial<Budget>): Budget => ({
    ...workshop,
    vat: 'none',
    customersPay: 0,
    lines: [],
    loans: [],
    drawings: ore(0n),
    ...more,
  })
  const taxesOf = (budget: Budget) => {
    const { tax, months } = reckon(budget, rates)
    const paid = months
      .filter(({ taxPaid }) => taxPaid !== 0n)
      .map(({ year, month, taxPaid }) => `${year}-${month} ${formatOre(taxPaid, 'en')}`)
    return { tax: tax.map((one) => formatOre(one.tax, 'en')), paid }
  }

  test('a business that begins in December has no rate left that year: its tax is remaining tax in August, September and October', () => {
    // 10,000: 800 in labour-market contribution, 37 % of the 9,200 that are left is 3,404.
    const budget = plain({ start: { year: 2016, month: 12 }, months: 12, lines: [line('sale', 'Julesalg', kroner(10_000), once)] })
    expect(taxesOf(budget)).toEqual({ tax: ['4,204.00', '0.00'], paid: ['2017-8 1,401.34', '2017-9 1,401.33', '2017-10 1,401.33'] })
  })

  test('of the allowance a year may use its months: 3 of 12 in 2016', () => {
    // 3 × 10,000: 2,400, and 37 % of 27,600 − 12,000 × 3/12 is 9,102.
    const lines = [line('sale', 'Salg', kroner(10_000), { until: 2 })]
    const budget = plain({ start: { year: 2016, month: 10 }, months: 12, lines, allowanceYear: kroner(12_000) })
    expect(taxesOf(budget).tax).toEqual(['11,502.00', '0.00'])
  })

  test('a line comes up to and in its last month, and a year of loss is taxed with nothing', () => {
    const lines = [line('fixed_cost', 'Husleje', kroner(1000), { from: 1, until: 2 })]
    const budget = plain({ start: { year: 2016, month: 1 }, months: 12, lines })
    expect(
      reckon(budget, rates)
        .months.slice(0, 4)
        .map(({ fixedCosts }) => fixedCosts),
    ).toEqual([0n, kroner(1000), kroner(1000), 0n])
    expect(taxesOf(budget)).toEqual({ tax: ['0.00'], paid: [] })
  })

  test('who has more at home than they need draws nothing, and pays nothing in', () => {
    const lines = [line('private_income', 'Løn', kroner(9000)), line('private_cost', 'Hus', kroner(8000))]
    expect(reckon(plain({ months: 12, lines, drawings: null }), rates).months.map(({ drawings }) => drawings)).toEqual(Array(12).fill(0n))
  })

  test('a last year that is cut off writes down its months of the pool only; 36 months run over a leap February', () => {
    // 12,000 × 25 % is 3,000 in the three months of 2023; of the 9,000 left 2,250 in 2024, 187.50 a month, of which 10 lie in the budget.
    const lines = [line('asset', 'Ovn', kroner(12_000), { ...once, depreciation: { method: 'pool' } })]
    const short = reckon(plain({ start: { year: 2023, month: 10 }, months: 13, lines }), rates).months
    expect(short.slice(0, 5).map(({ depreciation }) => depreciation)).toEqual([
      kroner(1000),
      kroner(1000),
      kroner(1000),
      ore(18_750n),
      ore(18_750n),
    ])
    expect(reckon(plain({ start: { year: 2023, month: 10 }, months: 13, lines }), rates).end.assets).toBe(ore(900_000n - 10n * 18_750n))
    const long = reckon(plain({ start: { year: 2024, month: 2 }, months: 36, lines }), rates).months
    expect([long[0], long[12], long[35]].map((row) => `${row?.year}-${row?.month}`)).toEqual(['2024-2', '2025-2', '2027-1'])
  })
})

const anyScenario = fc.record({ salesPercent: fc.integer({ min: -100, max: 100 }), laterMonths: fc.nat({ max: 2 }) })

describe('whatever is budgeted', () => {
  test('no øre is lost: what is owned less what is owed is what was put in, drawn out and earned', () => {
    fc.assert(
      fc.property(anyBudget, anyScenario, (budget, scenario) => {
        expect(reckon(budget, rates, scenario).end.balance).toBe(0n)
      }),
    )
  })

  test('each month begins where the last one ended, and ends with what came in less what went out', () => {
    fc.assert(
      fc.property(anyBudget, anyScenario, (budget, scenario) => {
        let before: bigint = budget.opening
        for (const row of reckon(budget, rates, scenario).months) {
          const moved =
            row.fromCustomers +
            row.ownMoney +
            row.loansIn -
            row.costsPaid -
            row.assetsPaid -
            row.vatPaid -
            row.taxPaid -
            row.loansOut -
            row.drawings
          expect([row.opening, row.closing]).toEqual([before, before + moved])
          before = row.closing
        }
      }),
    )
  })

  test('an asset is never written down by more than it cost, and customers never pay more than they were billed', () => {
    fc.assert(
      fc.property(anyBudget, (budget) => {
        const { end } = reckon(budget, rates)
        expect(end.assets).toBeGreaterThanOrEqual(0n)
        expect(end.receivables).toBeGreaterThanOrEqual(0n)
      }),
    )
  })
})
