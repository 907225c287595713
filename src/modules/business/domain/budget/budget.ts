import type { Ore } from '#kernel/money.ts'

/** How often a line comes, counted from its first month. */
export const rhythms = ['once', 'month', 'quarter', 'half_year', 'year'] as const
/** One of them. */
export type Rhythm = (typeof rhythms)[number]

/** What a line is. Costs and assets are money out; own money and loans finance; the private ones are the household's. */
export const lineKinds = [
  'sale',
  'variable_cost',
  'fixed_cost',
  'start_cost',
  'asset',
  'own_money',
  'loan_in',
  'loan_out',
  'private_income',
  'private_cost',
] as const
/** One of them. */
export type LineKind = (typeof lineKinds)[number]

/** How an asset is written down: 25 % of what is left each year, evenly over years, or at once. */
export const depreciations = ['pool', 'straight', 'at_once'] as const
/** One of them. */
export type Depreciation = (typeof depreciations)[number]

/** A line of a budget. The amount is without VAT; months count from 0, `until` is the last and null for the end. */
export type BudgetLine = {
  kind: LineKind
  name: string
  amount: Ore
  rhythm: Rhythm
  from: number
  until: number | null
  /** VAT lies on it. */
  vat: boolean
  /** Assets only. */
  depreciation?: { method: 'pool' | 'at_once' } | { method: 'straight'; years: number }
}

/** How a business settles VAT; `none` is not registered. */
export const vatPeriods = ['none', 'quarter', 'half_year'] as const
/** One of them. */
export type VatPeriod = (typeof vatPeriods)[number]

/** An instalment of a loan in a month of the budget: what pays it down, and what it costs besides. */
export type BudgetInstalment = { month: number; principal: Ore; cost: Ore }

/** A loan with its own plan, as the loans told it. `payoutMonth` is negative when it was paid out before the budget begins. */
export type BudgetLoan = { name: string; amount: Ore; payoutMonth: number; instalments: readonly BudgetInstalment[] }

/** Everything a budget rests on. */
export type Budget = {
  start: { year: number; month: number }
  months: number
  /** Cash on the first day. */
  opening: Ore
  lines: readonly BudgetLine[]
  vat: VatPeriod
  /** How many months after the invoice customers pay. */
  customersPay: number
  /** What is taken out for private use a month; null takes what the private budget lacks. */
  drawings: Ore | null
  /** The rate of the person's tax card, in basis points. */
  taxBp: number
  /** The part of the personal allowance that the business may use, a year. */
  allowanceYear: Ore
  loans: readonly BudgetLoan[]
}

/** The shortest and the longest budget, in months. */
export const budgetMonths = { min: 12, max: 36 } as const

/** The calendar month of a month of the budget. */
export function calendarMonth(start: Budget['start'], index: number): { year: number; month: number } {
  const count = start.year * 12 + start.month - 1 + index
  return { year: Math.floor(count / 12), month: (count % 12) + 1 }
}

/** The month of the budget that a calendar month is; it may lie before or after the budget. */
export function budgetMonth(start: Budget['start'], at: { year: number; month: number }): number {
  return (at.year - start.year) * 12 + at.month - start.month
}

const steps: Record<Exclude<Rhythm, 'once'>, number> = { month: 1, quarter: 3, half_year: 6, year: 12 }

/** Whether a line comes in a month. */
export function fallsIn(line: Pick<BudgetLine, 'rhythm' | 'from' | 'until'>, month: number): boolean {
  if (month < line.from || (line.until !== null && month > line.until)) return false
  return line.rhythm === 'once' ? month === line.from : (month - line.from) % steps[line.rhythm] === 0
}
