import { z } from 'zod'
import type { AccountId, PersonId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, empty, sql } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'

/** How to reach a person. Null means nothing is known. */
export type Contact = {
  name: string
  address: string | null
  phone: string | null
  email: string | null
  lang: 'da' | 'en'
  interpreter: string | null
  /** Exempt from Digital Post; left out where it is not asked, and then what is known stands. */
  digitalPostExempt?: boolean
  protectedAddress: boolean
}

/** Keeps the contact of a person who has none yet; false when there was one, which then stands. */
export async function saveFirstContact(tx: Tx, personId: PersonId, contact: Contact, at: Instant): Promise<boolean> {
  const { name, address, phone, email, lang, interpreter, digitalPostExempt, protectedAddress } = contact
  const rows = await tx.run(sql`
    insert into people.contact (person_id, name, address, phone, email, lang, interpreter, digital_post_exempt, protected_address, changed_at)
    values (${personId}, ${name}, ${address}, ${phone}, ${email}, ${lang}, ${interpreter}, ${digitalPostExempt ?? false}, ${protectedAddress}, ${at})
    on conflict (person_id) do nothing`)
  return rows === 1
}

/** Writes a person's contact anew; false when the person has none or is not visible. */
export async function saveContact(tx: Tx, personId: PersonId, contact: Contact, at: Instant): Promise<boolean> {
  const { name, address, phone, email, lang, interpreter, digitalPostExempt, protectedAddress } = contact
  const rows = await tx.run(sql`
    update people.contact
    set name = ${name}, address = ${address}, phone = ${phone}, email = ${email}, lang = ${lang}, interpreter = ${interpreter},
        ${digitalPostExempt === undefined ? empty : sql`digital_post_exempt = ${digitalPostExempt},`}
        protected_address = ${protectedAddress}, changed_at = ${at}
    where person_id = ${personId}`)
  return rows === 1
}

/** Lets an account see a protected person unmasked. */
export async function saveTrusted(tx: Tx, personId: PersonId, accountId: AccountId, at: Instant): Promise<void> {
  await tx.run(sql`
    insert into people.trusted (person_id, account_id, since) values (${personId}, ${accountId}, ${at})
    on conflict (person_id, account_id) do nothing`)
}

/** Takes that back. */
export async function deleteTrusted(tx: Tx, personId: PersonId, accountId: AccountId): Promise<void> {
  await tx.run(sql`delete from people.trusted where person_id = ${personId} and account_id = ${accountId}`)
}

const trustedRow = z.object({ account_id: idColumn<'account'>() })

/** The accounts that see a protected person unmasked. */
export async function trustedAccounts(tx: Tx, personId: PersonId): Promise<AccountId[]> {
  const rows = await tx.rows(
    trustedRow,
    sql`select account_id from people.trusted where person_id = ${personId} order by since, account_id`,
  )
  return rows.map((row) => row.account_id)
}
