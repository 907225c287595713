import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, instantColumn, nullable } from '#platform/db/row.ts'
import type { ReimbursementRule } from '../domain/figures/reimbursement.ts'

/** A rule with the moment it was made; null for those an installation begins with. `replaced` by a later one from the same day. */
export type MadeRule = ReimbursementRule & { madeAt: Instant | null; replaced: boolean }

const ruleRow = z
  .object({
    from_on: dayColumn,
    until_weeks: z.array(z.int()),
    percents: z.array(z.int()),
    legal_source: z.string(),
    confirmed: z.boolean(),
    made_at: nullable(instantColumn),
    replaced: z.boolean(),
  })
  .transform((row): MadeRule => {
    assert(row.percents.length === row.until_weeks.length + 1, 'the last step has no last week')
    return {
      from: row.from_on,
      steps: row.percents.map((percent, at) => ({ untilWeek: row.until_weeks[at] ?? null, percent })),
      legalSource: row.legal_source,
      confirmed: row.confirmed,
      madeAt: row.made_at,
      replaced: row.replaced,
    }
  })

/** Every rule that was ever made, the newest day first, and of one day the one made last first. */
export function reimbursementRules(tx: Tx): Promise<MadeRule[]> {
  return tx.rows(
    ruleRow,
    sql`select from_on, until_weeks, percents, legal_source, confirmed, made_at,
          row_number() over (partition by from_on order by made_at desc nulls last, id desc) > 1 as replaced
        from evaluation.reimbursement_rule order by from_on desc, replaced, made_at desc nulls last`,
  )
}

/** The rules as they were known at a moment, the earliest day first; of one day the one made last. */
export function reimbursementKnown(tx: Tx, knownAt: Instant): Promise<ReimbursementRule[]> {
  return tx.rows(
    ruleRow.transform(({ from, steps, legalSource, confirmed }): ReimbursementRule => ({ from, steps, legalSource, confirmed })),
    sql`select distinct on (from_on) from_on, until_weeks, percents, legal_source, confirmed, made_at, false as replaced
        from evaluation.reimbursement_rule where made_at is null or made_at <= ${knownAt}
        order by from_on, made_at desc nulls last, id desc`,
  )
}

/** Keeps a rule; those before it stand. A request that is repeated keeps it once. */
export async function insertRule(
  tx: Tx,
  { id, rule, by, at }: { id: Id<'reimbursement_rule'>; rule: ReimbursementRule; by: AccountId; at: Instant },
): Promise<void> {
  const weeks = rule.steps.flatMap(({ untilWeek }) => untilWeek ?? [])
  await tx.run(sql`
    insert into evaluation.reimbursement_rule (id, from_on, until_weeks, percents, legal_source, confirmed, made_at, account_id)
    values (${id}, ${rule.from}, ${weeks}::int[], ${rule.steps.map(({ percent }) => percent)}::int[], ${rule.legalSource.trim()},
      ${rule.confirmed}, ${at}, ${by})
    on conflict (id) do nothing`)
}
