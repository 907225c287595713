import { z } from 'zod'
import type { AccountId, HumanId, PersonId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn, instantColumn } from '#platform/db/row.ts'

/** A conflict of interest that stands. */
export type Conflict = { accountId: AccountId; declaredAt: Instant; declaredBy: AccountId }

const row = z
  .object({ account_id: idColumn<'account'>(), declared_at: instantColumn, declared_by: idColumn<'account'>() })
  .transform(
    ({ account_id, declared_at, declared_by }): Conflict => ({ accountId: account_id, declaredAt: declared_at, declaredBy: declared_by }),
  )

/** The conflicts of interest in a person that stand. Whoever has one does not see them. */
export function conflictsIn(tx: Tx, personId: PersonId): Promise<Conflict[]> {
  return tx.rows(
    row,
    sql`select account_id, declared_at, declared_by from people.conflict where person_id = ${personId} and lifted_at is null order by id`,
  )
}

/** True when a human has a conflict of interest in a person, by whichever account it was declared. */
export async function hasConflict(tx: Tx, personId: PersonId, humanId: HumanId): Promise<boolean> {
  const row = await tx.one(
    z.object({ found: z.boolean() }),
    sql`select exists (select from people.conflict where person_id = ${personId} and human_id = ${humanId} and lifted_at is null) as found`,
  )
  return row.found
}

/** Shuts a human out from a person; once is enough. */
export async function saveConflict(
  tx: Tx,
  personId: PersonId,
  { accountId, humanId, declaredBy, at }: { accountId: AccountId; humanId: HumanId; declaredBy: AccountId; at: Instant },
): Promise<void> {
  await tx.run(sql`
    insert into people.conflict (person_id, human_id, account_id, declared_at, declared_by)
    values (${personId}, ${humanId}, ${accountId}, ${at}, ${declaredBy})
    on conflict do nothing`)
}

/** Lets them in again; false when no conflict of theirs stands. */
export async function saveLifted(
  tx: Tx,
  personId: PersonId,
  { accountId, liftedBy, at }: { accountId: AccountId; liftedBy: AccountId; at: Instant },
): Promise<boolean> {
  const rows = await tx.run(sql`
    update people.conflict set lifted_at = ${at}, lifted_by = ${liftedBy}
    where person_id = ${personId} and account_id = ${accountId} and lifted_at is null`)
  return rows === 1
}
