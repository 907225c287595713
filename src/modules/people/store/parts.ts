import { z } from 'zod'
import type { OrganisationId, PersonId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn } from '#platform/db/row.ts'
import { lockPerson } from './persons.ts'

/** The part an organisation has in a person; `until` is its last day, null while it is live. */
export type Part = { organisationId: OrganisationId; why: string; from: Day; until: Day | null }

const part = z
  .object({ organisation_id: idColumn<'organisation'>(), why: z.string(), from_on: dayColumn, until_on: dayColumn.nullable() })
  .transform((row): Part => ({ organisationId: row.organisation_id, why: row.why, from: row.from_on, until: row.until_on }))

/** Every part in the person, live and past, oldest first; none when the session has no part itself. */
export function partsOf(tx: Tx, personId: PersonId): Promise<Part[]> {
  return tx.rows(
    part,
    sql`select organisation_id, why, from_on, until_on from people.part where person_id = ${personId} order by from_on, id`,
  )
}

/**
 * Gives an organisation a part in the person from a day, for a reason (code). A live part for the same reason stands;
 * one that has not run out by that day is opened again. Only who has a part can give one: row-level security holds it.
 */
export async function openPart(
  tx: Tx,
  { personId, organisationId, from, why }: { personId: PersonId; organisationId: OrganisationId; from: Day; why: string },
): Promise<void> {
  await lockPerson(tx, personId)
  const reopened = await tx.run(sql`
    update people.part set until_on = null
    where person_id = ${personId} and organisation_id = ${organisationId} and why = ${why} and (until_on is null or until_on >= ${from}::date)`)
  if (reopened > 0) return
  await tx.run(sql`
    insert into people.part (person_id, organisation_id, why, from_on) values (${personId}, ${organisationId}, ${why}, ${from})`)
}

/**
 * Ends every live part of an organisation in the person (or only those with the reason `why`): `lastDay` is the last day
 * it sees the person. A part that began later ends on its own first day.
 */
export async function closePart(
  tx: Tx,
  {
    personId,
    organisationId,
    lastDay,
    why = null,
  }: { personId: PersonId; organisationId: OrganisationId; lastDay: Day; why?: string | null },
): Promise<void> {
  await tx.run(sql`
    update people.part set until_on = greatest(from_on, ${lastDay}::date)
    where person_id = ${personId} and organisation_id = ${organisationId} and until_on is null
      and (${why}::text is null or why = ${why}::text)`)
}
