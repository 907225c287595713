import { z } from 'zod'
import type { AccountId, PersonId } from '#kernel/actor.ts'
import type { Cpr } from '#kernel/cpr.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Tx, prepared, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn, nullable } from '#platform/db/row.ts'

/** A person as the session's account may see them. `restricted`: protected, and masked for this account (then the texts are null). */
export type PersonView = {
  id: PersonId
  name: string | null
  cprMasked: string | null
  birthDay: Day | null
  address: string | null
  phone: string | null
  email: string | null
  lang: 'da' | 'en'
  interpreter: string | null
  /** Exempt from Digital Post: letters go on paper. */
  digitalPostExempt: boolean
  protected: boolean
  restricted: boolean
  erased: boolean
}

const shown = z
  .object({
    id: idColumn<'person'>(),
    name: z.string().nullable(),
    cpr_masked: z.string().nullable(),
    birth_on: dayColumn.nullable(),
    address: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    lang: z.enum(['da', 'en']).nullable(),
    interpreter: z.string().nullable(),
    digital_post_exempt: z.boolean(),
    protected: z.boolean(),
    restricted: z.boolean(),
    erased: z.boolean(),
  })
  .transform(
    ({ cpr_masked, birth_on, lang, digital_post_exempt, ...same }): PersonView => ({
      ...same,
      cprMasked: cpr_masked,
      birthDay: birth_on,
      lang: lang ?? 'da',
      digitalPostExempt: digital_post_exempt,
    }),
  )

const columns = sql`id, name, cpr_masked, birth_on, address, phone, email, lang, interpreter, digital_post_exempt, protected, restricted, erased_at is not null as erased`

/** The person, masked where the account may not see them whole; null when the session has no part in them. */
export function personView(tx: Tx, personId: PersonId): Promise<PersonView | null> {
  return tx.maybe(shown, sql`select ${columns} from people.person_shown where id = ${personId}`)
}

const aged = z.object({ under: z.boolean() })

/** True when a person the session sees, masked or not, is not 18 on the day. */
export async function isUnderAge(tx: Tx, personId: PersonId, on: Day): Promise<boolean> {
  return (await tx.one(aged, sql`select people.under_age_on(${personId}, ${on}) as under`)).under
}

/** What a list shows of a person; `name` is null when it is masked or erased. */
export type PersonName = { name: string | null; protected: boolean }

const named = z.object({ id: idColumn<'person'>(), name: z.string().nullable(), protected: z.boolean() })

/** Names for a list, one question for all of it; persons the session has no part in are left out. */
export async function personNames(tx: Tx, ids: readonly PersonId[]): Promise<Map<PersonId, PersonName>> {
  if (ids.length === 0) return new Map()
  const those = sql`select id, name, protected from people.person_shown where id = any(${[...ids]}::uuid[])`
  const rows = await tx.rows(named, prepared('person names', those))
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}

// The signs a Danish keyboard has no key for: every accent but the ring of å.
const accents = '[\\u0300-\\u0309\\u030b-\\u036f]'

/** The text as it is typed on a Danish keyboard: Yıldız is found as yildiz, Renée as renee, and Åse only as Åse. */
function asTyped(text: string): string {
  return text.normalize('NFD').replace(new RegExp(accents, 'gu'), '').replaceAll('ı', 'i')
}

/** Visible persons whose name holds the text, accents aside; masked persons are never found by name. At most `max`, by name. */
export async function personsNamed(tx: Tx, text: string, max: number): Promise<PersonView[]> {
  const pattern = `%${asTyped(text.trim()).replace(/[\\%_]/g, '\\$&')}%`
  // The dotless i (U+0131) has no accent to strip; as an escape it keeps the built program at one byte a letter.
  const name = sql`replace(regexp_replace(normalize(name, nfd), ${accents}, '', 'g'), '\u0131', 'i')`
  return tx.rows(shown, sql`select ${columns} from people.person_shown where ${name} ilike ${pattern} order by name, id limit ${max}`)
}

const found = z.object({ id: idColumn<'person'>().nullable() })

/** The visible, unmasked person with exactly this CPR number. */
export async function personByCpr(tx: Tx, cpr: Cpr): Promise<PersonId | null> {
  return (await tx.one(found, sql`select people.find_by_cpr(${cpr.number}) as id`)).id
}

