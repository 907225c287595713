import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { OrganisationId, PersonId, StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { erasePerson } from '#modules/people/index.ts'
import { idColumn } from '#platform/db/row.ts'
import { contextOf } from '#platform/http/context.ts'
import { nobody, raw, sql } from '#platform/db/database.ts'
import { erasers } from '../../src/erasers.ts'
import { fillUp } from './filled.ts'
import { type Played, playDemo } from './played.ts'

let played: Played

beforeAll(async () => {
  played = await playDemo()
}, 240_000)
afterAll(() => played.database.close())

const today = day('2016-10-12')
const at = Temporal.Instant.from('2016-10-12T10:00:00Z')
const owner = {
  read: <T>(work: Parameters<typeof played.database.ownerDb.read<T>>[1]) => played.database.ownerDb.read(nobody(today), work),
}
const run = (statement: ReturnType<typeof sql>) => played.database.ownerDb.transaction(nobody(today), (tx) => tx.run(statement))

const columnRow = z.object({ place: z.string(), name: z.string(), type: z.string(), note: z.string().nullable() })
type Column = z.infer<typeof columnRow>

/** Every column of every table that can hold words or files. */
function columns(): Promise<Column[]> {
  return owner.read((tx) =>
    tx.rows(
      columnRow,
      sql`
      select format('%I.%I', n.nspname, c.relname) as place, quote_ident(a.attname) as name, format_type(a.atttypid, null) as type,
             col_description(c.oid, a.attnum) as note
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
        and n.nspname not in ('pg_catalog', 'information_schema')
        and format_type(a.atttypid, null) in ('text', 'character varying', 'json', 'jsonb', 'text[]', 'bytea')
      order by 1, 2`,
    ),
  )
}

const theMark = 'slettemærke'
const count = z.object({ n: z.coerce.number() })

/** The columns where a row holds the text, in any case of letters; files are looked through byte by byte. */
async function columnsWith(text: string, among: readonly Column[]): Promise<string[]> {
  return owner.read(async (tx) => {
    const found: string[] = []
    for (const { place, name, type } of among) {
      const holds =
        type === 'bytea' ? sql`position(convert_to(${text}, 'UTF8') in ${raw(name)}) > 0` : sql`${raw(name)}::text ilike ${`%${text}%`}`
      const { n } = await tx.one(count, sql`select count(*) as n from ${raw(place)} where ${holds}`)
      if (n > 0) found.push(`${place}.${name}`)
    }
    return found
  })
}

type Known = { personId: PersonId; accountId: string; cpr: string }

function known(name: string): Promise<Known> {
  const row = z
    .object({ person_id: idColumn<'person'>(), account_id: z.string(), cpr: z.string() })
    .transform((one): Known => ({ personId: one.person_id, accountId: one.account_id, cpr: one.cpr }))
  return owner.read((tx) =>
    tx.one(
      row,
      sql`
      select p.id as person_id, k.account_id, p.cpr from people.person p
      join people.contact c on c.person_id = p.id join access.citizen k on k.person_id = p.id where c.name = ${name}`,
    ),
  )
}

/** Amina's payment, which the demo's bank told of without a payment id, is booked on her loan under her whole name. */
async function bookPayment(personId: PersonId): Promise<void> {
  await run(sql`
    update loans.bank_line_words set name = 'Amina Yıldız', text = 'Afdrag fra Amina, Syvejen 4' where name = 'Amina Y'`)
  await run(sql`
    update loans.bank_line b set end_to_end = 'AMINA-OKT' from loans.bank_line_words w where w.line_id = b.id and w.name = 'Amina Yıldız'`)
  const { id, number } = await owner.read((tx) =>
    tx.one(
      z.object({ id: z.string(), number: z.string() }),
      sql`
      select w.line_id as id, l.number from loans.bank_line_words w, loans.loan l
      where w.name = 'Amina Yıldız' and l.person_id = ${personId} and l.state <> 'declined'`,
    ),
  )
  const gitte = await played.signedIn('Gitte Dam')
  expect((await gitte.ask(`/bank-lines/${id}/uses`, { request_id: newId(), number_1: number, amount_1: '875,00' })).status).toBe(303)
}

/** Writes a mark behind what a column holds; false where it holds nothing or takes no other words than its codes. */
async function mark({ place, name, type }: Column): Promise<boolean> {
  const marked = {
    text: `${name} || ' ${theMark}'`,
    jsonb: `case jsonb_typeof(${name}) when 'object' then ${name} || '{"mark": "${theMark}"}' else ${name} || '["${theMark}"]' end`,
    'text[]': `${name} || array['${theMark}']`,
  }[type]
  if (marked === undefined) return false
  try {
    return await played.database.ownerDb.transaction(nobody(today), async (tx) => {
      await tx.run(sql`alter table ${raw(place)} disable trigger user`)
      const rows = await tx.run(sql`update ${raw(place)} set ${raw(name)} = ${raw(marked)} where ${raw(name)}::text <> ''`)
      await tx.run(sql`alter table ${raw(place)} enable trigger user`)
      return rows > 0
    })
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('23')) return false
    throw error
  }
}

