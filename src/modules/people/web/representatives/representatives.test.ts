import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, OrganisationId, PersonId, Role, StaffActor } from '#kernel/actor.ts'
import { inventedCpr } from '#kernel/cpr.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { addOrganisation } from '#modules/access/index.ts'
import { movableClock } from '#platform/clock.ts'
import { type Tx, nobody } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type TestDatabase, testDatabase } from '../../../../../test/support/database.ts'
import { type Pages, pagesOf } from '../../../../../test/support/pages.ts'
import { peopleModule, registerPerson, representativesOf } from '../../index.ts'

const clock = movableClock(Temporal.Instant.from('2016-02-29T09:00:00Z'))
const today = clock.today()

let database: TestDatabase
let pages: Pages
let vallensbaek: OrganisationId
let ibrahim: StaffActor
let serial = 0

beforeAll(async () => {
  database = await testDatabase()
  pages = pagesOf(peopleModule({ db: database.db, clock }).routes, clock)
  vallensbaek = await database.db.transaction(nobody(today), (tx) =>
    addOrganisation(tx, { key: 'vallensbaek', name: 'Vallensbæk', shortName: 'Vallensbæk', letter: 'V', municipalityCode: '0187' }),
  )
  ibrahim = staff('caseworker')
})
afterAll(() => database.close())

function staff(...roles: Role[]): StaffActor {
  return { kind: 'staff', accountId: newId(), humanId: newId(), name: 'Prøve', organisationId: vallensbaek, roles }
}

function as<Answer>(actor: Actor, work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  return database.db.transaction(contextOf(actor, today), work)
}

async function person(protectedAddress = false): Promise<PersonId> {
  serial += 1
  const cpr = inventedCpr(day('1985-03-12'), serial)
  const made = await as(ibrahim, (tx) => registerPerson(tx, { actor: ibrahim, cpr, name: 'Amina', protectedAddress, at: clock.now() }))
  if (!made.ok) throw new Error(made.refusal.kind)
  return made.value
}

const fields = (more: Record<string, string> = {}) => ({
  name: 'Vera Værge',
  basis: 'guardianship',
  scope: 'economy',
  from: '01.02.2016',
  until: '',
  address: 'Prøvevej 1',
  phone: '',
  copies: 'yes',
  request_id: newId(),
  back: '/cases/1',
  ...more,
})

test('a guardian is recorded once with basis, scope and days, gets copies while it lasts, and is ended today', async () => {
  const id = await person()
  const address = `/people/${id}/representatives`
  const same = fields()
  for (const attempt of [1, 2]) expect((await pages.post(ibrahim, address, same)).status, String(attempt)).toBe(303)
  const [known, ...more] = await as(ibrahim, (tx) => representativesOf(tx, id))
  expect(more).toEqual([])
  expect(known).toMatchObject({ name: 'Vera Værge', basis: 'guardianship', scope: 'economy', from: day('2016-02-01'), until: null })
  expect((await pages.get(ibrahim, address, 'en')).html).toContain('01.02.2016 – until further notice')
  expect((await pages.post(ibrahim, `${address}/${known?.id ?? ''}/end`, {})).status).toBe(303)
  expect(await as(ibrahim, (tx) => representativesOf(tx, id))).toMatchObject([{ until: today }])
  expect((await pages.post(ibrahim, `${address}/${known?.id ?? ''}/end`, {})).html).toContain('allerede stoppet')
})

test('a refused form names its field and comes back filled', async () => {
  const address = `/people/${await person()}/representatives`
  const answer = await pages.post(ibrahim, address, fields({ address: '' }))
  expect(answer.status).toBe(422)
  for (const words of ['Skriv adressen', 'value="Vera Værge"', 'href="/cases/1"']) expect(answer.html).toContain(words)
  expect((await pages.post(ibrahim, address, fields({ until: '31.01.2016' }))).html).toContain('ligger før startdatoen')
  for (const slip of [{ from: '01.02.1900' }, { until: '31.12.2099' }]) {
    const { status, html } = await pages.post(ibrahim, address, fields(slip))
    expect([status, html.includes(`href="#${Object.keys(slip).join()}"`)], JSON.stringify(slip)).toEqual([422, true])
  }
  expect((await pages.get(staff('coach'), address)).status).toBe(403)
  expect((await pages.post(ibrahim, address, fields())).status).toBe(303)
  const [, each] = /representatives\/([0-9a-f-]{36})\/sign-in/.exec((await pages.get(ibrahim, address)).html) ?? []
  const { status, html } = await pages.post(ibrahim, `${address}/${each}/sign-in`, { email: 'vera uden snabel' })
  expect([status, html.includes(`href="#email-${each}"`), html.includes('value="vera uden snabel"')]).toEqual([422, true, true])
})

test('who acts for a protected person is shown only to those who see the person', async () => {
  const id = await person(true)
  await pages.post(ibrahim, `/people/${id}/representatives`, fields())
  const colleague = staff('caseworker')
  expect((await pages.get(ibrahim, `/people/${id}/representatives`)).html).toContain('Vera Værge')
  expect((await pages.get(colleague, `/people/${id}/representatives`)).html).not.toContain('Vera')
  expect(await as(colleague, (tx) => representativesOf(tx, id))).toEqual([])
  expect((await pages.post(colleague, `/people/${id}/representatives`, fields())).status).toBe(404)
})
