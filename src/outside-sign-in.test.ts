import { TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addOrganisation, addStaff } from '#modules/access/index.ts'
import { realClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { nobody } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import { createLog } from '#platform/log.ts'
import { type OidcProvider, readOidcProviders } from '#platform/oidc-settings.ts'
import { type TestDatabase, testDatabase } from '../test/support/database.ts'
import { type IdentityProvider, startIdentityProvider, testClient } from '../test/support/identity-provider.ts'
import { type Visitor, visitorOf } from '../test/support/visitor.ts'
import { createProgram } from './app.ts'

// Against a real provider in this process: what it signs is judged by the same code as a municipality's own.
const origin = 'https://grobund.example'
const back = `${origin}/sign-in/outside`
const password = 'bord stol lampe vindue'
const cpr = '0101701234'
let database: TestDatabase
let provider: IdentityProvider
let program: ReturnType<typeof createProgram>
let serial = 0

const shared = () => ({ issuer: provider.issuer, clientId: testClient.id, clientSecret: testClient.secret, levelClaim: 'acr', extra: {} })
const settings = (): OidcProvider[] => [
  { ...shared(), key: 'staff', name: 'Kommunens login', for: 'staff', levels: ['substantial', 'high'], cprClaim: null },
  { ...shared(), key: 'mitid', name: 'MitID', for: 'citizens', levels: ['substantial', 'high'], cprClaim: 'cpr' },
  { ...shared(), key: 'down', name: 'Et andet login', for: 'staff', levels: ['high'], cprClaim: null, issuer: 'http://127.0.0.1:9' },
]

beforeAll(async () => {
  database = await testDatabase()
  provider = await startIdentityProvider(back)
  const secret = 'an invented secret of the tests, 32 long'
  const parts = { db: database.db, clock: realClock, log: createLog('silent'), publicUrl: () => origin, secure: false, secret }
  program = createProgram({ ...parts, oidc: settings() })
})

afterAll(async () => {
  await provider.close()
  await database.close()
})

beforeEach(() => provider.stands({ subject: `somebody ${(serial += 1)}`, acr: 'substantial' }))

const today = () => nobody(realClock.today())
const visitor = () => visitorOf(program.server, origin)
const own = (write: ReturnType<typeof sql>) => database.ownerDb.transaction(today(), (tx) => tx.run(write))

function invite(email: string, key = 'x'): Promise<{ token: string; accountId: string }> {
  return database.db.transaction(today(), async (tx) => {
    const organisationId = await addOrganisation(tx, { key, name: key, shortName: key, letter: 'X', municipalityCode: '0370' })
    const roles = email.startsWith('admin') ? (['administrator'] as const) : (['coach'] as const)
    return addStaff(tx, { name: 'N. N.', email, organisationId, roles, at: realClock.now() })
  })
}

/** Leaves for a provider and comes back, as a browser does; answers the address that leads back too. */
async function through(who: Visitor, path: string) {
  const left = await who.ask(path)
  const url = await provider.follow(left.location ?? '', back)
  return { url, ...(await who.ask(url.slice(origin.length))) }
}

const letIn = async (who: Visitor) => (await who.ask('/my-sign-in')).status === 200

/** A colleague who answered the invitation by the municipality's own sign-in. */
async function linked(subject: string) {
  const [who, email] = [visitor(), `n${(serial += 1)}@grobund.invalid`]
  const { token, accountId } = await invite(email)
  provider.stands({ subject, acr: 'high' })
  expect((await through(who, `/invitation/${token}/with/staff`)).status).toBe(303)
  return { who, email, accountId, token }
}

/** An invited citizen with a CPR number; the account is made as an invitation makes it. */
async function citizen(number: string) {
  const [account, person] = [crypto.randomUUID(), crypto.randomUUID()]
  await own(sql`with h as (insert into access.human (id) values (${account}) returning id)
    insert into access.account (id, human_id, email, name) values (${account}, ${account}, ${`${account}@grobund.invalid`}, 'Borger')`)
  await own(sql`insert into people.person (id, cpr, birth_on, registered_at, registered_by, registered_in)
    select ${person}, ${number}, '1970-01-01', now(), ${account}, id from access.organisation limit 1`)
  await own(sql`insert into access.citizen (account_id, person_id) values (${account}, ${person})`)
}

describe('a municipality’s own sign-in', () => {
  test('is linked by the invitation, lets in ever after at the level demanded, and the log says which', async () => {
    const { accountId, token } = await linked('anna')
    expect((await visitor().ask(`/invitation/${token}`)).status).toBe(404)
    const who = visitor()
    const answer = await through(who, '/sign-in/with/staff?next=/my-sign-in')
    expect([answer.status, answer.location]).toEqual([303, '/my-sign-in'])
    const [line] = await database.ownerDb.read(today(), (tx) =>
      tx.rows(
        z.object({ codes: z.record(z.string(), z.unknown()) }),
        sql`select codes from audit.line where account_id = ${accountId} and action = 'access.sign_in' order by id desc limit 1`,
      ),
    )
    expect(line?.codes).toEqual({ provider: 'staff', level: 'high' })
  })

  test('takes the older password away, for the invitation chose another way in', async () => {
    const { email, who } = await linked('bodil')
    expect(await letIn(who)).toBe(true)
    expect((await visitor().ask('/sign-in', { email, password, next: '/' })).status).toBe(422)
  })

  test('tells one without a link their code, and an administrator links it', async () => {
    const [colleague, admin] = [`n${(serial += 1)}@grobund.invalid`, visitor()]
    const { accountId } = await invite(colleague, 'y')
    await admin.ask(`/invitation/${(await invite('admin@y.invalid', 'y')).token}`, { password, repeat: password })
    provider.stands({ subject: 'carl-1234', acr: 'substantial' })
    const who = visitor()
    const refused = await through(who, '/sign-in/with/staff')
    expect([refused.status, refused.html.includes('carl-1234'), await letIn(who)]).toEqual([422, true, false])
    const fields = { colleague: accountId, provider: 'staff', subject: 'carl-1234' }
    expect((await admin.ask('/accounts/links', fields)).status).toBe(303)
    await through(who, '/sign-in/with/staff')
    expect(await letIn(who)).toBe(true)
    expect((await admin.ask('/accounts/links', fields)).html).toContain('linked to a user already')
  })

  test('is linked to nobody of another organisation', async () => {
    const [admin, { accountId }] = [visitor(), await invite(`n${(serial += 1)}@grobund.invalid`, 'z')]
    await admin.ask(`/invitation/${(await invite('admin2@y.invalid', 'y')).token}`, { password, repeat: password })
    const answer = await admin.ask('/accounts/links', { colleague: accountId, provider: 'staff', subject: 'taken over' })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('another organisation')
  })

  test('is not linked twice: whoever it belongs to keeps it', async () => {
    await linked('dorte')
    const { token } = await invite(`n${(serial += 1)}@grobund.invalid`)
    const who = visitor()
    const answer = await through(who, `/invitation/${token}/with/staff`)
    expect([answer.html.includes('another user'), await letIn(who)]).toEqual([true, false])
    expect((await visitor().ask(`/invitation/${token}`)).status).toBe(200)
  })

  test('is signed out of at the provider too, by a link', async () => {
    const { who } = await linked('else')
    const answer = await who.ask('/sign-out', {})
    expect(answer.html).toContain(`${provider.issuer}/session/end?`)
    expect(answer.html).toContain('id_token_hint')
    expect(await letIn(who)).toBe(false)
    const kept = await database.ownerDb.read(today(), (tx) =>
      tx.rows(z.object({}), sql`select from access.session where ended_at is not null and sealed_proof is not null`),
    )
    expect(kept).toEqual([])
  })
})

describe('MitID', () => {
  test('lets a citizen who was invited in by the CPR number, and keeps the proof from being read', async () => {
    await invite(`n${(serial += 1)}@grobund.invalid`)
    await citizen(cpr)
    provider.stands({ subject: 'uuid-of-mitid', acr: 'high', cpr: `${cpr.slice(0, 6)}-${cpr.slice(6)}` })
    const who = visitor()
    expect((await through(who, '/sign-in/with/mitid')).status).toBe(303)
    expect(await letIn(who)).toBe(true)
    const rows = await database.ownerDb.read(today(), (tx) =>
      tx.rows(z.object({ text: z.string() }), sql`select s::text as text from access.session s where provider = 'mitid'`),
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.text).not.toContain(cpr)
  })

  test('lets nobody in whom no case knows, and says what to do', async () => {
    provider.stands({ subject: 'stranger', acr: 'high', cpr: '0202702345' })
    const who = visitor()
    const answer = await through(who, '/sign-in/with/mitid')
    expect([answer.html.includes('caseworker to invite you'), answer.html.includes('stranger')]).toEqual([true, false])
    expect(await letIn(who)).toBe(false)
  })

  test('opens no account of staff, whatever they are linked as', async () => {
    await linked('fie')
    const who = visitor()
    expect((await through(who, '/sign-in/with/mitid')).status).toBe(422)
    expect(await letIn(who)).toBe(false)
  })

  test('answers no invitation, for a citizen is known without', async () => {
    const { token } = await invite(`n${(serial += 1)}@grobund.invalid`)
    expect((await visitor().ask(`/invitation/${token}/with/mitid`)).status).toBe(404)
  })
})

describe('nobody is let in', () => {
  test('at a level lower than demanded', async () => {
    await linked('gerda')
    provider.stands({ subject: 'gerda', acr: 'low' })
    const who = visitor()
    const answer = await through(who, '/sign-in/with/staff')
    expect([answer.html.includes('lower level'), await letIn(who)]).toEqual([true, false])
  })

  test('who declined at the provider', async () => {
    provider.stands({ subject: 'x', acr: 'high', declines: true })
    const answer = await through(visitor(), '/sign-in/with/staff')
    expect(answer.html).toContain('did not confirm')
  })

  test('when the provider is down, and the page says so', async () => {
    const answer = await visitor().ask('/sign-in/with/down')
    expect([answer.status, answer.html.includes('does not answer right now')]).toEqual([422, true])
  })

  test('by an answer brought back a second time, or into another browser', async () => {
    const { who } = await linked('hans')
    const left = await who.ask('/sign-in/with/staff')
    const url = (await provider.follow(left.location ?? '', back)).slice(origin.length)
    const victim = visitor()
    expect((await victim.ask(url)).html).toContain('took too long')
    expect(await letIn(victim)).toBe(false)
    expect((await who.ask(url)).status).toBe(303)
    expect((await who.ask(url)).status).toBe(422)
  })

  test('when the state is not the one that left', async () => {
    const { who } = await linked('ida')
    const fresh = visitor()
    const left = await fresh.ask('/sign-in/with/staff')
    const url = new URL(await provider.follow(left.location ?? '', back))
    url.searchParams.set('state', 'another')
    expect((await fresh.ask(url.pathname + url.search)).html).toContain('did not confirm')
    expect([await letIn(fresh), await letIn(who)]).toEqual([false, true])
  })

  test('when the account is closed', async () => {
    const { accountId } = await linked('jens')
    await own(sql`update access.account set disabled_at = now() where id = ${accountId}`)
    const who = visitor()
    expect((await through(who, '/sign-in/with/staff')).status).toBe(422)
    expect(await letIn(who)).toBe(false)
  })

  test('by a provider that no setting names', async () => {
    expect((await visitor().ask('/sign-in/with/nowhere')).status).toBe(404)
  })
})

describe('a second factor that the organisation demands', () => {
  test('is set up between password and session, and asked for ever after', async () => {
    const [admin, key] = [visitor(), `demanding${(serial += 1)}`]
    await admin.ask(`/invitation/${(await invite(`admin@${key}.invalid`, key)).token}`, { password, repeat: password })
    const email = `n${(serial += 1)}@grobund.invalid`
    const before = visitor()
    await before.ask(`/invitation/${(await invite(email, key)).token}`, { password, repeat: password })
    expect(await letIn(before)).toBe(true)
    expect((await admin.ask('/accounts/second-factor', { demanded: 'yes' })).status).toBe(303)
    const who = visitor()
    expect((await who.ask('/sign-in', { email, password, next: '/my-sign-in' })).location).toContain('/sign-in/second-factor')
    expect(await letIn(who)).toBe(false)
    const page = await who.ask('/sign-in/second-factor')
    expect(page.html).toContain('otpauth://totp/')
    expect((await who.ask('/sign-in/second-factor', { code: '000' })).status).toBe(422)
    expect(await letIn(who)).toBe(false)
    const secret = /secret=([A-Z2-7]+)/.exec(page.html)?.[1] ?? ''
    const done = await who.ask('/sign-in/second-factor', { code: new TOTP({ secret }).generate() })
    expect([done.html.includes('recovery codes'), await letIn(who)]).toEqual([true, true])
    expect((await visitor().ask('/sign-in', { email, password, next: '/' })).location).toContain('/sign-in/code')
    const invited = visitor()
    const { token } = await invite(`n${(serial += 1)}@grobund.invalid`, key)
    expect((await invited.ask(`/invitation/${token}`, { password, repeat: password })).location).toContain('/sign-in/second-factor')
  })
})

describe('the settings of a provider', () => {
  const given = {
    OIDC_PROVIDERS: 'mitid',
    OIDC_MITID_NAME: 'MitID',
    OIDC_MITID_FOR: 'citizens',
    OIDC_MITID_ISSUER: 'https://broker.example',
    OIDC_MITID_CLIENT_ID: 'x',
    OIDC_MITID_CLIENT_SECRET: 'y',
    OIDC_MITID_LEVELS: 'https://data.gov.dk/concept/core/nsis/loa/Substantial',
    OIDC_MITID_CPR_CLAIM: 'mitid.cpr',
    OIDC_MITID_EXTRA: 'idp_values=mitid&scope=openid mitid ssn',
  }
  test('are read by its key', () => {
    expect(readConfig(given, 'serve').oidc[0]).toMatchObject({ key: 'mitid', cprClaim: 'mitid.cpr', extra: { idp_values: 'mitid' } })
    expect(readConfig({}, 'serve').oidc).toEqual([])
  })
  test.each([
    ['OIDC_MITID_LEVELS', ''],
    ['OIDC_MITID_CPR_CLAIM', ''],
    ['OIDC_MITID_ISSUER', 'http://broker.example'],
    ['OIDC_MITID_CLIENT_SECRET', ''],
  ])('stop the program with a sentence that names %s', (name, value) => {
    expect(() => readOidcProviders({ ...given, [name]: value })).toThrow(name)
  })
})
