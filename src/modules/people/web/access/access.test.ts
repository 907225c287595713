import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, OrganisationId, PersonId, Role, StaffActor } from '#kernel/actor.ts'
import { inventedCpr } from '#kernel/cpr.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { addOrganisation, addStaff, staff } from '#modules/access/index.ts'
import { movableClock } from '#platform/clock.ts'
import { type Tx, brokenConstraint, nobody, sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type TestDatabase, testDatabase } from '../../../../../test/support/database.ts'
import { type Pages, pagesOf } from '../../../../../test/support/pages.ts'
import { documentsOf, peopleModule, personNames, personView, personsNamed, registerPerson } from '../../index.ts'

const clock = movableClock(Temporal.Instant.from('2016-02-29T09:00:00Z'))
const today = clock.today()
const erased: PersonId[] = []

let database: TestDatabase
let pages: Pages
let vallensbaek: OrganisationId
let ibrahim: StaffActor
let lead: StaffActor
let serial = 0

beforeAll(async () => {
  database = await testDatabase()
  const eraser = (_: Tx, personId: PersonId) => Promise.resolve(void erased.push(personId))
  pages = pagesOf(peopleModule({ db: database.db, clock }, [eraser]).routes, clock)
  vallensbaek = await database.db.transaction(nobody(today), (tx) =>
    addOrganisation(tx, { key: 'vallensbaek', name: 'Vallensbæk', shortName: 'Vallensbæk', letter: 'V', municipalityCode: '0187' }),
  )
  ibrahim = await member('Ibrahim Kaya', 'caseworker')
  lead = await member('Lone Leder', 'job_centre_lead')
})
afterAll(() => database.close())

async function member(name: string, ...roles: Role[]): Promise<StaffActor> {
  const email = `${name.replaceAll(' ', '.').toLowerCase()}@example.dk`
  return database.db.transaction(nobody(today), async (tx) => {
    const { accountId } = await addStaff(tx, { name, email, organisationId: vallensbaek, roles, at: clock.now() })
    const humanId = (await staff(tx, { organisationId: vallensbaek })).find((one) => one.accountId === accountId)?.humanId ?? newId()
    return { kind: 'staff', accountId, humanId, name, organisationId: vallensbaek, roles }
  })
}

function as<Answer>(actor: Actor, work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  return database.db.transaction(contextOf(actor, today), work)
}

async function person(protectedAddress = false): Promise<{ id: PersonId; cpr: string }> {
  serial += 1
  const cpr = inventedCpr(day('1985-03-12'), serial)
  const made = await as(ibrahim, (tx) =>
    registerPerson(tx, { actor: ibrahim, cpr, name: 'Amina Yusuf', protectedAddress, at: clock.now() }),
  )
  if (!made.ok) throw new Error(made.refusal.kind)
  return { id: made.value, cpr }
}

test('the citizen’s sister sees nothing of them once she has said so: no page, no list, no search; and cannot let herself in', async () => {
  const sister = await member('Sara Søster', 'caseworker', 'job_centre_lead')
  const { id } = await person()
  expect(await as(sister, (tx) => personView(tx, id))).not.toBeNull()
  const declared = await pages.post(sister, `/people/${id}/access`, { deed: 'conflict', account: sister.accountId })
  expect(declared).toMatchObject({ status: 303, location: '/' })
  expect(await as(sister, (tx) => personView(tx, id))).toBeNull()
  expect((await as(sister, (tx) => personNames(tx, [id]))).size).toBe(0)
  expect((await as(sister, (tx) => personsNamed(tx, 'Amina', 50))).map((one) => one.id)).not.toContain(id)
  expect(await as(sister, (tx) => documentsOf(tx, { actor: sister, personId: id }))).toEqual([])
  for (const page of ['contact', 'documents', 'access', 'support-basis'])
    expect((await pages.get(sister, `/people/${id}/${page}`)).status, page).toBe(404)
  expect((await pages.post(sister, `/people/${id}/access`, { deed: 'lift', account: sister.accountId })).html).not.toContain('Amina')
  expect(await as(sister, (tx) => personView(tx, id))).toBeNull()
  expect(await as(ibrahim, (tx) => personView(tx, id))).not.toBeNull()
  expect((await pages.get(lead, `/people/${id}/access`)).html).toContain('Sara Søster, siden 29.02.2016')
  await pages.post(lead, `/people/${id}/access`, { deed: 'lift', account: sister.accountId })
  expect(await as(sister, (tx) => personView(tx, id))).not.toBeNull()
})

test('a conflict shuts out the human, by every account of theirs', async () => {
  const first = await member('To Konti', 'caseworker')
  const { id } = await person()
  const second = newId<'account'>()
  await database.ownerDb.transaction(nobody(today), (tx) =>
    tx.run(sql`insert into access.account (id, human_id, email, name) values (${second}, ${first.humanId}, 'to@example.dk', 'To Konti')`),
  )
  await pages.post(lead, `/people/${id}/access`, { deed: 'conflict', account: first.accountId })
  expect(await as({ ...first, accountId: second }, (tx) => personView(tx, id))).toBeNull()
})

