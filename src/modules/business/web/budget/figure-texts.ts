import { kronerText, monthText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { Budget } from '../../domain/budget/budget.ts'
import { keyFigures } from '../../domain/budget/figures.ts'
import type { BudgetRates } from '../../domain/budget/rates.ts'
import { reckon } from '../../domain/budget/reckon.ts'

/** The figures shown beside a form, in order. */
export const shownFigures = ['low', 'lowAt', 'profit', 'sales', 'last'] as const
/** One of them. */
export type ShownFigure = (typeof shownFigures)[number]

/** The figures beside a form as texts: the same function on the server and in the page, so the same to the øre. */
export function figureTexts(budget: Budget, rates: BudgetRates, lang: Lang): Record<ShownFigure, string> {
  const { low, profitYear, salesYear, last } = keyFigures(budget, reckon(budget, rates))
  return {
    low: kronerText(low.amount, lang),
    lowAt: monthText(low.at, lang),
    profit: kronerText(profitYear, lang),
    sales: kronerText(salesYear, lang),
    last: kronerText(last, lang),
  }
}
