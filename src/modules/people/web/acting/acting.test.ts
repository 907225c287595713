import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, CitizenActor, OrganisationId, PersonId, Role, StaffActor } from '#kernel/actor.ts'
import { inventedCpr } from '#kernel/cpr.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { addOrganisation } from '#modules/access/index.ts'
import { movableClock } from '#platform/clock.ts'
import { type Tx, nobody, sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type TestDatabase, testDatabase } from '../../../../../test/support/database.ts'
import { type Pages, pagesOf } from '../../../../../test/support/pages.ts'
import { actions } from '../../actions.ts'
import { actFor, actedFor, actingConsents, openPart, peopleModule, registerPerson } from '../../index.ts'

const clock = movableClock(Temporal.Instant.from('2016-02-29T09:00:00Z'))
const today = clock.today()

let database: TestDatabase
let pages: Pages
let ibrahim: StaffActor
let soeren: StaffActor
let serial = 0

beforeAll(async () => {
  database = await testDatabase()
  pages = pagesOf(peopleModule({ db: database.db, clock }).routes, clock)
  ibrahim = staff('caseworker', await organisation('vallensbaek', 'V', '0187'))
  soeren = staff('coach', await organisation('naestved', 'N', '0370'))
})
afterAll(() => database.close())

const organisation = (key: string, letter: string, municipalityCode: string) =>
  database.db.transaction(nobody(today), (tx) => addOrganisation(tx, { key, name: key, shortName: key, letter, municipalityCode }))

function staff(role: Role, organisationId: OrganisationId): StaffActor {
  return { kind: 'staff', accountId: newId(), humanId: newId(), name: 'Prøve', organisationId, roles: [role] }
}

const as = <Answer>(actor: Actor, work: (tx: Tx) => Promise<Answer>): Promise<Answer> =>
  database.db.transaction(contextOf(actor, today), work)

async function citizen(): Promise<CitizenActor> {
  serial += 1
  const cpr = inventedCpr(day('1985-03-12'), serial)
  const personId = await as(ibrahim, async (tx) => {
    const made = await registerPerson(tx, { actor: ibrahim, cpr, name: 'Amina', protectedAddress: false, at: clock.now() })
    if (!made.ok) throw new Error(made.refusal.kind)
    await openPart(tx, { personId: made.value, organisationId: soeren.organisationId, from: today, why: 'referral' })
    return made.value
  })
  return { kind: 'citizen', accountId: newId(), humanId: newId(), name: 'Amina', personId }
}

const form = (more: Record<string, string> = {}) => ({
  covers: 'proposals',
  given_how: 'phone',
  given_on: '28.02.2016',
  request_id: newId(),
  back: '/cases/1',
  ...more,
})

const act = (actor: Actor, personId: PersonId, cover: 'place' | 'proposals' | 'loan' = 'proposals') =>
  as(actor, (tx) => actFor(tx, { actor, personId, cover, action: actions.represent, subjectId: newId(), at: clock.now() }))

const refused = { ok: false, refusal: { kind: 'no_acting_consent' } }

test('a consent is recorded once with how and when, lets its own organisation act within what it covers, and keeps what was done', async () => {
  const { personId } = await citizen()
  const address = `/people/${personId}/acting`
  expect(await act(soeren, personId)).toEqual(refused)
  const same = form()
  for (const attempt of [1, 2]) expect((await pages.post(soeren, address, same)).location, String(attempt)).toBe('/cases/1')
  expect(await as(soeren, (tx) => actingConsents(tx, personId))).toMatchObject([
    { covers: ['proposals'], givenHow: 'phone', givenOn: day('2016-02-28'), withdrawnAt: null },
  ])
  expect(await act(soeren, personId)).toEqual({ ok: true, value: true })
  expect(await act(soeren, personId, 'loan')).toEqual(refused)
  expect(await act(ibrahim, personId)).toEqual(refused)
  expect(await as(ibrahim, (tx) => actedFor(tx, personId))).toMatchObject([{ deed: 'people.represent', accountId: soeren.accountId }])
  expect((await pages.post(soeren, address, form())).html).toContain('Træk det tilbage først')
})

test('the citizen reads who may act, takes it back at once, and nobody acts on it after that; what was done stands', async () => {
  const amina = await citizen()
  const address = `/people/${amina.personId}/acting`
  await pages.post(soeren, address, form())
  await act(soeren, amina.personId)
  const seen = await pages.get(amina, address)
  for (const words of ['Hvem må handle for dig?', 'naestved', 'I telefonen', 'Gjort på samtykket']) expect(seen.html).toContain(words)
  const [known] = await as(amina, (tx) => actingConsents(tx, amina.personId))
  expect((await pages.post(ibrahim, `${address}/${known?.id ?? ''}/withdrawal`, {})).status).toBe(422)
  expect((await pages.post(amina, `${address}/${known?.id ?? ''}/withdrawal`, { back: '/me' })).status).toBe(303)
  expect(await act(soeren, amina.personId)).toEqual(refused)
  expect(await as(amina, (tx) => actedFor(tx, amina.personId))).toHaveLength(1)
  // The table refuses it too, however it is asked.
  const forced = as(soeren, (tx) =>
    tx.run(sql`insert into people.acted_for (consent_id, person_id, cover, deed, subject_id, acted_at, account_id)
               values (${known?.id ?? ''}, ${amina.personId}, 'proposals', 'a.b', ${newId()}, ${clock.now()}, ${soeren.accountId})`),
  )
  await expect(forced).rejects.toThrow('No standing consent covers this')
})

test('a citizen gives a consent on their own page, to one with a part in the case and in nobody else’s name', async () => {
  const [amina, other] = [await citizen(), await citizen()]
  const address = `/people/${amina.personId}/acting`
  const given = { covers: 'loan', organisation: soeren.organisationId, request_id: newId(), back: '/me' }
  expect((await pages.post(amina, address, given)).status).toBe(303)
  expect(await as(amina, (tx) => actingConsents(tx, amina.personId))).toMatchObject([{ givenHow: 'own_page', givenOn: today }])
  expect(await act(soeren, amina.personId, 'loan')).toEqual({ ok: true, value: true })
  expect((await pages.get(other, address)).status).toBe(403)
})

test('a form without a tick, or given on a day to come, names its field and comes back filled', async () => {
  const { personId } = await citizen()
  const address = `/people/${personId}/acting`
  const empty = await pages.post(soeren, address, { ...form({ given_on: '28.02.2016' }), covers: '' })
  expect(empty.status).toBe(422)
  const bare = await pages.post(soeren, address, { request_id: newId(), given_on: '28.02.2016', back: '/me' })
  for (const field of ['covers', 'given_how']) expect(bare.html, 'all at once').toContain(`href="#${field}"`)
  const ahead = await pages.post(soeren, address, form({ given_on: '01.03.2016' }))
  expect(ahead.status).toBe(422)
  for (const words of ['Datoen er ikke kommet endnu', 'value="01.03.2016"', 'href="/cases/1"']) expect(ahead.html).toContain(words)
  expect((await pages.post(soeren, address, form({ given_on: '29.02.1916' }))).html).toContain('29.02.1996')
  expect(ahead.html).toMatch(/value="proposals" checked/)
})
