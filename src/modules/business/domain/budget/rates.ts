import type { Ore } from '#kernel/money.ts'

/** The rates a budget is reckoned with: dated reference data, each with its source, handed in. */
export type BudgetRates = {
  /** VAT, in basis points. */
  vatBp: number
  /** VATable turnover within twelve months above which a business must register. */
  vatDuty: Ore
  /** Labour-market contribution, in basis points. */
  labourBp: number
  /** The most of the declining pool that may be written down a year, in basis points. */
  poolBp: number
  /** The dearest asset that may be written down at once. */
  atOnce: Ore
}

// Opkrævningsloven § 2: quarterly VAT falls due on the 1st of the third month after the quarter (the second after the first
// half-year); half-yearly VAT on 1 September and 1 March. Months of the calendar, by the last month of the period.
const vatDue: Record<number, number> = { 3: 6, 6: 9, 9: 12, 12: 15 }

/** When the VAT of a calendar month is settled: the year and month of its due day, the 1st. */
export function vatDueMonth(at: { year: number; month: number }, period: 'quarter' | 'half_year'): { year: number; month: number } {
  const length = period === 'quarter' ? 3 : 6
  const last = Math.ceil(at.month / length) * length
  const due = vatDue[last] ?? last
  return due > 12 ? { year: at.year + 1, month: due - 12 } : { year: at.year, month: due }
}

/** The calendar months in which provisional income tax falls due (kildeskatteloven § 58: ten rates, none in June and December). */
export const taxMonths = [1, 2, 3, 4, 5, 7, 8, 9, 10, 11] as const
/** The calendar months of the next year in which remaining tax falls due (kildeskatteloven § 61). */
export const restTaxMonths = [8, 9, 10] as const
