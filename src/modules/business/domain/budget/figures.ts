import { type Ore, ore } from '#kernel/money.ts'
import { type Budget, calendarMonth, fallsIn } from './budget.ts'
import type { BudgetRates } from './rates.ts'
import type { BudgetMonth, Reckoned } from './reckon.ts'

/** The figures a reader asks for first. Those of a year are of the first twelve months. */
export type KeyFigures = {
  salesYear: Ore
  profitYear: Ore
  /** Before the loans are paid down: what customers pay less costs, VAT, tax and what is drawn out. */
  freeYear: Ore
  drawingsYear: Ore
  instalmentsYear: Ore
  /** What is needed to get started: the start costs and assets with VAT. */
  toStart: Ore
  /** The lowest cash at the end of a month, and the first month it comes in, counted from 0. */
  low: { amount: Ore; month: number; at: { year: number; month: number } }
  /** Cash after the last month. */
  last: Ore
}

/** The key figures of a budget. */
export function keyFigures(budget: Budget, { months, toStart }: Reckoned): KeyFigures {
  const year = months.slice(0, 12)
  const sum = (of: (row: BudgetMonth) => bigint) => ore(year.reduce((total, row) => total + of(row), 0n))
  const low = months.reduce((lowest, row, month) => (row.closing < lowest.amount ? { amount: row.closing, month } : lowest), {
    amount: months[0]?.closing ?? budget.opening,
    month: 0,
  })
  return {
    salesYear: sum((row) => row.sales),
    profitYear: sum((row) => row.profit),
    freeYear: sum((row) => row.fromCustomers - row.costsPaid - row.vatPaid - row.taxPaid - row.drawings),
    drawingsYear: sum((row) => row.drawings),
    instalmentsYear: sum((row) => row.loansOut),
    toStart,
    low: { ...low, at: calendarMonth(budget.start, low.month) },
    last: months.at(-1)?.closing ?? budget.opening,
  }
}

/** What a budget should be warned of. */
export type BudgetWarning =
  | { kind: 'vat_duty'; at: { year: number; month: number }; turnover: Ore; limit: Ore }
  | { kind: 'cash_negative'; at: { year: number; month: number }; amount: Ore }
  | { kind: 'asset_too_dear'; name: string; limit: Ore }
  | { kind: 'loan_before_start'; name: string; amount: Ore }

/**
 * The warnings of a budget: an unregistered business whose turnover demands VAT, cash below zero, an asset too dear to write down at once, and a loan
 * paid out before the first month, whose money is in the cash of the first day or nowhere.
 */
export function budgetWarnings(budget: Budget, rates: BudgetRates, reckoned: Reckoned): BudgetWarning[] {
  const earlier = budget.loans.filter(({ payoutMonth }) => payoutMonth < 0)
  const warnings = earlier.map(({ name, amount }): BudgetWarning => ({ kind: 'loan_before_start', name, amount }))
  const duty = budget.vat === 'none' ? vatDutyFrom(budget, rates) : null
  if (duty !== null)
    warnings.push({ kind: 'vat_duty', at: calendarMonth(budget.start, duty.month), turnover: duty.turnover, limit: rates.vatDuty })
  const below = reckoned.months.find((row) => row.closing < 0n)
  if (below !== undefined) warnings.push({ kind: 'cash_negative', at: below, amount: below.closing })
  for (const line of budget.lines)
    if (line.kind === 'asset' && line.depreciation?.method === 'at_once' && line.amount > rates.atOnce)
      warnings.push({ kind: 'asset_too_dear', name: line.name, limit: rates.atOnce })
  return warnings
}

/** The first month after which the VATable turnover of twelve months together exceeds the limit (momsloven § 48); null when none does. */
export function vatDutyFrom(budget: Budget, { vatDuty }: Pick<BudgetRates, 'vatDuty'>): { month: number; turnover: Ore } | null {
  const sales = Array.from({ length: budget.months }, (_, month) =>
    budget.lines.filter((line) => line.kind === 'sale' && line.vat && fallsIn(line, month)).reduce((sum, line) => sum + line.amount, 0n),
  )
  for (const month of sales.keys()) {
    const turnover = sales.slice(Math.max(0, month - 11), month + 1).reduce((sum, one) => sum + one, 0n)
    if (turnover > vatDuty) return { month, turnover: ore(turnover) }
  }
  return null
}
