import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { oreColumn } from '#platform/db/row.ts'
import { type Assumptions, firstAssumptions } from '../domain/figures/economy.ts'
import type { ReportId } from '../domain/report/report.ts'

const row = z
  .object({ benefit_ore: oreColumn, weeks_on_benefit: z.int(), horizon_months: z.int(), loss_bp: z.int(), other_cost_ore: oreColumn })
  .transform(
    (read): Assumptions => ({
      benefitOre: read.benefit_ore,
      weeksOnBenefit: read.weeks_on_benefit,
      horizonMonths: read.horizon_months,
      lossBp: read.loss_bp,
      otherCostOre: read.other_cost_ore,
    }),
  )

/** What a report's sums rest on; the first assumptions until somebody chooses. */
export async function assumptionsOf(tx: Tx, id: ReportId): Promise<Assumptions> {
  const found = await tx.maybe(
    row,
    sql`select benefit_ore, weeks_on_benefit, horizon_months, loss_bp, other_cost_ore from evaluation.assumptions where report_id = ${id}`,
  )
  return found ?? firstAssumptions
}

/** Saves what a draft's sums rest on. */
export async function saveAssumptions(tx: Tx, id: ReportId, chosen: Assumptions & { by: AccountId; at: Instant }): Promise<void> {
  await tx.run(sql`
    insert into evaluation.assumptions (report_id, benefit_ore, weeks_on_benefit, horizon_months, loss_bp, other_cost_ore, chosen_by, chosen_at)
    values (${id}, ${chosen.benefitOre}, ${chosen.weeksOnBenefit}, ${chosen.horizonMonths}, ${chosen.lossBp}, ${chosen.otherCostOre},
            ${chosen.by}, ${chosen.at})
    on conflict (report_id) do update set benefit_ore = excluded.benefit_ore, weeks_on_benefit = excluded.weeks_on_benefit,
      horizon_months = excluded.horizon_months, loss_bp = excluded.loss_bp, other_cost_ore = excluded.other_cost_ore,
      chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at`)
}
