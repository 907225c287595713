import { z } from 'zod'
import type { AccountId, OrganisationId } from '#kernel/actor.ts'
import { type CvrNumber, parseCvr } from '#kernel/cvr.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Tx, prepared, sql } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'
import type { OrganisationContact } from '../domain/contact.ts'

const cvrColumn = z.string().transform((text): CvrNumber => {
  const read = parseCvr(text)
  assert(read.ok, 'CVR numbers are kept as they were read')
  return read.value
})

const organisation = z
  .object({
    id: idColumn<'organisation'>(),
    key: z.string(),
    name: z.string(),
    short_name: z.string(),
    letter: z.string(),
    municipality_code: z.string(),
    cvr: cvrColumn.nullable(),
    address: z.string().nullable(),
    phone: z.string().nullable(),
    phone_hours_da: z.string().nullable(),
    phone_hours_en: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    key: row.key,
    name: row.name,
    shortName: row.short_name,
    letter: row.letter,
    municipalityCode: row.municipality_code,
    cvr: row.cvr,
    address: row.address,
    phone: row.phone,
    phoneHours: hoursOf(row),
  }))

function hoursOf({ phone_hours_da: da, phone_hours_en: en }: { phone_hours_da: string | null; phone_hours_en: string | null }) {
  return da === null || en === null ? null : { da, en }
}

/** An organisation that takes part. */
export type Organisation = z.infer<typeof organisation>

/** All organisations of the installation, by name. */
export function organisations(tx: Tx): Promise<Organisation[]> {
  const all = sql`
    select id, key, name, short_name, letter, municipality_code, cvr, address, phone, phone_hours_da, phone_hours_en
    from access.organisation order by name`
  return tx.rows(organisation, prepared('organisations', all))
}

/** An organisation as a pilot file tells of it. */
export type NewOrganisation = Omit<Organisation, 'id' | 'cvr' | keyof OrganisationContact> & {
  cvr?: CvrNumber | undefined
  address?: string | undefined
  phone?: { number: string; hours: Record<'da' | 'en', string> | null } | undefined
}

/** Writes how the acting administrator's organisation is reached. Breaks `contact_by_administrator` for others. */
export async function setContact(tx: Tx, { phone, phoneHours, address }: OrganisationContact): Promise<void> {
  await tx.one(z.object({}), sql`select access.set_contact(${phone}, ${address}, ${phoneHours?.da ?? null}, ${phoneHours?.en ?? null})`)
}

/** Adds an organisation, or answers the one that has the key already: a pilot file may be loaded twice. */
export async function addOrganisation(tx: Tx, given: NewOrganisation): Promise<OrganisationId> {
  const { phone } = given
  await tx.run(sql`
    insert into access.organisation (id, key, name, short_name, letter, municipality_code, cvr, address, phone, phone_hours_da, phone_hours_en)
    values (${newId()}, ${given.key}, ${given.name}, ${given.shortName}, ${given.letter}, ${given.municipalityCode},
            ${given.cvr ?? null}, ${given.address ?? null}, ${phone?.number ?? null}, ${phone?.hours?.da ?? null}, ${phone?.hours?.en ?? null})
    on conflict (key) do nothing`)
  const row = await tx.one(z.object({ id: idColumn<'organisation'>() }), sql`select id from access.organisation where key = ${given.key}`)
  return row.id
}

/** Fills in what a later file tells of an organisation and was not known; what is known already stands. */
export async function completeOrganisation(tx: Tx, given: Pick<NewOrganisation, 'key' | 'cvr' | 'address' | 'phone'>): Promise<void> {
  const { key, cvr = null, address = null, phone } = given
  const hours = phone?.hours ?? null
  await tx.one(
    z.object({}),
    sql`select access.complete_organisation(${key}, ${cvr}, ${address}, ${phone?.number ?? null}, ${hours?.da ?? null}, ${hours?.en ?? null})`,
  )
}

/** Whether an organisation demands two factors of its staff. */
export async function organisationDemands(tx: Tx, organisationId: OrganisationId): Promise<boolean> {
  const row = await tx.one(
    z.object({ demanded: z.boolean() }),
    sql`select demands_second_factor as demanded from access.organisation where id = ${organisationId}`,
  )
  return row.demanded
}

/** Whether any organisation for which an account acts demands two factors; none does of a citizen. */
export async function demandsSecondFactor(tx: Tx, accountId: AccountId): Promise<boolean> {
  const row = await tx.one(
    z.object({ demanded: z.boolean() }),
    sql`
    select exists (select from access.membership m join access.organisation o on o.id = m.organisation_id
                   where m.account_id = ${accountId} and m.ended_at is null and o.demands_second_factor) as demanded`,
  )
  return row.demanded
}

/** Demands two factors of the acting administrator's organisation, or no longer. Breaks `demand_by_administrator` for others. */
export async function setDemand(tx: Tx, demanded: boolean): Promise<void> {
  await tx.one(z.object({}), sql`select access.demand_second_factor(${demanded})`)
}
