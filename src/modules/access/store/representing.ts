import { z } from 'zod'
import type { AccountId, PersonId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'
import type { RepresentationScope } from '../domain/representation.ts'

/** The account of each representation of a person that has a sign-in, by the representation. */
export async function signInsFor(tx: Tx, personId: PersonId): Promise<Map<string, AccountId>> {
  const rows = await tx.rows(
    z.object({ representation_id: z.string(), account_id: idColumn<'account'>() }),
    sql`select representation_id, account_id from access.representing where person_id = ${personId}`,
  )
  return new Map(rows.map((row) => [row.representation_id, row.account_id]))
}

/** Lets an account act for a person within a scope, from a day to a last day or until it is ended. */
export async function insertRepresenting(
  tx: Tx,
  one: { accountId: AccountId; representationId: string; personId: PersonId; scope: RepresentationScope; from: Day; until: Day | null },
): Promise<void> {
  await tx.run(sql`
    insert into access.representing (account_id, representation_id, person_id, scope, during)
    values (${one.accountId}, ${one.representationId}, ${one.personId}, ${one.scope}, daterange(${one.from}::date, ${one.until}::date, '[]'))`)
}

/** Whether a citizen's or a representative's account still acts: it is open and, where it represents somebody, today is one of its days. */
export async function stillActs(tx: Tx, accountId: AccountId): Promise<boolean> {
  const row = await tx.one(
    z.object({ acts: z.boolean() }),
    sql`
    select not exists (select from access.account a where a.id = ${accountId} and a.disabled_at is not null)
      and not exists (select from access.representing r where r.account_id = ${accountId} and not r.during @> platform.today()) as acts`,
  )
  return row.acts
}

/** Ends it with a last day, as the representation itself was ended. */
export async function endRepresenting(tx: Tx, representationId: string, lastDay: Day): Promise<void> {
  await tx.run(sql`
    update access.representing set during = daterange(lower(during), greatest(lower(during), ${lastDay}::date), '[]')
    where representation_id = ${representationId} and (upper_inf(during) or upper(during) > ${lastDay}::date + 1)`)
}
