import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayRangeColumn } from '#platform/db/row.ts'
import type { CodeTerms, DatedCodeVersion } from '../domain/support-basis-code.ts'
import { readinesses } from '../domain/support-basis.ts'

const versionRow = z
  .object({
    code: z.string(),
    valid: dayRangeColumn,
    name_da: z.string(),
    name_en: z.string(),
    legal_source: z.string(),
    readiness: z.array(z.enum(readinesses)),
    sort: z.int(),
  })
  .transform(({ valid, ...row }): DatedCodeVersion => {
    assert(valid.from, 'a code begins on a day')
    return {
      code: row.code,
      sort: row.sort,
      from: valid.from,
      until: valid.until?.subtract({ days: 1 }) ?? null,
      name: { da: row.name_da, en: row.name_en },
      legalSource: row.legal_source,
      readiness: row.readiness,
    }
  })

/** Every version of every code, code by code, the newest first. */
export function codeVersions(tx: Tx): Promise<DatedCodeVersion[]> {
  return tx.rows(
    versionRow,
    sql`select code, valid, name_da, name_en, legal_source, readiness, sort from people.support_basis_code order by sort, code, lower(valid) desc`,
  )
}

/** Closes the code's open version the day before, and makes one from the day on; without `terms` the code just ends. */
export async function saveCodeVersion(
  tx: Tx,
  given: { code: string; sort: number; from: Day; terms: CodeTerms | null; accountId: AccountId | null; at: Instant },
): Promise<void> {
  const { code, sort, from, terms } = given
  await tx.run(sql`
    update people.support_basis_code set valid = daterange(lower(valid), ${from}::date) where code = ${code} and valid @> ${from}::date`)
  if (terms === null) return
  await tx.run(sql`
    insert into people.support_basis_code (code, valid, name_da, name_en, legal_source, readiness, sort, made_at, account_id)
    values (${code}, daterange(${from}::date, null), ${terms.name.da.trim()}, ${terms.name.en.trim()}, ${terms.legalSource.trim()},
      ${[...terms.readiness]}::text[], ${sort}, ${given.at}, ${given.accountId})`)
}
