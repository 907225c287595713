import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CitizenActor, OrganisationId, PersonId, Role, StaffActor } from '#kernel/actor.ts'
import { inventedCpr } from '#kernel/cpr.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { addOrganisation } from '#modules/access/index.ts'
import { linesAbout } from '#modules/audit/index.ts'
import { movableClock } from '#platform/clock.ts'
import { nobody } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { type Pages, pagesOf } from '../../../../test/support/pages.ts'
import { peopleModule, personView, recordSupportBasis, registerPerson, timeline } from '../index.ts'

const clock = movableClock(Temporal.Instant.from('2016-02-29T09:00:00Z'))
const today = clock.today()

let database: TestDatabase
let pages: Pages
let vallensbaek: OrganisationId
let naestved: OrganisationId
let ibrahim: StaffActor
let serial = 0

beforeAll(async () => {
  database = await testDatabase()
  pages = pagesOf(peopleModule({ db: database.db, clock }).routes, clock)
  const add = (key: string, letter: string) =>
    database.db.transaction(nobody(today), (tx) =>
      addOrganisation(tx, { key, name: key, shortName: key, letter, municipalityCode: '0187' }),
    )
  vallensbaek = await add('vallensbaek', 'V')
  naestved = await add('naestved', 'N')
  ibrahim = staff(vallensbaek, 'caseworker')
})
afterAll(() => database.close())

function staff(organisationId: OrganisationId, ...roles: Role[]): StaffActor {
  return { kind: 'staff', accountId: newId(), humanId: newId(), name: 'Prøve', organisationId, roles }
}

async function person(protectedAddress = false): Promise<PersonId> {
  serial += 1
  const cpr = inventedCpr(day('1985-03-12'), serial)
  const answer = await database.db.transaction(contextOf(ibrahim, today), (tx) =>
    registerPerson(tx, { actor: ibrahim, cpr, name: 'Amina Yusuf', address: 'Prøvevej 1', protectedAddress, at: clock.now() }),
  )
  if (!answer.ok) throw new Error(answer.refusal.kind)
  return answer.value
}

const contact = {
  name: 'Amina Y. Yusuf',
  address: 'Ny Vej 2',
  phone: '',
  email: 'amina@eksempel.dk',
  lang: 'en',
  interpreter: '',
  back: '/cases/1',
}

test('a caseworker corrects the contact and comes back to the case', async () => {
  const id = await person()
  const page = await pages.get(ibrahim, `/people/${id}/contact?back=/cases/1`)
  expect(page.status).toBe(200)
  expect(page.html).toContain('value="Amina Yusuf"')
  const answer = await pages.post(ibrahim, `/people/${id}/contact`, contact)
  expect([answer.status, answer.location]).toEqual([303, '/cases/1'])
  const seen = await database.db.read(contextOf(ibrahim, today), (tx) => personView(tx, id))
  expect(seen).toMatchObject({ name: 'Amina Y. Yusuf', address: 'Ny Vej 2', phone: null, email: 'amina@eksempel.dk', lang: 'en' })
})

test('a bad address names the field and loses nothing', async () => {
  const id = await person()
  const answer = await pages.post(ibrahim, `/people/${id}/contact`, { ...contact, name: '', email: 'amina' })
  expect(answer.status).toBe(422)
  expect(answer.html).toContain('href="#name"')
  expect(answer.html).toContain('href="#email"')
  expect(answer.html).toContain('value="amina"')
  expect(answer.html).toContain('Ny Vej 2')
})

test('an address that leads elsewhere is not followed', async () => {
  const id = await person()
  const answer = await pages.post(ibrahim, `/people/${id}/contact`, { ...contact, back: '//evil.example/' })
  expect(answer.location).toBe('/')
})

test('a protected person’s contact is not shown to a colleague, in either form', async () => {
  const id = await person(true)
  const colleague = staff(vallensbaek, 'caseworker')
  for (const path of [`/people/${id}/contact`, `/people/${id}/support-basis`]) {
    const page = await pages.get(colleague, path)
    expect(page.status).toBe(200)
    expect(page.html).not.toContain('Amina')
    expect(page.html).not.toContain('Prøvevej')
  }
  const answer = await pages.post(colleague, `/people/${id}/contact`, contact)
  expect(answer.status).toBe(409)
  expect((await pages.post(colleague, `/people/${id}/cpr`, {})).status).toBe(404)
})