test('a caseworker declares only their own conflict; only the own organisation’s staff can be named', async () => {
  const { id } = await person()
  expect((await pages.post(ibrahim, `/people/${id}/access`, { deed: 'conflict', account: lead.accountId })).status).toBe(403)
  expect((await pages.post(ibrahim, `/people/${id}/access`, { deed: 'lift', account: lead.accountId })).status).toBe(403)
  const stranger = await pages.post(lead, `/people/${id}/access`, { deed: 'conflict', account: newId() })
  expect(stranger.status).toBe(422)
  expect(stranger.html).toContain('i din egen organisation')
})

test('the database refuses that one lifts one’s own conflict', async () => {
  const { id } = await person()
  const own = database.ownerDb.transaction(nobody(today), (tx) =>
    tx.run(sql`insert into people.conflict (person_id, human_id, account_id, declared_at, declared_by, lifted_at, lifted_by)
               values (${id}, ${lead.humanId}, ${lead.accountId}, ${clock.now()}, ${lead.accountId}, ${clock.now()}, ${lead.accountId})`),
  )
  await expect(own).rejects.toSatisfy((error) => brokenConstraint(error) === 'conflict_lifted_by_another')
})

test('a leader lets a named colleague see a protected person, and takes it back', async () => {
  const { id } = await person(true)
  const colleague = await member('Karen Kollega', 'caseworker')
  expect((await pages.get(colleague, `/people/${id}/access`)).html).not.toContain('Amina')
  await pages.post(lead, `/people/${id}/access`, { deed: 'trust', account: colleague.accountId })
  expect(await as(colleague, (tx) => personView(tx, id))).toMatchObject({ name: 'Amina Yusuf', restricted: false })
  await pages.post(lead, `/people/${id}/access`, { deed: 'distrust', account: colleague.accountId })
  expect(await as(colleague, (tx) => personView(tx, id))).toMatchObject({ name: null, restricted: true })
})

test('a data protection officer finds whom to erase without a name, erases once for a reason, and finds them no more', async () => {
  const dpo = await member('Dorte Data', 'data_protection_officer')
  const [open, over] = [await person(), await person()]
  await database.ownerDb.transaction(nobody(today), (tx) =>
    tx.run(sql`update people.part set from_on = from_on - 90, until_on = ${today.subtract({ days: 1 })} where person_id = ${over.id}`),
  )
  const list = await pages.get(dpo, '/erasures')
  expect(list.html).toContain(over.id)
  expect(list.html).not.toContain(open.id)
  expect(list.html).not.toContain('Amina')
  expect((await pages.get(ibrahim, '/erasures')).status).toBe(403)
  expect((await pages.post(dpo, '/erasures', { cpr: open.cpr })).status).toBe(422)
  expect((await pages.post(dpo, '/erasures', { cpr: over.cpr })).location).toBe(`/erasures/${over.id}`)
  expect((await pages.get(dpo, `/erasures/${open.id}`)).status).toBe(404)
  expect((await pages.post(dpo, `/erasures/${over.id}`, {})).html).toContain('Vælg en mulighed')
  expect((await pages.post(dpo, `/erasures/${open.id}`, { reason: 'citizen_asked' })).html).toContain('arbejder stadig')
  expect((await pages.post(dpo, `/erasures/${over.id}`, { reason: 'citizen_asked' })).location).toBe('/erasures')
  expect(erased).toEqual([over.id])
  expect((await pages.post(dpo, `/erasures/${over.id}`, { reason: 'citizen_asked' })).html).toContain('allerede slettet')
  expect((await pages.get(dpo, '/erasures')).html).not.toContain(over.id)
})

test('while a person is erased their rows are seen by that transaction, and by none after it', async () => {
  const { id } = await person()
  await database.ownerDb.transaction(nobody(today), (tx) =>
    tx.run(sql`update people.part set from_on = from_on - 90, until_on = ${today.subtract({ days: 1 })} where person_id = ${id}`),
  )
  const dpo = await member('Dan Data', 'data_protection_officer')
  const seen = await as(dpo, async (tx) => {
    await tx.run(sql`select people.erase_person(${id}, 'citizen_asked', ${clock.now()})`)
    return tx.run(sql`select from people.event where person_id = ${id}`)
  })
  expect(seen).toBe(2)
  expect(await as(dpo, (tx) => tx.run(sql`select from people.event where person_id = ${id}`))).toBe(0)
})

test('saying that one erases opens nobody who is not erased', async () => {
  const { id } = await person()
  const outsider: StaffActor = { ...ibrahim, organisationId: newId() }
  const seen = await as(outsider, async (tx) => {
    await tx.run(sql`select set_config('grobund.erasing', ${id}, true)`)
    return personView(tx, id)
  })
  expect(seen).toBeNull()
})
