import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { addStaff, organisations } from '#modules/access/index.ts'
import { movableClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { createLog } from '#platform/log.ts'
import { createProgram } from '../../src/app.ts'
import { firstStart } from '../../src/command/first-start.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type Visitor, visitorOf } from '../support/visitor.ts'

const clock = movableClock(Temporal.Instant.from('2026-11-26T09:00:00Z'))
const password = 'rugbrød med sild'
let database: TestDatabase
let server: ReturnType<typeof createProgram>['server']
let administrator: Visitor

/** Somebody who has opened an invitation and chosen a password. */
async function entered(link: string): Promise<Visitor> {
  const visitor = visitorOf(server)
  await visitor.ask(new URL(link).pathname, { password, repeat: password, request_id: newId() })
  return visitor
}

async function hire(name: string, ...roles: Role[]): Promise<string> {
  const email = `${name.toLowerCase()}@naestved.example`
  return database.db.transaction(nobody(clock.today()), async (tx) => {
    const own = (await organisations(tx)).find(({ key }) => key === 'naestved')
    assert(own !== undefined, 'the first start loads the pilot')
    const { token } = await addStaff(tx, { name, email, organisationId: own.id, roles, at: clock.now() })
    return `http://localhost/invitation/${token}`
  })
}

beforeAll(async () => {
  database = await testDatabase()
  const parts = { db: database.db, clock, log: createLog('silent'), publicUrl: () => 'http://localhost', secure: false }
  ;({ server } = createProgram({ ...parts, secret: 'an invented secret of the tests, 32 long' }))
  const links = await firstStart(database.db, clock, 'http://localhost')
  administrator = await entered(links.find(({ organisation }) => organisation === 'Næstved Kommune')?.link ?? '')
})
afterAll(() => database.close())

test('the first administrator lands on what must be in place, and sees it come about', async () => {
  expect((await administrator.ask('/')).location).toBe('/begin')
  const before = (await administrator.ask('/begin')).html
  expect(before).toContain('Still to fill: Programme manager, Coach and teacher, Financial adviser')
  expect(before).toMatch(/\d+ terms are assumed.*ran until 30\.09\.2016/)
  expect(before.match(/>Missing</g)).toHaveLength(4)

  const everybody = ['programme_manager', 'coach', 'financial_adviser', 'approver', 'finance_clerk', 'administrator'] as const
  const named = await entered(await hire('Mette', ...everybody))
  const after = (await named.ask('/begin')).html
  expect(after).toContain('Every role that your part of the cooperation needs is filled')
  expect(after.match(/>Missing</g), 'the deadlines, and the agreement that is over').toHaveLength(2)
})

test('an administrator is told that the mail server takes no mail, with the failure’s code and nothing of the mail', async () => {
  expect((await administrator.ask('/begin')).html).not.toContain('The mail server did not take')
  await database.ownerDb.transaction(nobody(clock.today()), (tx) =>
    tx.run(sql`
      insert into notices.mail (id, to_address, organisation_id, reference, href, state, send_after, queued_at, attempts, last_error)
      select ${newId()}, 'mette@naestved.example', o.id, 'I-2026-001', '/notices', 'queued', ${clock.now()}, ${clock.now()}, 3, 'ESOCKET'
      from access.organisation o where o.key = 'naestved'`),
  )
  const { html } = await administrator.ask('/begin')
  expect(html).toContain('The mail server did not take a mail')
  expect(html).toContain('The failure was ESOCKET')
  expect(html).not.toMatch(/mette@naestved|I-2026-001/)
})

test('an example of a pilot’s file is there to begin from, and makes an agreement', async () => {
  const { html, status } = await administrator.ask('/agreements/example.json')
  expect(status).toBe(200)
  expect(JSON.parse(html)).toMatchObject({ key: 'eksempel-2026' })
})

test('the page is the administrator’s, and the search field theirs who may search', async () => {
  const coach = await entered(await hire('Søren', 'coach'))
  expect((await coach.ask('/begin')).status).toBe(403)
  expect((await coach.ask('/worklist')).html).toContain('search-text')
  expect((await administrator.ask('/begin')).html).not.toContain('search-text')
})

test('where there is no case yet, who refers is led from their day to the first referral, and who does not is not', async () => {
  const dayOf = async (name: string, role: Role) => (await (await entered(await hire(name, role))).ask('/day')).html
  const first = /None of your cases waits for you.*href="\/referrals\/new"/
  expect(await dayOf('Ibrahim', 'caseworker')).toMatch(first)
  expect(await dayOf('Lone', 'job_centre_lead')).toMatch(first)
  expect(await dayOf('Ellen', 'coach')).not.toContain('href="/referrals/new"')
})

test('a list of referrals with nothing in it does not count the nothing under its other tab', async () => {
  const list = (await (await entered(await hire('Sofie', 'caseworker'))).ask('/referrals')).html
  expect(list).toContain('No open referrals')
  expect(list).not.toContain('There are 0')
})

test('an address that a colleague has already is asked about before another role is given', async () => {
  await hire('Fie', 'coach')
  const wanted = { name: 'Freja', email: 'Fie@naestved.example', role: 'approver' }
  const rolesOf = async () => (await administrator.ask('/accounts')).html.match(/\bfie@naestved\.example/g)?.length
  const asked = await administrator.ask('/accounts', { ...wanted, request_id: newId() })
  expect(asked.status).toBe(422)
  expect(asked.html).toMatch(/is Fie already.*Role: Coach and teacher.*name Freja.*the role Loan approver/s)
  expect(await rolesOf()).toBe(1)
  expect((await administrator.ask('/accounts', { ...wanted, even_known: 'yes', request_id: newId() })).html).toContain('/invitation/')
  expect(await rolesOf()).toBe(2)
})

test('the only administrator of an organisation keeps the role, and gives it up when there is another', async () => {
  const links = async () => [
    ...(await administrator.ask('/accounts')).html.matchAll(/action="(\S+ended-role)"[^]*?name="role" value="(\w+)"/g),
  ]
  const administrators = async () => (await links()).filter(([, , role]) => role === 'administrator').map(([, path = '']) => path)
  const end = async (path = '') => administrator.ask(path, { role: 'administrator', request_id: newId() })
  const [first, ...others] = await administrators()
  for (const path of others) expect((await end(path)).status).toBe(303)
  const refused = await end(first)
  expect([refused.status, refused.html.includes('This is your only administrator')]).toEqual([422, true])
  expect(await administrators()).toEqual([first])
})
