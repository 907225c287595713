import { z } from 'zod'
import type { AccountId, OrganisationId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn } from '#platform/db/row.ts'
import { type ReferenceRate, rateKinds } from '../domain/reference-rate.ts'

const rateRow = z
  .object({
    kind: z.enum(rateKinds),
    valid_from: dayColumn,
    value: z.string().transform((text) => BigInt(text)),
    source: z.string(),
    own: z.boolean(),
  })
  .transform(({ valid_from, ...same }): ReferenceRate => ({ ...same, validFrom: valid_from }))

/** The rates a lender reckons by, in the order they were entered: those that came with the program and its own. */
export function ratesOf(tx: Tx, lenderId: OrganisationId): Promise<ReferenceRate[]> {
  return tx.rows(
    rateRow,
    sql`
    select kind, valid_from, value::text as value, source, organisation_id is not null as own
    from loans.reference_rate where organisation_id is null or organisation_id = ${lenderId} order by id`,
  )
}

/** Adds a rate of a lender's own; false where the same request has added it already. */
export async function insertRate(
  tx: Tx,
  rate: Pick<ReferenceRate, 'kind' | 'validFrom' | 'value' | 'source'>,
  by: { organisationId: OrganisationId; accountId: AccountId; requestId: string; at: Instant },
): Promise<boolean> {
  const from: Day = rate.validFrom
  const added = await tx.run(sql`
    insert into loans.reference_rate (kind, valid_from, value, source, organisation_id, account_id, entered_at, request_id)
    values (${rate.kind}, ${from}, ${rate.value}, ${rate.source}, ${by.organisationId}, ${by.accountId}, ${by.at}, ${by.requestId})
    on conflict (request_id) do nothing`)
  return added === 1
}