const registered = z.object({ person_id: idColumn<'person'>(), existed: z.boolean() })

/** Finds or makes the person of a CPR number and opens the session organisation's part. */
export async function saveRegistered(tx: Tx, cpr: Cpr, at: Instant): Promise<{ personId: PersonId; existed: boolean }> {
  const made = newId<'person'>()
  const row = await tx.one(
    registered,
    sql`select person_id, existed from people.register_person(${made}, ${cpr.number}, ${cpr.birthDay}, ${at})`,
  )
  return { personId: row.person_id, existed: row.existed }
}

/** The CPR number to write into a payment file or the note of a debt, never onto a page; null when the session does not see the person. The caller logs it. */
export async function cprForPaper(tx: Tx, personId: PersonId): Promise<string | null> {
  return (await tx.one(whole, sql`select people.cpr_to_pay(${personId}) as cpr`)).cpr
}

const whole = z.object({ cpr: z.string().nullable() })

/** The whole CPR number, or null when the session may not see it. */
export async function wholeCpr(tx: Tx, personId: PersonId): Promise<string | null> {
  return (await tx.one(whole, sql`select people.reveal_cpr(${personId}) as cpr`)).cpr
}

const letterHead = z.object({
  name: z.string(),
  address: z.string().nullable(),
  lang: z.enum(['da', 'en']),
  protected: z.boolean(),
  exempt: z.boolean(),
})

/** Name and address to print, and whether they are exempt from Digital Post, on a letter to the person, also a masked one: for the letter only, never for a page. */
export function addressee(tx: Tx, personId: PersonId): Promise<z.infer<typeof letterHead> | null> {
  return tx.maybe(letterHead, sql`select name, address, lang, protected, exempt from people.addressee(${personId})`)
}

const erasure = z.object({ answer: z.enum(['erased', 'no_such_person', 'already_erased', 'case_open']) })

/** Erases who the person was; ids and events stay. */
export async function saveErased(tx: Tx, personId: PersonId, reason: string, at: Instant): Promise<z.infer<typeof erasure>['answer']> {
  return (await tx.one(erasure, sql`select people.erase_person(${personId}, ${reason}, ${at}) as answer`)).answer
}

/** Waits for anyone who is changing this person's history, and makes others wait until this transaction ends. */
export async function lockPerson(tx: Tx, personId: PersonId): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${personId}, 4))`)
}

const erasable = z.object({ id: idColumn<'person'>(), last_on: dayColumn }).transform((row) => ({ personId: row.id, lastOn: row.last_on }))

/** Persons that no organisation works with any more, of those the session's has had a part in; the longest ended first. No names. */
export function personsToErase(tx: Tx): Promise<{ personId: PersonId; lastOn: Day }[]> {
  return tx.rows(erasable, sql`select id, last_on from people.to_erase() order by last_on, id`)
}

/** The one of them with this CPR number. */
export async function personToEraseByCpr(tx: Tx, cpr: Cpr): Promise<PersonId | null> {
  return (await tx.one(found, sql`select people.to_erase_by_cpr(${cpr.number}) as id`)).id
}

const changed = z.object({ person_id: idColumn<'person'>(), at: instantColumn })

/** Of persons one sees: who something was changed for by others after a moment, and when last; the latest first. Not what, nor by whom. */
export async function changedSince(tx: Tx, ids: readonly PersonId[], since: Instant): Promise<{ personId: PersonId; at: Instant }[]> {
  if (ids.length === 0) return []
  const rows = await tx.rows(
    changed,
    sql`select person_id, at from people.changed_since(${[...ids]}::uuid[], ${since}) where at is not null order by at desc, person_id`,
  )
  return rows.map((row) => ({ personId: row.person_id, at: row.at }))
}

/** The account of the citizen whose CPR number an outside provider has proved; null when none was invited. May be asked before anybody acts. */
export async function accountOfCpr(tx: Tx, cpr: string): Promise<AccountId | null> {
  if (!/^\d{10}$/.test(cpr)) return null
  return (await tx.one(z.object({ id: nullable(idColumn<'account'>()) }), sql`select people.account_of_cpr(${cpr}) as id`)).id
}
