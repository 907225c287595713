import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Actor, CitizenActor, OrganisationId, PersonId, Role, StaffActor } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { kroner } from '#kernel/money.ts'
import { addOrganisation, addStaff, mayEver } from '#modules/access/index.ts'
import { openPart, recordRepresentative, registerPerson } from '#modules/people/index.ts'
import { movableClock } from '#platform/clock.ts'
import { sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { createServer, sessionCookie } from '#platform/http/server.ts'
import { createLog } from '#platform/log.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { pdfText } from '../../../../test/support/pdf.ts'
import { directorNotice, letter, noticesModule, timeline, toPrintCount } from '../index.ts'
import { tell } from '../store/notices.ts'

const clock = movableClock(Temporal.Instant.from('2015-10-01T08:00:00Z'))
const actors = new Map<string, Actor>()
let base: TestDatabase
let ask: (actor: Actor, path: string, form?: Record<string, string>) => Promise<Response>
let ibrahim: StaffActor
let mette: StaffActor
let birgitte: StaffActor

async function member(name: string, organisationId: OrganisationId, role: Role): Promise<StaffActor> {
  const email = `${newId()}@eksempel.dk`
  const { accountId } = await base.db.transaction(contextOf(null, clock.today()), (tx) =>
    addStaff(tx, { name, email, organisationId, roles: [role], at: clock.now() }),
  )
  const actor: StaffActor = { kind: 'staff', accountId, humanId: newId<'human'>(), name, organisationId, roles: [role] }
  actors.set(accountId, actor)
  return actor
}

const agreementId = newId()
const agreementNames = () => Promise.resolve(new Map([[agreementId, { da: 'Mikrolån for Greve', en: 'Microloans for Greve' }]]))

beforeAll(async () => {
  base = await testDatabase()
  const add = (key: string) =>
    base.db.transaction(contextOf(null, clock.today()), (tx) =>
      addOrganisation(tx, { key, name: `${key} Kommune`, shortName: key, letter: 'X', municipalityCode: '0183' }),
    )
  ibrahim = await member('Ibrahim', await add('vallensbaek'), 'caseworker')
  mette = await member('Mette', await add('naestved'), 'programme_manager')
  birgitte = await member('Birgitte Lund', await add('ishoej'), 'business_director')
  const statusOf = (kind: string) => (kind === 'not_permitted' ? 403 : 404)
  const server = createServer({
    clock,
    log: createLog('silent'),
    secure: false,
    publicDir: '.',
    routes: noticesModule({ db: base.db, clock }, { mail: null, digitalPost: null, publicUrl: () => 'http://localhost', agreementNames })
      .routes,
    actorOf: (token) => Promise.resolve(actors.get(token) ?? null),
    mayEver: (actor, access) => 'public' in access || mayEver(actor, access),
    frame: ({ actor, lang, path }) =>
      Promise.resolve({
        lang,
        kind: actor?.kind === 'citizen' ? 'citizen' : 'staff',
        user: { name: 'x', initials: 'x', roleText: '', organisation: '' },
        nav: [],
        currentPath: path,
        clockDay: clock.today(),
        alternateHref: '/',
      }),
    refusedPage: (_call, refusal) => Promise.resolve(new Response(refusal.kind, { status: statusOf(refusal.kind) })),
    ready: () => Promise.resolve({ ok: true, checks: {} }),
    metrics: () => Promise.resolve(''),
  })
  ask = async (actor, path, form) => {
    const token = actor.kind === 'system' ? '' : actor.accountId
    const headers = { cookie: `${sessionCookie}=${token}`, origin: 'http://localhost' }
    return server.request(
      `http://localhost${path}`,
      form === undefined ? { headers } : { method: 'POST', headers, body: new URLSearchParams(form) },
    )
  }
})
afterAll(() => base.close())

const as = <Answer>(actor: Actor, work: Parameters<typeof base.db.transaction<Answer>>[1]) =>
  base.db.transaction(contextOf(actor, clock.today()), work)

async function sent(protectedAddress: boolean): Promise<{ letterId: string; personId: PersonId }> {
  const registered = await as(ibrahim, (tx) =>
    registerPerson(tx, {
      actor: ibrahim,
      cpr: protectedAddress ? '0101804002' : '0202804003',
      name: 'Amina Sørensen',
      address: 'Åboulevarden 12',
      protectedAddress,
      at: clock.now(),
    }),
  )
  if (!registered.ok) throw new Error(registered.refusal.kind)
  const personId = registered.value
  const why = 'referral'
  await as(ibrahim, (tx) => openPart(tx, { personId, organisationId: mette.organisationId, from: clock.today(), why }))
  return { ...(await again(personId)), personId }
}

function again(personId: PersonId): Promise<{ letterId: string }> {
  const fields = { lastDay: clock.today() }
  return as(ibrahim, (tx) =>
    letter(tx, { actor: ibrahim, personId, caseNumber: 'I-2015-001', template: 'discharge_completed', fields, at: clock.now() }),
  )
}

test('a letter is shown as PDF to those with a part in the person, and each reading is in the log', async () => {
  const { letterId, personId } = await sent(false)
  const answer = await ask(mette, `/letters/${letterId}.pdf`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  const reads = await base.ownerDb.read(contextOf(null, clock.today()), (tx) =>
    tx.rows(z.object({ account_id: z.string() }), sql`select account_id from audit.line where kind = 'read' and person_id = ${personId}`),
  )
  expect(reads).toEqual([{ account_id: mette.accountId }])
  expect((await ask(birgitte, `/letters/${letterId}.pdf`)).status).toBe(403)
  const stranger = await member('Sanne', birgitte.organisationId, 'caseworker')
  expect((await ask(stranger, `/letters/${letterId}.pdf`)).status).toBe(404)
  expect((await ask(mette, '/letters/nothing')).status).toBe(404)
})

test('a letter to a person with a protected address is kept from staff to whom the person is masked', async () => {
  const { letterId } = await sent(true)
  expect((await ask(mette, `/letters/${letterId}.pdf`)).status).toBe(403)
  expect((await ask(ibrahim, `/letters/${letterId}.pdf`)).status).toBe(200)
})

test('the print queue opens no letter to one the citizen is masked for, and says where access is given', async () => {
  const { letterId, personId } = await sent(true)
  const colleague = await member('Lone', ibrahim.organisationId, 'caseworker')
  const path = `/letters/${letterId}.pdf`
  expect(await (await ask(ibrahim, '/post')).text()).toContain(path)
  const page = await (await ask(colleague, '/post')).text()
  expect(page).toContain(`/people/${personId}/access`)
  for (const shut of [path, `/post/letters/${letterId}/printed`]) expect(page).not.toContain(shut)
  const links = (actor: StaffActor) =>
    as(actor, async (tx) => (await timeline(tx, { actor, lang: 'da' }, { personId })).map(({ href }) => href))
  expect((await links(ibrahim)).includes(path)).toBe(true)
  expect((await links(colleague)).every((href) => href === undefined)).toBe(true)
})

test('a copy of a letter to a protected citizen is without their address', async () => {
  for (const isProtected of [false, true]) {
    const { personId } = await sent(isProtected)
    const acts = { name: 'Vera Fuldmagt', address: 'Prøvevej 1', phone: null, basis: 'power_of_attorney', scope: 'everything' } as const
    const days = { from: clock.today(), until: null, copies: true, id: newId<'representative'>() }
    const representative = { ...acts, ...days }
    await as(ibrahim, (tx) => recordRepresentative(tx, { actor: ibrahim, personId, representative, at: clock.now() }))
    const { letterId } = await again(personId)
    const [own, copy] = [`/letters/${letterId}.pdf`, `/post/copies/${letterId}/${representative.id}/letter`]
    const page = await (await ask(ibrahim, '/post')).text()
    expect(page.includes(`href="${copy}"`), 'which file the queue opens').toBe(isProtected)
    const text = async (path: string) => pdfText(Buffer.from(await (await ask(ibrahim, path)).arrayBuffer()))
    expect(await text(own)).toContain('Åboulevarden 12')
    if (!isProtected) continue
    expect(await text(copy)).toContain('Amina Sørensen')
    expect(await text(copy)).not.toContain('Åboulevarden')
    expect((await ask(await member('Lone', ibrahim.organisationId, 'caseworker'), copy)).status).toBe(403)
  }
})

test('the print queue shows the own organisation’s letters by case number, without a name, and lets go of a printed one once', async () => {
  const page = await (await ask(ibrahim, '/post')).text()
  expect(page).toContain('Du har gennemført forløbet')
  expect(page).not.toContain('Amina')
  const id = /\/post\/letters\/([0-9a-f-]+)\/printed/.exec(page)?.[1] ?? ''
  const waiting = () => as(ibrahim, (tx) => toPrintCount(tx))
  const before = await waiting()
  expect(before, 'letters and copies').toBe([...page.matchAll(/\/printed"/g)].length)
  expect((await (await ask(mette, '/post')).text()).includes(id)).toBe(false)
  expect((await ask(ibrahim, `/post/letters/${id}/printed`, {})).status).toBe(303)
  expect(await (await ask(ibrahim, '/post')).text()).not.toContain(`/post/letters/${id}/printed`)
  expect(await waiting()).toBe(before - 1)
})

test('opening a message marks it seen and leads on; another’s message is not there', async () => {
  const to = { organisationId: mette.organisationId, role: 'programme_manager' } as const
  const subject = { noun: 'referral', id: newId() }
  await as(ibrahim, (tx) => tell(tx, { to, kind: 'accepted', subject, href: '/cases/7', at: clock.now() }))
  const page = await (await ask(mette, '/notices')).text()
  expect(page).toContain('Borgeren er optaget')
  expect(page).toContain('Ny')
  const link = /\/notices\/[0-9a-f-]{36}/.exec(page)?.[0] ?? ''
  const answer = await ask(mette, link)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/cases/7'])
  expect(await (await ask(mette, '/notices')).text()).not.toContain('>Ny<')
  expect((await ask(ibrahim, link)).status).toBe(404)
})

test('the Business Director signs from the list, which names nobody', async () => {
  const told = {
    agreementId: newId(),
    purchaserId: birgitte.organisationId,
    caseNumber: 'I-2015-001',
    event: 'enrolled',
    on: clock.today(),
  } as const
  await as(mette, (tx) => directorNotice(tx, { ...told, placeNumber: 2, at: clock.now() }))
  const page = await (await ask(birgitte, '/notices')).text()
  expect(page).toContain('I-2015-001')
  expect(page).not.toContain('Amina')
  const action = /\/notices\/director\/[0-9a-f-]+\/receipt/.exec(page)?.[0] ?? ''
  expect((await ask(mette, action, {})).status).toBe(403)
  expect((await ask(birgitte, action, {})).status).toBe(303)
  const after = await (await ask(birgitte, '/notices')).text()
  expect(after).toContain('Set 01.10.2015 kl. 10.00 af Birgitte Lund')
  expect(after).not.toContain(action)
})

test('a notice without a case says which agreement it is of', async () => {
  const to = { organisationId: mette.organisationId, role: 'programme_manager' } as const
  const of = { to, kind: 'place_statement', subject: { noun: 'statement', id: '2016-01' } } as const
  const href = `/agreements/${agreementId}/statements/2016-01`
  await as(ibrahim, (tx) => tell(tx, { ...of, href, at: clock.now() }))
  expect(await (await ask(mette, '/notices')).text()).toContain('Mikrolån for Greve')
})

test('the reasons of a discharge are opened and printed by who leads the case; the loan’s people open what is about the loan', async () => {
  const { personId } = await sent(false)
  const of = { actor: mette, personId, caseNumber: 'I-2015-001', at: clock.now() }
  const { letterId: ended } = await as(mette, (tx) =>
    letter(tx, { ...of, template: 'discharge_early', fields: { lastDay: clock.today(), reasons: ['Sygdom'] } }),
  )
  const { letterId: loan } = await as(mette, (tx) =>
    letter(tx, { ...of, template: 'loan_recalled', fields: { loanNumber: 'L-2015-001', amountOre: kroner(500n) } }),
  )
  const opens = async (actor: StaffActor) => [
    (await ask(actor, `/letters/${ended}.pdf`)).status,
    (await ask(actor, `/letters/${loan}.pdf`)).status,
  ]
  const hanne = await member('Hanne', mette.organisationId, 'financial_adviser')
  expect(await opens(await member('Gitte', mette.organisationId, 'finance_clerk'))).toEqual([403, 200])
  expect(await opens(hanne)).toEqual([403, 200])
  expect(await opens(mette)).toEqual([200, 200])
  const queue = await (await ask(hanne, '/post')).text()
  expect([queue.includes(ended), queue.includes(loan)]).toEqual([false, true])
  expect((await ask(hanne, `/post/letters/${ended}/printed`, {})).status).toBe(403)
  expect(await (await ask(mette, '/post')).text()).toContain(ended)
  const linked = await as(hanne, (tx) => timeline(tx, { actor: hanne, lang: 'da' }, { personId }))
  const hrefs = linked.map(({ href }) => href)
  expect([hrefs.includes(`/letters/${ended}.pdf`), hrefs.includes(`/letters/${loan}.pdf`)]).toEqual([false, true])
})

test('a citizen reads what they are told themselves, and staff read who is told what', async () => {
  const ids = { accountId: newId<'account'>(), humanId: newId<'human'>(), personId: newId<'person'>() }
  const citizen: CitizenActor = { kind: 'citizen', ...ids, name: 'Amina' }
  actors.set(citizen.accountId, citizen)
  const page = async (actor: Actor) => (await (await ask(actor, '/notices/who')).text()).split('<main')[1] ?? ''
  const own = await page(citizen)
  expect(own).toContain('Du er tilbudt en plads. Svar på tilbuddet')
  // What only staff are told, what a citizen is told in staff's words, and any reader by name.
  for (const words of ['Borgeren er flyttet', 'Der er tilbudt en plads', 'programleder', 'borgeren'])
    expect(own, words).not.toContain(words)
  expect(await page(mette)).toContain('Borgeren er flyttet')
  expect(await (await ask(citizen, '/notices')).text()).toContain('Det får du besked om')
})
