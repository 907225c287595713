import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, CitizenActor, OrganisationId, PersonId, Role, StaffActor } from '#kernel/actor.ts'
import { inventedCpr } from '#kernel/cpr.ts'
import { type Day, day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { addOrganisation, addStaff } from '#modules/access/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { type Tx, brokenConstraint, nobody, sql } from '#platform/db/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import {
  closePart,
  consents,
  erasePerson,
  openPart,
  partsOf,
  personByCpr,
  personNames,
  personView,
  personsNamed,
  recordConsent,
  recordSupportBasis,
  registerPerson,
  revealCpr,
  supportBasisHistory,
  supportBasisOn,
  trustAccount,
  updateContact,
} from './index.ts'

const today = day('2016-02-29')
const at = Temporal.Instant.from('2016-02-29T09:00:00Z')
const cprOf = (serial: number) => inventedCpr(day('1980-05-17'), serial)

let database: TestDatabase
let vallensbaek: OrganisationId
let naestved: OrganisationId

beforeAll(async () => {
  database = await testDatabase()
  const add = (key: string, name: string, letter: string, municipalityCode: string) =>
    database.db.transaction(nobody(today), (tx) => addOrganisation(tx, { key, name, shortName: name, letter, municipalityCode }))
  vallensbaek = await add('vallensbaek', 'Vallensbæk', 'V', '0187')
  naestved = await add('naestved', 'Næstved', 'N', '0370')
})
afterAll(() => database.close())

function staff(organisationId: OrganisationId, ...roles: Role[]): StaffActor {
  return { kind: 'staff', accountId: newId(), humanId: newId(), name: 'Prøve', organisationId, roles }
}

function as<Answer>(actor: Actor, work: (tx: Tx) => Promise<Answer>, on: Day = today): Promise<Answer> {
  return database.db.transaction(contextOf(actor, on), work)
}

async function registered(actor: StaffActor, serial: number, protectedAddress = false): Promise<PersonId> {
  const answer = await as(actor, (tx) =>
    registerPerson(tx, { actor, cpr: cprOf(serial), name: 'Amina Yusuf', address: 'Prøvevej 1', phone: '12345678', protectedAddress, at }),
  )
  if (!answer.ok) throw new Error(answer.refusal.kind)
  return answer.value
}

test('one human is stored once: the same CPR number from another organisation is the same person', async () => {
  const [ibrahim, mette] = [staff(vallensbaek, 'caseworker'), staff(naestved, 'caseworker')]
  const id = await registered(ibrahim, 1)
  expect(await as(mette, (tx) => personView(tx, id))).toBeNull()
  const again = await as(mette, (tx) =>
    registerPerson(tx, { actor: mette, cpr: cprOf(1), name: 'Anden Stavemåde', protectedAddress: false, at }),
  )
  expect(again).toEqual({ ok: true, value: id })
  expect(await as(mette, (tx) => personView(tx, id))).toMatchObject({ name: 'Amina Yusuf', cprMasked: '770580-xxxx' })
})

test('two who register one human at the same instant get one person', async () => {
  const actors = Array.from({ length: 8 }, (_, index) => staff(index % 2 === 0 ? vallensbaek : naestved, 'caseworker'))
  const ids = await Promise.all(actors.map((actor) => registered(actor, 2)))
  expect(new Set(ids).size).toBe(1)
})

for (const [cpr, name, kind] of [
  ['', 'Amina', 'cpr_missing'],
  ['123', 'Amina', 'cpr_malformed'],
  ['310299-1234', 'Amina', 'cpr_date_unreal'],
  [cprOf(3), '  ', 'name_missing'],
] as const)
  test(`registering "${cpr}" named "${name}" is refused: ${kind}`, async () => {
    const actor = staff(vallensbaek, 'caseworker')
    const answer = await as(actor, (tx) => registerPerson(tx, { actor, cpr, name, protectedAddress: false, at }))
    expect(answer).toMatchObject({ ok: false, refusal: { kind } })
  })

