import { z } from 'zod'
import type { AccountId, OrganisationId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayRangeColumn, idColumn } from '#platform/db/row.ts'
import { type CaseType, type Deadline, caseTypes, decideBy } from '../domain/deadline.ts'

const deadlineRow = z
  .object({
    organisation_id: idColumn<'organisation'>(),
    case_type: z.enum(caseTypes),
    valid: dayRangeColumn,
    days: z.int(),
    legal_source: z.string(),
  })
  .transform((row): Deadline => {
    assert(row.valid.from, 'a deadline begins on a day')
    return {
      organisationId: row.organisation_id,
      caseType: row.case_type,
      days: row.days,
      legalSource: row.legal_source,
      from: row.valid.from,
      until: row.valid.until?.subtract({ days: 1 }) ?? null,
    }
  })

const columns = sql`select organisation_id, case_type, valid, days, legal_source from programmes.deadline`

/** Every version of every published deadline, by authority and kind, the newest first. */
export function allDeadlines(tx: Tx): Promise<Deadline[]> {
  return tx.rows(deadlineRow, sql`${columns} order by organisation_id, case_type, lower(valid) desc`)
}

/** An authority's newest deadline for a kind of case; null when it has published none. */
export function latestDeadline(tx: Tx, organisationId: OrganisationId, caseType: CaseType): Promise<Deadline | null> {
  return tx.maybe(
    deadlineRow,
    sql`${columns} where organisation_id = ${organisationId} and case_type = ${caseType} order by lower(valid) desc limit 1`,
  )
}

/** The last day to decide what came in on a day, by the first of the authorities that had published a deadline then; null when none had. */
export async function publishedDeadline(
  tx: Tx,
  authorities: readonly OrganisationId[],
  caseType: CaseType,
  cameOn: Day,
): Promise<Day | null> {
  const found = await tx.rows(
    deadlineRow,
    sql`${columns} where organisation_id = any(${[...authorities]}::uuid[]) and case_type = ${caseType} and valid @> ${cameOn}::date`,
  )
  for (const authority of authorities) {
    const own = found.find(({ organisationId }) => organisationId === authority)
    if (own !== undefined) return decideBy(cameOn, own.days)
  }
  return null
}

/** Closes the authority's open version the day before, and makes one from the day on. */
export async function saveDeadline(
  tx: Tx,
  made: {
    organisationId: OrganisationId
    caseType: CaseType
    from: Day
    days: number
    legalSource: string
    accountId: AccountId | null
    at: Instant
  },
): Promise<void> {
  const { organisationId, caseType, from } = made
  await tx.run(sql`
    update programmes.deadline set valid = daterange(lower(valid), ${from}::date)
    where organisation_id = ${organisationId} and case_type = ${caseType} and valid @> ${from}::date`)
  await tx.run(sql`
    insert into programmes.deadline (organisation_id, case_type, valid, days, legal_source, made_at, account_id)
    values (${organisationId}, ${caseType}, daterange(${from}::date, null), ${made.days}, ${made.legalSource.trim()}, ${made.at}, ${made.accountId})`)
}
