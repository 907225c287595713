import type { Actor } from '#kernel/actor.ts'
import type { Tx } from '#platform/db/database.ts'
import { mayEver } from '#modules/access/index.ts'
import { type BudgetFigures, budgetFigures, keptBudgets } from '#modules/business/index.ts'
import { loanActions } from '../actions.ts'
import type { Loan } from '../domain/loan.ts'

/** The key figures of the run's newest kept budget: as planned, and with a fifth less sold and customers who pay a month later. */
export type BudgetBehind = { planned: BudgetFigures; weak: BudgetFigures } | 'none_kept'

/** The budget an application is judged by, for those who advise or decide and only until it is decided; null for everybody else and later. */
export async function budgetBehind(tx: Tx, actor: Actor, loan: Loan): Promise<BudgetBehind | null> {
  if (loan.state !== 'applied' && loan.state !== 'advised') return null
  if (!mayEver(actor, loanActions.advise) && !mayEver(actor, loanActions.approve)) return null
  const [newest] = await keptBudgets(tx, loan.enrolmentId)
  if (newest === undefined) return 'none_kept'
  const planned = await budgetFigures(tx, newest.id)
  const weak = await budgetFigures(tx, newest.id, { salesPercent: -20, laterMonths: 1 })
  return planned === null || weak === null ? 'none_kept' : { planned, weak }
}
