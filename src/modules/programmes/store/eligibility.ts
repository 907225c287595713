import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import { type Day, day, type Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayRangeColumn } from '#platform/db/row.ts'
import { defaultRules } from '../domain/default-rules.ts'
import { type EligibilityRule, effects, type RuleTerms } from '../domain/eligibility.ts'

const ruleRow = z
  .object({
    code: z.string(),
    ordinal: z.int(),
    valid: dayRangeColumn,
    question_da: z.string(),
    question_en: z.string(),
    expected: z.boolean(),
    effect: z.enum(effects),
    advice_da: z.string(),
    advice_en: z.string(),
    legal_source: z.string(),
  })
  .transform((row): EligibilityRule => {
    assert(row.valid.from, 'a rule begins on a day')
    return {
      code: row.code,
      ordinal: row.ordinal,
      from: row.valid.from,
      until: row.valid.until?.subtract({ days: 1 }) ?? null,
      question: { da: row.question_da, en: row.question_en },
      expected: row.expected,
      effect: row.effect,
      advice: { da: row.advice_da, en: row.advice_en },
      legalSource: row.legal_source,
    }
  })

const columns = sql`select code, ordinal, valid, question_da, question_en, expected, effect, advice_da, advice_en, legal_source from programmes.eligibility_rule`

/** The rules of a programme that are asked on a day, in their order. */
export function rulesOn(tx: Tx, key: string, on: Day): Promise<EligibilityRule[]> {
  return tx.rows(ruleRow, sql`${columns} where programme_key = ${key} and valid @> ${on}::date order by ordinal, code`)
}

/** Every version of every rule of a programme, rule by rule, the newest first. */
export function allRules(tx: Tx, key: string): Promise<EligibilityRule[]> {
  return tx.rows(ruleRow, sql`${columns} where programme_key = ${key} order by ordinal, code, lower(valid) desc`)
}

/** Closes the rule's open version the day before, and makes one from the day on; without `terms` the rule just ends. */
export async function saveRule(
  tx: Tx,
  given: { key: string; code: string; ordinal: number; from: Day; terms: RuleTerms | null; accountId: AccountId | null; at: Instant },
): Promise<void> {
  const { key, code, from, terms } = given
  await tx.run(sql`
    update programmes.eligibility_rule set valid = daterange(lower(valid), ${from}::date)
    where programme_key = ${key} and code = ${code} and valid @> ${from}::date`)
  if (terms === null) return
  await tx.run(sql`
    insert into programmes.eligibility_rule (id, programme_key, code, valid, ordinal, question_da, question_en, expected, effect, advice_da,
      advice_en, legal_source, made_at, account_id)
    values (${newId()}, ${key}, ${code}, daterange(${from}::date, null), ${given.ordinal}, ${terms.question.da.trim()}, ${terms.question.en.trim()},
      ${terms.expected}, ${terms.effect}, ${terms.advice.da.trim()}, ${terms.advice.en.trim()}, ${terms.legalSource.trim()}, ${given.at}, ${given.accountId})`)
}

/** Gives a programme the rules it begins with, unless it has some; they hold from before any case. */
export async function beginRules(tx: Tx, key: string, at: Instant): Promise<void> {
  if ((await allRules(tx, key)).length > 0) return
  const from = day('2010-01-01')
  for (const [index, { code, ...terms }] of defaultRules.entries())
    await saveRule(tx, { key, code, ordinal: index + 1, from, terms, accountId: null, at })
}

const programmeRow = z.object({ key: z.string(), name_da: z.string(), name_en: z.string() })

/** The programmes there are, by their newest name. */
export async function programmeNames(tx: Tx): Promise<{ key: string; name: { da: string; en: string } }[]> {
  const rows = await tx.rows(
    programmeRow,
    sql`select distinct on (programme_key) programme_key as key, name_da, name_en from programmes.version order by programme_key, number desc`,
  )
  return rows.map(({ key, name_da, name_en }) => ({ key, name: { da: name_da, en: name_en } }))
}
