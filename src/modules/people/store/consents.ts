import { z } from 'zod'
import type { OrganisationId, PersonId } from '#kernel/actor.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import { type Consent, type ConsentWord, standingConsents } from '../domain/consent.ts'
import type { By } from '../domain/by.ts'

const word = z
  .object({ item: z.string(), organisation_id: idColumn<'organisation'>(), given: z.boolean(), on_day: dayColumn })
  .transform((row): ConsentWord => ({ item: row.item, organisationId: row.organisation_id, given: row.given, on: row.on_day }))

/** Where the person's consents stand; none when the session has no part in the person. */
export async function consents(tx: Tx, personId: PersonId): Promise<Consent[]> {
  return standingConsents(await consentWords(tx, personId))
}

function consentWords(tx: Tx, personId: PersonId): Promise<ConsentWord[]> {
  return tx.rows(word, sql`select item, organisation_id, given, on_day from people.consent where person_id = ${personId} order by id`)
}

const entryRow = z
  .object({ item: z.string(), organisation_id: idColumn<'organisation'>(), given: z.boolean(), recorded_at: instantColumn })
  .transform(({ item, organisation_id, given, recorded_at }) => ({ item, organisationId: organisation_id, given, at: recorded_at }))

/** Every yes and no with the moment it was recorded, for the timeline. */
export function consentEntries(tx: Tx, personId: PersonId): Promise<z.infer<typeof entryRow>[]> {
  return tx.rows(
    entryRow,
    sql`select item, organisation_id, given, recorded_at from people.consent where person_id = ${personId} order by id`,
  )
}

/** True while the person's last word on the item towards the organisation is yes. */
export async function hasConsent(
  tx: Tx,
  { personId, item, organisationId }: { personId: PersonId; item: string; organisationId: OrganisationId },
): Promise<boolean> {
  return (await consents(tx, personId)).some(
    (consent) => consent.item === item && consent.organisationId === organisationId && consent.given,
  )
}

/** Keeps one word. */
export async function saveConsent(tx: Tx, personId: PersonId, { item, organisationId, given, on }: ConsentWord, by: By): Promise<void> {
  await tx.run(sql`
    insert into people.consent (person_id, item, organisation_id, given, on_day, recorded_at, account_id, recorded_in)
    values (${personId}, ${item}, ${organisationId}, ${given}, ${on}, ${by.at}, ${by.accountId}, ${by.organisationId})`)
}