test('an organisation sees a person from the first to the last day of its part, and no longer', async () => {
  const ibrahim = staff(vallensbaek, 'caseworker')
  const coach = staff(naestved, 'coach')
  const id = await registered(ibrahim, 4)
  await as(ibrahim, (tx) => openPart(tx, { personId: id, organisationId: naestved, from: today, why: 'referral' }))
  await as(ibrahim, (tx) => openPart(tx, { personId: id, organisationId: naestved, from: today, why: 'referral' }))
  expect(await as(ibrahim, (tx) => partsOf(tx, id))).toHaveLength(2)
  await as(ibrahim, (tx) => closePart(tx, { personId: id, organisationId: naestved, lastDay: day('2016-03-31') }))
  for (const [on, isSeen] of [
    ['2016-02-28', false],
    ['2016-02-29', true],
    ['2016-03-31', true],
    ['2016-04-01', false],
  ] as const)
    expect((await as(coach, (tx) => personView(tx, id), day(on))) !== null).toBe(isSeen)
})

test('a name is found as a Danish keyboard types it; å is a letter of its own', async () => {
  const actor = staff(vallensbaek, 'caseworker')
  for (const [serial, name] of [
    [31, 'Ayşe Yıldız'],
    [32, 'Renée Åkjær'],
  ] as const)
    await as(actor, (tx) => registerPerson(tx, { actor, cpr: cprOf(serial), name, protectedAddress: false, at }))
  const found = async (text: string) => (await as(actor, (tx) => personsNamed(tx, text, 50))).map((person) => person.name)
  for (const text of ['ayse yildiz', 'Yıldız', 'AYŞE']) expect(await found(text)).toEqual(['Ayşe Yıldız'])
  for (const text of ['renee', 'Åkjær', 'åkj']) expect(await found(text)).toEqual(['Renée Åkjær'])
  expect(await found('akjær')).toEqual([])
})

test('an organisation without a part can neither give itself one nor write about the person', async () => {
  const id = await registered(staff(vallensbaek, 'caseworker'), 5)
  const stranger = staff(naestved, 'caseworker')
  await expect(
    as(stranger, (tx) => openPart(tx, { personId: id, organisationId: naestved, from: today, why: 'referral' })),
  ).rejects.toThrow(/row-level security/)
  const told = { actor: stranger, personId: id, code: 'social_assistance', from: today, source: 'citizen', at } as const
  expect(await as(stranger, (tx) => recordSupportBasis(tx, told))).toMatchObject({ refusal: { kind: 'no_such_person' } })
})

test('the program cannot read contact or CPR numbers past the mask', async () => {
  const ibrahim = staff(vallensbaek, 'caseworker')
  for (const query of [sql`select name from people.contact`, sql`select cpr from people.person`, sql`select * from people.contact`])
    await expect(as(ibrahim, (tx) => tx.run(query))).rejects.toThrow(/permission denied/)
})

test('a protected person is masked for all but the trusted, everywhere', async () => {
  const ibrahim = staff(vallensbaek, 'caseworker', 'job_centre_lead')
  const added = await as(ibrahim, (tx) =>
    addStaff(tx, { name: 'Kollega', email: 'kollega@example.dk', organisationId: vallensbaek, roles: ['caseworker'], at }),
  )
  const colleague = { ...staff(vallensbaek, 'caseworker'), accountId: added.accountId }
  const id = await registered(ibrahim, 6, true)
  expect(await as(ibrahim, (tx) => personView(tx, id))).toMatchObject({ name: 'Amina Yusuf', protected: true, restricted: false })
  const masked = { name: null, address: null, phone: null, email: null, cprMasked: null, birthDay: null, protected: true, restricted: true }
  expect(await as(colleague, (tx) => personView(tx, id))).toMatchObject(masked)
  expect((await as(colleague, (tx) => personNames(tx, [id]))).get(id)).toEqual({ name: null, protected: true })
  expect((await as(colleague, (tx) => personsNamed(tx, 'Amina', 50))).map((person) => person.id)).not.toContain(id)
  expect(await as(colleague, (tx) => revealCpr(tx, { actor: colleague, personId: id, at }))).toMatchObject({
    refusal: { kind: 'no_such_person' },
  })
  const contact = { name: 'X', address: null, phone: null, email: null, lang: 'da', interpreter: null, protectedAddress: false } as const
  expect(await as(colleague, (tx) => updateContact(tx, { actor: colleague, personId: id, contact, at }))).toMatchObject({
    refusal: { kind: 'person_restricted' },
  })
  const trust = { personId: id, accountId: colleague.accountId, trusted: true, at }
  expect(await as(colleague, (tx) => trustAccount(tx, { ...trust, actor: colleague }))).toMatchObject({
    refusal: { kind: 'not_permitted' },
  })
  const stranger = { ...trust, actor: ibrahim, accountId: newId<'account'>() }
  expect(await as(ibrahim, (tx) => trustAccount(tx, stranger))).toMatchObject({ refusal: { kind: 'not_on_the_staff' } })
  await as(ibrahim, (tx) => trustAccount(tx, { ...trust, actor: ibrahim }))
  expect(await as(colleague, (tx) => personView(tx, id))).toMatchObject({ name: 'Amina Yusuf', restricted: false })
  const self: CitizenActor = { kind: 'citizen', accountId: newId(), humanId: newId(), name: 'Amina', personId: id }
  expect(await as(self, (tx) => personView(tx, id))).toMatchObject({ address: 'Prøvevej 1', restricted: false })
})

