import { z } from 'zod'
import type { PersonId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, instantColumn } from '#platform/db/row.ts'
import type { By } from '../domain/by.ts'

/** What can happen to a person's record. */
export type PersonEventName = 'registered' | 'contact_changed' | 'protection_changed' | 'erased'

/** One event; codes and days only. */
export type PersonEvent = { name: PersonEventName; on: Day; at: Instant }

const row = z
  .object({
    name: z.enum(['registered', 'contact_changed', 'protection_changed', 'erased']),
    effective_on: dayColumn,
    recorded_at: instantColumn,
  })
  .transform(({ name, effective_on, recorded_at }): PersonEvent => ({ name, on: effective_on, at: recorded_at }))

/** The person's events in order. */
export function personEvents(tx: Tx, personId: PersonId): Promise<PersonEvent[]> {
  return tx.rows(row, sql`select name, effective_on, recorded_at from people.event where person_id = ${personId} order by id`)
}

/** Keeps an event. */
export async function saveEvent(tx: Tx, personId: PersonId, { name, on }: Pick<PersonEvent, 'name' | 'on'>, by: By): Promise<void> {
  await tx.run(sql`
    insert into people.event (person_id, name, effective_on, recorded_at, account_id, organisation_id)
    values (${personId}, ${name}, ${on}, ${by.at}, ${by.accountId}, ${by.organisationId})`)
}
