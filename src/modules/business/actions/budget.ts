import type { Id } from '#kernel/ids.ts'
import type { Lang } from '#ui/lang.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { businessActions } from '../actions.ts'
import { type BudgetDocument, emptyBudget, sameBudget } from '../domain/budget/document.ts'
import { type KeyFigures, keyFigures } from '../domain/budget/figures.ts'
import { type LoanPlans, firstDayOf, inMonths } from '../domain/budget/ports.ts'
import { type Scenario, asPlanned, reckon } from '../domain/budget/reckon.ts'
import { type BudgetId, type BudgetVersion, budgetVersion, budgetsOf, closeBudget, ratesOn, saveBudget } from '../store/budgets.ts'
import { type RunId, lockBusiness } from '../store/business.ts'
import type { Writer } from '../store/plans.ts'
import { type RunRefusal, runOf } from './run-of.ts'

/** What the business asks of others: the loans' own plans, and what sessions are called. */
export type BusinessPorts = LoanPlans<Tx> & {
  sessionNames: (tx: Tx, ids: readonly Id<'session'>[], lang: Lang) => Promise<ReadonlyMap<string, string>>
}

/** A change of the draft; `revision` is what the writer had read, 0 where there was no draft. */
export type BudgetCommand = {
  actor: Writer
  enrolmentId: RunId
  change: (budget: BudgetDocument) => BudgetDocument
  revision: number
  at: Instant
  today: Day
}

/** Why a budget is not saved or kept. */
export type BudgetRefusal = RunRefusal | { kind: 'budget_changed' } | { kind: 'no_budget' } | { kind: 'wish_outside_product' }

/** The month after a day: where a new budget begins. */
export function nextMonthOf(today: Day): BudgetDocument['start'] {
  const next = today.with({ day: 1 }).add({ months: 1 })
  return { year: next.year, month: next.month }
}

/** Changes the draft, and begins the next version where the last one is kept. Loans are told by the loans themselves. */
export async function changeBudget(tx: Tx, ports: BusinessPorts, command: BudgetCommand): Promise<Result<BudgetId, BudgetRefusal>> {
  const { actor, enrolmentId, at } = command
  const found = await runOf(tx, actor, businessActions.write_budget, enrolmentId)
  if (!found.ok) return found
  const { run } = found.value
  await lockBusiness(tx, run, at)
  const last = (await budgetsOf(tx, enrolmentId)).at(-1)
  const draftRevision = last?.state === 'draft' ? last.revision : 0
  const changed = command.change(last?.budget ?? emptyBudget(nextMonthOf(command.today)))
  if (draftRevision !== command.revision) {
    // The same form sent twice is one deed: what it says stands already.
    const sentTwice = last?.state === 'draft' && last.budget !== null && sameBudget(last.budget, { ...changed, loans: last.budget.loans })
    return sentTwice ? ok(last.id) : refuse({ kind: 'budget_changed' })
  }
  const loans = await loansOf(tx, ports, enrolmentId, changed)
  if (loans === null) return refuse({ kind: 'wish_outside_product' })
  const id = await saveBudget(tx, enrolmentId, last, { ...changed, loans }, command)
  const codes = { lines: changed.lines.length }
  await recordChange(tx, {
    actor,
    action: businessActions.write_budget,
    on: { noun: 'budget', id },
    personId: run.personId,
    codes,
    at,
  })
  return ok(id)
}

/** The loans of the run with their own plans, else the one wished for; null when the product does not allow the wish. */
async function loansOf(tx: Tx, ports: BusinessPorts, enrolmentId: RunId, budget: BudgetDocument): Promise<BudgetDocument['loans'] | null> {
  const plans = await ports.loanPlans(tx, enrolmentId, firstDayOf(budget.start, 0))
  if (plans.length > 0) return plans.map((plan) => inMonths(budget.start, plan))
  if (budget.wish === null) return []
  const payoutOn = firstDayOf(budget.start, budget.wish.month)
  const plan = await ports.wishedLoan(tx, enrolmentId, { ...budget.wish, payoutOn })
  return plan === null ? null : [inMonths(budget.start, plan)]
}

/** Keeps the draft as a version that never changes: what a loan application may rest on. Keeping again what is kept is one deed. */
export async function keepBudgetVersion(
  tx: Tx,
  command: Pick<BudgetCommand, 'actor' | 'enrolmentId' | 'at'>,
): Promise<Result<BudgetVersion, BudgetRefusal>> {
  const { actor, enrolmentId, at } = command
  const found = await runOf(tx, actor, businessActions.keep_budget, enrolmentId)
  if (!found.ok) return found
  await lockBusiness(tx, found.value.run, at)
  const last = (await budgetsOf(tx, enrolmentId)).at(-1)
  if (last === undefined) return refuse({ kind: 'no_budget' })
  if (last.state === 'draft') {
    await closeBudget(tx, last.id, command)
    await recordChange(tx, {
      actor,
      action: businessActions.keep_budget,
      on: { noun: 'budget', id: last.id },
      personId: found.value.run.personId,
      codes: { version: last.number },
      at,
    })
  }
  return ok(last)
}

/** What a loan application sees of a kept version of a budget. */
export type BudgetFigures = KeyFigures & { id: BudgetId; enrolmentId: RunId; number: number; keptOn: Day }

/**
 * The key figures of a kept version, also under a scenario; null when the session does not see it, it is a draft or it was erased.
 * For the loans' judgement of what can be repaid; the caller has asked whether the reader may.
 */
export async function budgetFigures(tx: Tx, id: BudgetId, scenario: Scenario = asPlanned): Promise<BudgetFigures | null> {
  const version = await budgetVersion(tx, id)
  if (version === null || version.budget === null || version.keptAt === null) return null
  const keptOn = dayOf(version.keptAt)
  const { rates } = await ratesOn(tx, keptOn)
  const figures = keyFigures(version.budget, reckon(version.budget, rates, scenario))
  return { ...figures, id, enrolmentId: version.enrolmentId, number: version.number, keptOn }
}

/** The kept versions of a run's budget, newest first: what an application may name. */
export async function keptBudgets(tx: Tx, enrolmentId: RunId): Promise<{ id: BudgetId; number: number; keptAt: Instant }[]> {
  return (await budgetsOf(tx, enrolmentId))
    .toReversed()
    .flatMap(({ id, number, keptAt }) => (keptAt === null ? [] : [{ id, number, keptAt }]))
}