test('a protected person whom another organisation registered stays masked for who registers them again', async () => {
  const id = await registered(staff(vallensbaek, 'caseworker'), 7, true)
  const other = staff(naestved, 'caseworker')
  expect(await registered(other, 7)).toBe(id)
  expect(await as(other, (tx) => personView(tx, id))).toMatchObject({ name: null, restricted: true })
})

test('a CPR number is found only by its exact value and shown only to those who need it', async () => {
  const clerk = staff(vallensbaek, 'caseworker')
  const id = await registered(clerk, 8)
  expect(await as(clerk, (tx) => revealCpr(tx, { actor: clerk, personId: id, at }))).toEqual({ ok: true, value: cprOf(8) })
  const coach = staff(vallensbaek, 'coach')
  expect(await as(coach, (tx) => revealCpr(tx, { actor: coach, personId: id, at }))).toMatchObject({ refusal: { kind: 'not_permitted' } })
  const cpr = { number: cprOf(8), birthDay: day('1980-05-17'), kind: 'replacement', warning: null } as const
  expect(await as(clerk, (tx) => personByCpr(tx, cpr))).toBe(id)
  const stranger = staff(naestved, 'caseworker')
  expect(await as(stranger, (tx) => personByCpr(tx, cpr))).toBeNull()
})

test('support basis is a dated history that is corrected without being overwritten', async () => {
  const actor = staff(vallensbaek, 'caseworker')
  const personId = await registered(actor, 9)
  const tell = (code: string, from: string) =>
    as(actor, (tx) => recordSupportBasis(tx, { actor, personId, code, from: day(from), source: 'benefit_office', at }))
  expect((await tell('social_assistance', '2015-01-01')).ok).toBe(true)
  expect((await tell('sickness_benefit', '2016-03-01')).ok).toBe(true)
  expect(await tell('sickness_benefit', '2016-04-01')).toMatchObject({ refusal: { kind: 'support_basis_unchanged' } })
  expect(await tell('senior_pension', '2016-04-01')).toMatchObject({ refusal: { kind: 'no_such_code' } })
  const history = await as(actor, (tx) => supportBasisHistory(tx, personId))
  expect(history.map(({ code, from, until }) => [code, from.toString(), until?.toString() ?? null])).toEqual([
    ['social_assistance', '2015-01-01', '2016-02-29'],
    ['sickness_benefit', '2016-03-01', null],
  ])
  expect((await as(actor, (tx) => supportBasisOn(tx, personId, day('2016-02-29'))))?.code).toBe('social_assistance')
  const coach = staff(vallensbaek, 'coach')
  const told = { actor: coach, personId, code: 'other', from: today, source: 'citizen', at } as const
  expect(await as(coach, (tx) => recordSupportBasis(tx, told))).toMatchObject({ refusal: { kind: 'not_permitted' } })
})

