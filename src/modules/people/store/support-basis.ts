import { z } from 'zod'
import type { PersonId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayRangeColumn, instantColumn } from '#platform/db/row.ts'
import { type KeptSpan, type Readiness, type SupportBasisRewrite, readinesses, supportBasisSources } from '../domain/support-basis.ts'
import type { By } from '../domain/by.ts'

const readinessColumn = z.enum(readinesses)

/** A code of the dated list, with its names in that time. */
export type SupportBasisCode = { code: string; name: { da: string; en: string }; legalSource: string; readiness: Readiness[] }

const codeRow = z
  .object({ code: z.string(), name_da: z.string(), name_en: z.string(), legal_source: z.string(), readiness: z.array(readinessColumn) })
  .transform(
    ({ code, name_da, name_en, legal_source, readiness }): SupportBasisCode => ({
      code,
      name: { da: name_da, en: name_en },
      legalSource: legal_source,
      readiness,
    }),
  )

/** The codes that can be recorded for a fact that begins on the day, in the order of the list. */
export function supportBasisCodes(tx: Tx, on: Day): Promise<SupportBasisCode[]> {
  return tx.rows(
    codeRow,
    sql`select code, name_da, name_en, legal_source, readiness from people.support_basis_code where valid @> ${on}::date order by sort, code`,
  )
}

/** The names of all codes there have been; where a code was renamed, the newest name. */
export async function supportBasisNames(tx: Tx): Promise<Map<string, { da: string; en: string }>> {
  const rows = await tx.rows(
    codeRow,
    sql`select code, name_da, name_en, legal_source, readiness from people.support_basis_code order by lower(valid), code`,
  )
  return new Map(rows.map(({ code, name }) => [code, name]))
}

/** A span of the history as it stands, with when it was recorded. */
export type RecordedSpan = KeptSpan & { recordedAt: Instant }

const spanRow = z
  .object({
    id: z.bigint(),
    code: z.string(),
    readiness: readinessColumn.nullable(),
    during: dayRangeColumn,
    source: z.enum(supportBasisSources),
    recorded_at: instantColumn,
  })
  .transform(({ during, recorded_at, ...same }, context): RecordedSpan => {
    if (during.from === null) {
      context.addIssue({ code: 'custom', message: 'a support basis begins on a day' })
      return z.NEVER
    }
    return { ...same, from: during.from, until: during.until?.subtract({ days: 1 }) ?? null, recordedAt: recorded_at }
  })

/** What the person lived on, oldest first, as we know it now; none when the session has no part in the person. */
export function supportBasisHistory(tx: Tx, personId: PersonId): Promise<RecordedSpan[]> {
  return tx.rows(
    spanRow,
    sql`select id, code, readiness, during, source, recorded_at from people.support_basis
        where person_id = ${personId} and superseded_at is null order by during`,
  )
}

/** What the person lived on that day, or null when nobody has said. */
export function supportBasisOn(tx: Tx, personId: PersonId, on: Day): Promise<RecordedSpan | null> {
  return tx.maybe(
    spanRow,
    sql`select id, code, readiness, during, source, recorded_at from people.support_basis
        where person_id = ${personId} and superseded_at is null and during @> ${on}::date`,
  )
}

/** Writes a rewritten history: what no longer stands is marked, never removed. */
export async function saveRewrite(tx: Tx, personId: PersonId, rewrite: SupportBasisRewrite, by: By): Promise<void> {
  if (rewrite.superseded.length > 0)
    await tx.run(sql`update people.support_basis set superseded_at = ${by.at} where id = any(${rewrite.superseded}::bigint[])`)
  for (const { code, readiness, from, until, source } of rewrite.added) {
    await tx.run(sql`
      insert into people.support_basis (person_id, code, readiness, during, source, recorded_at, account_id, organisation_id)
      values (${personId}, ${code}, ${readiness}, daterange(${from}::date, ${until}::date, '[]'), ${source}, ${by.at}, ${by.accountId}, ${by.organisationId})`)
  }
}
