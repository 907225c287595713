import { z } from 'zod'
import type { OrganisationId } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'

const organisation = z
  .object({
    id: idColumn<'organisation'>(),
    key: z.string(),
    name: z.string(),
    short_name: z.string(),
    letter: z.string(),
    municipality_code: z.string(),
  })
  .transform((row) => ({
    id: row.id,
    key: row.key,
    name: row.name,
    shortName: row.short_name,
    letter: row.letter,
    municipalityCode: row.municipality_code,
  }))

/** An organisation that takes part. */
export type Organisation = z.infer<typeof organisation>

/** All organisations of the installation, by name. */
export function organisations(tx: Tx): Promise<Organisation[]> {
  return tx.rows(organisation, sql`select id, key, name, short_name, letter, municipality_code from access.organisation order by name`)
}

/** Adds an organisation, or answers the one that has the key already: a pilot file may be loaded twice. */
export async function addOrganisation(tx: Tx, given: Omit<Organisation, 'id'>): Promise<OrganisationId> {
  await tx.run(sql`
    insert into access.organisation (id, key, name, short_name, letter, municipality_code)
    values (${newId()}, ${given.key}, ${given.name}, ${given.shortName}, ${given.letter}, ${given.municipalityCode})
    on conflict (key) do nothing`)
  const row = await tx.one(z.object({ id: idColumn<'organisation'>() }), sql`select id from access.organisation where key = ${given.key}`)
  return row.id
}
