import { z } from 'zod'
import type { PersonId, StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayRangeColumn, idColumn } from '#platform/db/row.ts'
import { type Representative, type RepresentativeId, representativeBases, representativeScopes } from '../domain/representative.ts'

const row = z
  .object({
    id: idColumn<'representative'>(),
    name: z.string(),
    address: z.string().nullable(),
    phone: z.string().nullable(),
    basis: z.enum(representativeBases),
    scope: z.enum(representativeScopes),
    during: dayRangeColumn,
    copies: z.boolean(),
  })
  .transform(({ during, ...same }, context): Representative => {
    if (during.from === null) {
      context.addIssue({ code: 'custom', message: 'has no first day' })
      return z.NEVER
    }
    return { ...same, from: during.from, until: during.until?.subtract({ days: 1 }) ?? null }
  })

/** Everyone who acts or acted for the person, the latest first; none for one who sees the person masked. */
export function representativesOf(tx: Tx, personId: PersonId): Promise<Representative[]> {
  return tx.rows(
    row,
    sql`select id, name, address, phone, basis, scope, during, copies from people.representative
        where person_id = ${personId} order by lower(during) desc, id`,
  )
}

/** Keeps a representation; the same form is the same one. */
export async function saveRepresentative(
  tx: Tx,
  personId: PersonId,
  told: Representative,
  { actor, at }: { actor: StaffActor; at: Instant },
): Promise<boolean> {
  const { id, name, address, phone, basis, scope, from, until, copies } = told
  const rows = await tx.run(sql`
    insert into people.representative (id, person_id, name, address, phone, basis, scope, during, copies, recorded_at, account_id)
    values (${id}, ${personId}, ${name}, ${address}, ${phone}, ${basis}, ${scope}, daterange(${from}::date, ${until}::date, '[]'), ${copies},
            ${at}, ${actor.accountId})
    on conflict (id) do nothing`)
  return rows === 1
}

/** Ends a representation with a last day; one that has not begun ends on its first. False when it is not there or has ended before. */
export async function saveRepresentativeEnd(tx: Tx, personId: PersonId, id: RepresentativeId, lastDay: Day): Promise<boolean> {
  const rows = await tx.run(sql`
    update people.representative set during = daterange(lower(during), greatest(lower(during), ${lastDay}::date), '[]')
    where id = ${id} and person_id = ${personId} and (upper_inf(during) or upper(during) > ${lastDay}::date + 1)`)
  return rows === 1
}

/** Ends every representation of a person with a last day, whether or not the session sees the person masked; answers which. */
export async function saveRepresentationsEnd(tx: Tx, personId: PersonId, lastDay: Day): Promise<RepresentativeId[]> {
  const ended = z.object({ id: idColumn<'representative'>() })
  return (await tx.rows(ended, sql`select id from people.end_representations(${personId}, ${lastDay}) id`)).map(({ id }) => id)
}

/** Deletes who acted for an erased person. */
export async function eraseRepresentatives(tx: Tx, personId: PersonId): Promise<void> {
  await tx.run(sql`select people.erase_representatives(${personId})`)
}
