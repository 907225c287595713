import type { Day } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { Ore } from '#kernel/money.ts'
import { type Budget, type BudgetLoan, budgetMonth, calendarMonth } from './budget.ts'
import type { LoanWish } from './document.ts'

/** A loan with its own plan; its number is its name, and a wish has none. `cost` is interest and fees. */
export type LoanPlan = {
  name: string
  amount: Ore
  payoutOn: Day
  rows: readonly { due: Day; principal: Ore; cost: Ore }[]
}

/** What a run's loans tell a budget: the plans of those there are, and the plan a loan that is only wished for would have. */
export type LoanPlans<Transaction> = {
  /** The loans of a run that are neither declined nor withdrawn; one that is not paid out yet as if it were on `from` at the earliest. */
  loanPlans: (tx: Transaction, enrolmentId: Id<'enrolment'>, from: Day) => Promise<LoanPlan[]>
  /** Null when the programme's product does not allow the wish. */
  wishedLoan: (tx: Transaction, enrolmentId: Id<'enrolment'>, wish: Omit<LoanWish, 'month'> & { payoutOn: Day }) => Promise<LoanPlan | null>
}

/** The day a month of the budget begins. */
export function firstDayOf(start: Budget['start'], month: number): Day {
  return Temporal.PlainDate.from({ ...calendarMonth(start, month), day: 1 })
}

/** A loan's plan in the months of a budget. */
export function inMonths(start: Budget['start'], plan: LoanPlan): BudgetLoan {
  return {
    name: plan.name,
    amount: plan.amount,
    payoutMonth: budgetMonth(start, plan.payoutOn),
    instalments: plan.rows.map(({ due, principal, cost }) => ({ month: budgetMonth(start, due), principal, cost })),
  }
}