for (const [who, actor, status] of [
  ['a caseworker of an organisation without a part', () => staff(naestved, 'caseworker'), 404],
  ['a Business Director', () => staff(vallensbaek, 'business_director'), 403],
  ['a coach', () => staff(vallensbaek, 'coach'), 403],
] as const)
  test(`${who} gets ${status} for contact and support basis`, async () => {
    const id = await person()
    for (const page of ['contact', 'support-basis']) expect((await pages.get(actor(), `/people/${id}/${page}`)).status).toBe(status)
    expect((await pages.post(actor(), `/people/${id}/support-basis`, {})).status).toBe(status)
  })

test('nobody is told that their pages were opened by one who found nothing there', async () => {
  const id = await person()
  const stranger = staff(naestved, 'caseworker')
  for (const page of ['contact', 'support-basis', 'representatives', 'documents', 'acting'])
    expect((await pages.get(stranger, `/people/${id}/${page}`)).status, page).toBe(404)
  const lines = await database.ownerDb.read(nobody(today), (tx) => linesAbout(tx, id, 50))
  expect(lines.filter(({ kind }) => kind === 'read')).toEqual([])
})

test('another citizen gets 403, the citizen themself the page', async () => {
  const id = await person()
  const self: CitizenActor = { kind: 'citizen', accountId: newId(), humanId: newId(), name: 'Amina', personId: id }
  expect((await pages.get(self, `/people/${id}/contact`)).status).toBe(200)
  expect((await pages.get({ ...self, accountId: newId(), personId: newId() }, `/people/${id}/contact`)).status).toBe(403)
})

const told = { code: 'social_assistance', readiness: 'job_ready', from: '1.10.2015', source: 'benefit_office', back: '/cases/1' }

test('support basis is recorded with a Danish day and shown in the history', async () => {
  const id = await person()
  expect((await pages.post(ibrahim, `/people/${id}/support-basis`, told)).status).toBe(303)
  const page = await pages.get(ibrahim, `/people/${id}/support-basis`)
  expect(page.html).toContain('01.10.2015')
  expect(page.html).toContain('Ydelseskontoret')
  expect((await pages.get(ibrahim, `/people/${id}/support-basis`, 'en')).html).toContain('Social assistance')
})

for (const [field, change] of [
  ['from', { from: '30.02.2016' }],
  ['from', { from: '31.12.2099' }],
  ['from', { from: '1.1.1985', code: 'other', readiness: '' }],
  ['code', { code: 'lottery' }],
  ['code', { code: 'senior_pension', readiness: '' }],
  ['readiness', { readiness: 'education_ready' }],
  ['source', { source: '' }],
] as const)
  test(`support basis with ${JSON.stringify(change)} names the field ${field} and comes back filled`, async () => {
    const id = await person()
    const answer = await pages.post(ibrahim, `/people/${id}/support-basis`, { ...told, ...change })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain(`href="#${field}"`)
    expect(answer.html).toContain(`value="${{ ...told, ...change }.from}"`)
  })

test('the CPR number is shown on request and every reading is in the log before the page', async () => {
  const id = await person()
  const answer = await pages.post(ibrahim, `/people/${id}/cpr`, {})
  expect(answer.html).toMatch(/720385-\d{4}/)
  await pages.get(ibrahim, `/people/${id}/support-basis`)
  const lines = await database.ownerDb.read(nobody(today), (tx) => linesAbout(tx, id, 50))
  expect(lines.map((line) => line.action)).toEqual(
    expect.arrayContaining(['people.register', 'people.reveal_cpr', 'people.see_support_basis']),
  )
})

test('the timeline tells the support basis, or leaves it out for those who may not see it', async () => {
  const id = await person()
  const titles = (actor: StaffActor) =>
    database.db.read(contextOf(actor, today), async (tx) =>
      (await timeline(tx, { actor, lang: 'da' }, { personId: id, referralId: newId<'referral'>() })).map((each) => each.title),
    )
  await database.db.transaction(contextOf(ibrahim, today), (tx) =>
    recordSupportBasis(tx, { actor: ibrahim, personId: id, code: 'other', from: today, source: 'citizen', at: clock.now() }),
  )
  expect(await titles(ibrahim)).toEqual(['Oplysningerne blev registreret', 'Forsørgelsesgrundlag: Andet'])
  expect(await titles(staff(vallensbaek, 'coach'))).toEqual(['Oplysningerne blev registreret'])
})