test('two changes of support basis at the same instant both stand, on days of their own', async () => {
  const actor = staff(vallensbaek, 'caseworker')
  const personId = await registered(actor, 10)
  const codes = ['social_assistance', 'sickness_benefit', 'self_supporting', 'other'] as const
  const answers = await Promise.all(
    codes.map((code, index) =>
      as(actor, (tx) =>
        recordSupportBasis(tx, { actor, personId, code, from: day('2016-01-01').add({ days: index }), source: 'citizen', at }),
      ),
    ),
  )
  expect(answers.every((answer) => answer.ok)).toBe(true)
  expect(await as(actor, (tx) => supportBasisHistory(tx, personId))).toHaveLength(4)
})

test('the database refuses two support bases on one day', async () => {
  const actor = staff(vallensbaek, 'caseworker')
  const personId = await registered(actor, 11)
  const insert = () =>
    as(actor, (tx) =>
      tx.run(sql`insert into people.support_basis (person_id, code, during, source, recorded_at)
        values (${personId}, 'other', daterange('2016-01-01', null), 'citizen', ${at})`),
    )
  await insert()
  expect(await insert().then(() => 'kept', brokenConstraint)).toBe('support_basis_one_at_a_time')
})

test('the last word of a consent counts, and a citizen gives their own only', async () => {
  const actor = staff(vallensbaek, 'caseworker')
  const personId = await registered(actor, 12)
  const self: CitizenActor = { kind: 'citizen', accountId: newId(), humanId: newId(), name: 'Amina', personId }
  const word = { personId, item: 'health', organisationId: naestved, at }
  await as(actor, (tx) => recordConsent(tx, { ...word, actor, given: true, on: day('2016-02-01') }))
  await as(self, (tx) => recordConsent(tx, { ...word, actor: self, given: false, on: today }))
  const [standing] = await as(actor, (tx) => consents(tx, personId))
  expect(standing).toMatchObject({ item: 'health', organisationId: naestved, given: false })
  expect([standing?.givenOn?.toString(), standing?.withdrawnOn?.toString()]).toEqual(['2016-02-01', '2016-02-29'])
  const other: CitizenActor = { ...self, personId: newId() }
  expect(await as(other, (tx) => recordConsent(tx, { ...word, actor: other, given: true, on: today }))).toMatchObject({
    refusal: { kind: 'not_permitted' },
  })
  expect(await as(actor, (tx) => recordConsent(tx, { ...word, actor, given: true, on: day('2016-03-01') }))).toMatchObject({
    refusal: { kind: 'consent_in_future' },
  })
})

test('erasing takes the names and leaves the events, and waits until nobody works with the person', async () => {
  const actor = staff(vallensbaek, 'caseworker')
  const dpo = staff(vallensbaek, 'data_protection_officer')
  const personId = await registered(actor, 13)
  const erased: string[] = []
  const eraser = async () => {
    await Promise.resolve(erased.push('words'))
  }
  const erase = (by: StaffActor) =>
    as(by, (tx) => erasePerson(tx, { actor: by, personId, reason: 'retention_over', at, erasers: [eraser] }))
  expect(await erase(actor)).toMatchObject({ refusal: { kind: 'not_permitted' } })
  const stranger = staff(naestved, 'data_protection_officer')
  expect(await erase(stranger)).toMatchObject({ refusal: { kind: 'no_such_person' } })
  expect(await erase(dpo)).toMatchObject({ refusal: { kind: 'case_open' } })
  await as(actor, (tx) => closePart(tx, { personId, organisationId: vallensbaek, lastDay: day('2016-02-28') }), day('2016-02-28'))
  await database.ownerDb.transaction(nobody(today), (tx) =>
    tx.run(sql`update people.part set from_on = '2016-01-01', until_on = '2016-02-28' where person_id = ${personId}`),
  )
  expect(await erase(dpo)).toEqual({ ok: true, value: true })
  expect(erased).toEqual(['words'])
  expect(await erase(dpo)).toMatchObject({ refusal: { kind: 'already_erased' } })
  const left = await database.ownerDb.read(nobody(today), async (tx) => ({
    contacts: await tx.run(sql`select from people.contact where person_id = ${personId}`),
    numbers: await tx.run(sql`select from people.person where id = ${personId} and cpr is not null`),
    events: await tx.run(sql`select from people.event where person_id = ${personId}`),
  }))
  expect(left).toEqual({ contacts: 0, numbers: 0, events: 2 })
})
