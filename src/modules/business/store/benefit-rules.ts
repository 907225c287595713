import { z } from 'zod'
import type { Day } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import type { BenefitRule } from '../domain/benefit-rule.ts'

const ruleRow = z
  .object({
    support_basis: z.string(),
    weeks: z.int().nullable(),
    within_weeks: z.int().nullable(),
    words_da: z.string(),
    words_en: z.string(),
    source: z.string(),
  })
  .transform(
    (row): BenefitRule => ({
      supportBasis: row.support_basis,
      weeks: row.weeks,
      withinWeeks: row.within_weeks,
      words: { da: row.words_da, en: row.words_en },
      source: row.source,
    }),
  )

/** What registering on a day does to a benefit; the general warning where the benefit has no rule of its own or is not known. */
export function benefitRule(tx: Tx, supportBasis: string | null, on: Day): Promise<BenefitRule> {
  return tx.one(
    ruleRow,
    sql`
    select support_basis, weeks, within_weeks, words_da, words_en, source from business.benefit_rule
    where support_basis in (${supportBasis}, 'any') and valid @> ${on}::date order by support_basis = 'any' limit 1`,
  )
}
