import { z } from 'zod'
import type { AccountId, OrganisationId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn } from '#platform/db/row.ts'
import type { Deputy, DeputyId } from '../domain/deputy.ts'

const row = z
  .object({
    id: idColumn<'deputy'>(),
    organisation_id: idColumn<'organisation'>(),
    absent_id: idColumn<'account'>(),
    deputy_id: idColumn<'account'>(),
    from_on: dayColumn,
    until_on: dayColumn,
  })
  .transform(
    (one): Deputy => ({
      id: one.id,
      organisationId: one.organisation_id,
      absentId: one.absent_id,
      deputyId: one.deputy_id,
      from: one.from_on,
      until: one.until_on,
    }),
  )

/** The deputyships of an organisation that have not ended by the day, the earliest first. */
export function deputies(tx: Tx, organisationId: OrganisationId, today: Day): Promise<Deputy[]> {
  return tx.rows(
    row,
    sql`select id, organisation_id, absent_id, deputy_id, lower(during) as from_on, upper(during) - 1 as until_on
        from access.deputy where organisation_id = ${organisationId} and upper(during) > ${today} order by lower(during), id`,
  )
}

/** For whom an account stands in on a day, in an organisation. */
export async function standsInFor(tx: Tx, of: { accountId: AccountId; organisationId: OrganisationId; today: Day }): Promise<AccountId[]> {
  const rows = await tx.rows(
    z.object({ absent_id: idColumn<'account'>() }),
    sql`select absent_id from access.deputy
        where deputy_id = ${of.accountId} and organisation_id = ${of.organisationId} and during @> ${of.today}::date order by lower(during)`,
  )
  return rows.map((one) => one.absent_id)
}

/** Keeps a deputyship; the same form is the same one. True when it is new. */
export async function saveDeputy(tx: Tx, one: Deputy, by: { accountId: AccountId; at: Instant }): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into access.deputy (id, organisation_id, absent_id, deputy_id, during, named_by, named_at)
    values (${one.id}, ${one.organisationId}, ${one.absentId}, ${one.deputyId}, daterange(${one.from}::date, ${one.until}::date, '[]'),
            ${by.accountId}, ${by.at})
    on conflict (id) do nothing`)
  return rows === 1
}

/** Ends a deputyship with a last day; one that has not begun ends on its first. False when it is not there or has ended. */
export async function saveDeputyEnd(tx: Tx, id: DeputyId, lastDay: Day): Promise<boolean> {
  const rows = await tx.run(sql`
    update access.deputy set during = daterange(lower(during), greatest(lower(during), ${lastDay}::date), '[]')
    where id = ${id} and upper(during) > ${lastDay}::date + 1`)
  return rows === 1
}
