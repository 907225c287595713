import { type Result, ok } from '#kernel/result.ts'
import { accountNames, authorize } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { personNames } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { businessActions } from '../../actions.ts'
import { nextMonthOf } from '../../actions/budget.ts'
import { type RunRefusal, runOf } from '../../actions/run-of.ts'
import { type BudgetDocument, emptyBudget } from '../../domain/budget/document.ts'
import type { BudgetRates } from '../../domain/budget/rates.ts'
import { type BudgetVersion, budgetsOf, ratesDay, ratesOn } from '../../store/budgets.ts'
import type { RunId } from '../../store/business.ts'
import type { Writer } from '../../store/plans.ts'
import { personOf } from '../person-of.ts'

/** What the pages of a budget show. `budget` is an empty one before the first saving, and null once erased. */
export type BudgetPageFacts = {
  enrolmentId: RunId
  referralId: string
  caseNumber: string
  person: string | null
  reader: Writer
  versions: readonly BudgetVersion[]
  shown: BudgetVersion | null
  budget: BudgetDocument | null
  rates: BudgetRates
  sources: readonly string[]
  /** What a form must have read: the draft's revision, 0 where there is no draft. */
  revision: number
  names: ReadonlyMap<string, string>
  mayWrite: boolean
}

/** The budget of a run for a reader who may see it, in the version asked for or the newest; the reading is logged. */
export async function budgetPageFacts(tx: Tx, call: Call, id: RunId, version: number | null): Promise<Result<BudgetPageFacts, RunRefusal>> {
  const reader = personOf(call)
  const found = await runOf(tx, reader, businessActions.see_budget, id)
  if (!found.ok) return found
  const { run, agreed } = found.value
  await recordRead(tx, { actor: reader, page: 'business.budget', personId: run.personId, at: call.now })
  const versions = await budgetsOf(tx, id)
  const last = versions.at(-1)
  const shown = versions.find(({ number }) => number === version) ?? last ?? null
  const accounts: string[] = versions.flatMap(({ changedBy, keptBy }) => (keptBy === null ? [changedBy] : [changedBy, keptBy]))
  return ok({
    enrolmentId: id,
    referralId: run.referralId,
    caseNumber: run.caseNumber,
    person: (await personNames(tx, [run.personId])).get(run.personId)?.name ?? null,
    reader,
    versions,
    shown,
    budget: shown === null ? emptyBudget(nextMonthOf(call.today)) : shown.budget,
    ...(await ratesOn(tx, shown === null ? call.today : ratesDay(shown, call.today))),
    revision: last?.state === 'draft' ? last.revision : 0,
    names: await accountNames(tx, accounts),
    mayWrite: authorize(reader, businessActions.write_budget, { parties: agreed.parties, personId: run.personId }).ok,
  })
}

/** Whether the shown version is the newest, which alone can be changed. */
export function isNewest(facts: BudgetPageFacts): boolean {
  return facts.shown === null || facts.shown.id === facts.versions.at(-1)?.id
}
