import { z } from 'zod'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { ore } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { type Sql, type Tx, sql } from '#platform/db/database.ts'
import { idColumn, instantColumn, nullable } from '#platform/db/row.ts'
import { type BudgetDocument, keepBudget, parseBudget } from '../domain/budget/document.ts'
import type { BudgetRates } from '../domain/budget/rates.ts'
import type { RunId } from './business.ts'
import type { Writer } from './plans.ts'

/** A version of a budget. */
export type BudgetId = Id<'budget'>

const budgetRow = z
  .object({
    id: idColumn<'budget'>(),
    enrolment_id: idColumn<'enrolment'>(),
    number: z.int(),
    state: z.enum(['draft', 'kept']),
    revision: z.int(),
    changed_at: instantColumn,
    account_id: idColumn<'account'>(),
    kept_at: nullable(instantColumn),
    kept_by: nullable(idColumn<'account'>()),
    content: z.unknown(),
  })
  .transform((row) => ({
    id: row.id,
    enrolmentId: row.enrolment_id,
    number: row.number,
    state: row.state,
    revision: row.revision,
    changedAt: row.changed_at,
    changedBy: row.account_id,
    keptAt: row.kept_at,
    keptBy: row.kept_by,
    budget: row.content === null ? null : parseBudget(row.content),
  }))

/** A version of a budget; `budget` is null once erased. */
export type BudgetVersion = z.infer<typeof budgetRow>

function budgetsWhere(tx: Tx, where: Sql): Promise<BudgetVersion[]> {
  return tx.rows(
    budgetRow,
    sql`
    select b.id, b.enrolment_id, b.number, b.state, b.revision, b.changed_at, b.account_id, b.kept_at, b.kept_by, c.content
    from business.budget b left join business.budget_content c on c.budget_id = b.id where ${where} order by b.number`,
  )
}

/** Every version of a run's budget, the first first. */
export function budgetsOf(tx: Tx, enrolmentId: RunId): Promise<BudgetVersion[]> {
  return budgetsWhere(tx, sql`b.enrolment_id = ${enrolmentId}`)
}

/** One version, or null when the session may not see it. */
export async function budgetVersion(tx: Tx, id: BudgetId): Promise<BudgetVersion | null> {
  return (await budgetsWhere(tx, sql`b.id = ${id}`))[0] ?? null
}

type Deed = { actor: Writer; at: Instant }

/** Saves the draft of a run, and begins the next version where none is. The run's business is locked. */
export async function saveBudget(
  tx: Tx,
  enrolmentId: RunId,
  last: BudgetVersion | undefined,
  budget: BudgetDocument,
  { actor, at }: Deed,
): Promise<BudgetId> {
  const id = last?.state === 'draft' ? last.id : newId<'budget'>()
  await tx.run(sql`
    insert into business.budget as b (id, enrolment_id, number, state, revision, changed_at, account_id)
    values (${id}, ${enrolmentId}, ${(last?.number ?? 0) + 1}, 'draft', 1, ${at}, ${actor.accountId})
    on conflict (id) do update set revision = b.revision + 1, changed_at = excluded.changed_at, account_id = excluded.account_id`)
  await tx.run(sql`
    insert into business.budget_content (budget_id, content) values (${id}, ${keepBudget(budget)})
    on conflict (budget_id) do update set content = excluded.content`)
  return id
}

/** Keeps the draft as a version that never changes. */
export async function closeBudget(tx: Tx, id: BudgetId, { actor, at }: Deed): Promise<void> {
  const kept = await tx.run(
    sql`update business.budget set state = 'kept', kept_at = ${at}, kept_by = ${actor.accountId} where id = ${id} and state = 'draft'`,
  )
  assert(kept === 1, 'the draft was locked before')
}

/** Deletes what the budgets of a person rest on; the versions stay. */
export async function eraseBudgets(tx: Tx, personId: string): Promise<void> {
  await tx.run(sql`
    delete from business.budget_content where budget_id in (
      select v.id from business.budget v join business.business b on b.enrolment_id = v.enrolment_id where b.person_id = ${personId})`)
}

const rateRow = z.object({
  code: z.enum(['vat_bp', 'vat_duty_ore', 'labour_bp', 'pool_bp', 'at_once_ore']),
  value: z.bigint(),
  source: z.string(),
})

/** The rates that hold on a day, with their sources. */
export async function ratesOn(tx: Tx, on: Day): Promise<{ rates: BudgetRates; sources: string[] }> {
  const rows = await tx.rows(
    rateRow,
    sql`select distinct on (code) code, value, source from business.rate where valid_from <= ${on} order by code, valid_from desc`,
  )
  const value = (code: (typeof rows)[number]['code']): bigint => {
    const found = rows.find((row) => row.code === code)
    assert(found !== undefined, `there is a rate ${code} on ${on.toString()}`)
    return found.value
  }
  return {
    rates: {
      vatBp: Number(value('vat_bp')),
      vatDuty: ore(value('vat_duty_ore')),
      labourBp: Number(value('labour_bp')),
      poolBp: Number(value('pool_bp')),
      atOnce: ore(value('at_once_ore')),
    },
    sources: rows.map(({ source }) => source),
  }
}

/** The day whose rates a version is reckoned with: the day it was kept, or today for a draft. */
export function ratesDay(version: Pick<BudgetVersion, 'keptAt'>, today: Day): Day {
  return version.keptAt === null ? today : dayOf(version.keptAt)
}