/** Every part in a person ends, and the data protection officer of an organisation that had one erases. */
async function erase(personId: PersonId): Promise<void> {
  await run(sql`
    update people.part set from_on = least(from_on, '2015-01-01'), until_on = '2016-10-01' where person_id = ${personId}`)
  const { organisation_id } = await owner.read((tx) =>
    tx.one(
      z.object({ organisation_id: idColumn<'organisation'>() }),
      sql`select organisation_id from people.part where person_id = ${personId} order by why, organisation_id limit 1`,
    ),
  )
  const els: StaffActor = {
    kind: 'staff',
    accountId: newId(),
    humanId: newId(),
    name: 'Else',
    organisationId: organisation_id satisfies OrganisationId,
    roles: ['data_protection_officer'],
  }
  const answer = await played.database.db.transaction(contextOf(els, today), (tx) =>
    erasePerson(tx, { actor: els, personId, reason: 'retention_over', at, erasers }),
  )
  expect(answer).toEqual({ ok: true, value: true })
}

test('the fullest case of the demo is erased, and no column of any table holds name, CPR number, mail, phone or address', async () => {
  const amina = await known('Amina Yıldız')
  await fillUp(played.database, amina.personId, amina.accountId)
  await bookPayment(amina.personId)
  const all = await columns()
  const traces = ['amina', 'Yıldız', 'emine', amina.cpr, amina.cpr.slice(0, 6), '20 30 40 5', 'Syvejen', 'mitid.invalid']
  const before = await Promise.all(traces.map((trace) => columnsWith(trace, all)))
  expect(before.map((places) => places.length > 0)).toEqual(traces.map(() => true))
  expect(before[0]).toEqual(
    expect.arrayContaining(['notices.mail.to_address', 'loans.bank_line_words.name', 'collaboration.question_words.question']),
  )
  await erase(amina.personId)
  for (const trace of traces) expect(await columnsWith(trace, all), trace).toEqual([])
})

/** What a row keeps of an erased person, and why. A column that is not here must let go of every word. */
const kept = {
  'access.session.token_hash': 'a hash of what only the browser had',
  'enrolments.event.payload': 'days, numbers and codes',
  'evaluation.frozen_row.cells': 'codes; the night empties them',
  'loans.bank_line.loan_number': 'a number of the books',
  'loans.event.payload': 'amounts, days and codes: bookkeeping',
  'loans.standing.state': 'a code',
  'people.support_basis.code': 'a code, for figures of the past',
  'referrals.decision.reason': 'a code',
  'referrals.event.state': 'a code',
}
/** These hold also what is not about the erased; what was theirs is gone, as the test before this one shows. */
const alsoOthers = [
  'access.account.email', // staff
  'access.account.name',
  'access.invitation.token_hash',
  'loans.bank_line_words.name', // movements on nobody's loan
  'loans.bank_line_words.note',
  'loans.bank_line_words.text',
  'notices.mail.to_address',
]

test('whatever column can hold words about a person, erasing empties it, unless it is listed here with a reason', async () => {
  const karim = await known('Karim Haddad')
  await fillUp(played.database, karim.personId, karim.accountId)
  // A case number is a key: what is found by it would be found no more.
  const personal = (await columns()).filter(({ name, note }) => name !== 'case_number' && /\[(personal|sensitive)\]$/.test(note ?? ''))
  const marked: Column[] = []
  for (const column of personal) if (await mark(column)) marked.push(column)
  const before = await columnsWith(theMark, marked)
  const people = await owner.read((tx) =>
    tx.rows(z.object({ id: idColumn<'person'>() }), sql`select id from people.person where erased_at is null`),
  )
  for (const { id } of people) await erase(id)
  const after = await columnsWith(theMark, marked)
  expect(after.filter((place) => !alsoOthers.includes(place))).toEqual(Object.keys(kept))
  const emptied = before.filter((place) => !after.includes(place))
  expect(emptied.length, emptied.join(' ')).toBeGreaterThan(45)
})
