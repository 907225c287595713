import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addOrganisation, addStaff } from '#modules/access/index.ts'
import { realClock } from '#platform/clock.ts'
import { nobody } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import { createLog } from '#platform/log.ts'
import { type Device, newDevice } from '../test/support/authenticator.ts'
import { type TestDatabase, testDatabase } from '../test/support/database.ts'
import { type Visitor, visitorOf } from '../test/support/visitor.ts'
import { createProgram } from './app.ts'

// Through the program's own pages, with a device in software that can lie as well as tell the truth.
const origin = 'https://grobund.example'
const site = { origin, rpId: 'grobund.example' }
const password = 'bord stol lampe vindue'
let database: TestDatabase
let program: ReturnType<typeof createProgram>
let serial = 0

beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  const secret = 'an invented secret of the tests, 32 long'
  program = createProgram({ db, clock: realClock, log: createLog('silent'), publicUrl: () => origin, secure: false, secret })
})

afterAll(() => database.close())

const today = () => nobody(realClock.today())

function invite(email: string): Promise<string> {
  return database.db.transaction(today(), async (tx) => {
    const organisationId = await addOrganisation(tx, { key: 'x', name: 'X', shortName: 'X', letter: 'X', municipalityCode: '0370' })
    return (await addStaff(tx, { name: 'N. N.', email, organisationId, roles: ['coach'], at: realClock.now() })).token
  })
}

const told = z.object({ options: z.record(z.string(), z.unknown()).optional(), problem: z.string().optional() })

async function askOptions(who: Visitor, path: string, fields: Record<string, string> = {}) {
  return told.parse(JSON.parse((await who.ask(path, fields)).html))
}

const newEmail = () => `n${(serial += 1)}@grobund.invalid`

/** A colleague who chose a password, signed in. */
async function byPassword() {
  const [email, who] = [newEmail(), visitorOf(program.server, origin)]
  await who.ask(`/invitation/${await invite(email)}`, { password, repeat: password })
  return { email, who }
}

/** A colleague who chose a passkey, signed in. */
async function byKey(device = newDevice(site)) {
  const [email, who] = [newEmail(), visitorOf(program.server, origin)]
  const token = await invite(email)
  const { options } = await askOptions(who, `/invitation/${token}/passkey/options`, { key_name: 'Phone' })
  const answer = await who.ask(`/invitation/${token}/passkey`, { key_name: 'Phone', credential: device.create(options) })
  expect(answer.status).toBe(303)
  return { email, who, device, token }
}

async function addKey(who: Visitor, name: string, device = newDevice(site), typed: Record<string, string> = { key_password: password }) {
  const { options, problem } = await askOptions(who, '/my-sign-in/passkeys/options', { key_name: name, ...typed })
  if (options === undefined) return { device, problem, status: 0 }
  return { device, ...(await who.ask('/my-sign-in/passkeys', { key_name: name, credential: device.create(options) })) }
}

async function signIn(device: Device, twist: Parameters<Device['get']>[1] = {}, email = '') {
  const who = visitorOf(program.server, origin)
  const { options } = await askOptions(who, '/sign-in/passkey/options', { email })
  const credential = device.get(options, twist)
  return { who, credential, ...(await who.ask('/sign-in/passkey', { credential, next: '/my-sign-in' })) }
}

const letIn = ({ status, location }: { status: number; location: string | null }) => status === 303 && location === '/my-sign-in'

describe('a passkey', () => {
  test('chosen at the invitation signs in ever after, with and without an e-mail address, and no password does', async () => {
    const { email, device, who } = await byKey()
    expect((await who.ask('/my-sign-in')).html).toContain('Choose a password')
    expect([letIn(await signIn(device)), letIn(await signIn(device, {}, email))]).toEqual([true, true])
    const guess = await visitorOf(program.server, origin).ask('/sign-in', { email, password, next: '/' })
    expect(guess.status).toBe(422)
  })

  test('joins others under names of their own, each with its last use, behind the password', async () => {
    const { who } = await byPassword()
    expect((await addKey(who, 'Phone', newDevice(site), { key_password: 'et helt andet ord' })).problem).toBe('The password is not right.')
    const first = await addKey(who, 'Phone')
    await addKey(who, 'Computer')
    const page = await who.ask('/my-sign-in')
    expect([first.status, page.html.includes('Phone'), page.html.includes('Computer')]).toEqual([303, true, true])
    expect(page.html.match(/Not yet/g)).toHaveLength(2)
    await signIn(first.device)
    expect((await who.ask('/my-sign-in')).html.match(/Not yet/g)).toHaveLength(1)
  })

  test('passes over the code from the phone, for it is two factors itself', async () => {
    const { who } = await byPassword()
    const { device } = await addKey(who, 'Phone')
    await who.ask('/my-sign-in/second-factor', { begin_password: password })
    expect(letIn(await signIn(device))).toBe(true)
  })

  test('is asked for by name only of those known to the account, and an address without tells nothing', async () => {
    const { email, device } = await byKey()
    const someone = visitorOf(program.server, origin)
    const listed = z.object({ allowCredentials: z.array(z.object({ id: z.string() })).optional() })
    const ids = async (asked: string) => {
      const { options } = await askOptions(someone, '/sign-in/passkey/options', { email: asked })
      return listed.parse(options).allowCredentials?.map(({ id }) => id)
    }
    expect([await ids(''), await ids(email)]).toEqual([undefined, [device.credentialId]])
    const [unknown, again] = [await ids('nobody@grobund.invalid'), await ids('nobody@grobund.invalid')]
    expect(unknown).toHaveLength(1)
    expect(unknown).toEqual(again)
  })
})

describe('a passkey lets nobody in', () => {
  test.each([
    ['from another website', { origin: 'https://grobund.example.evil.example' }],
    ['made out for another site', { rpId: 'evil.example' }],
    ['without finger, face or PIN', { verified: false }],
    ['to a challenge that was never made', { challenge: 'bmV2ZXItbWFkZQ' }],
    ['under the name of another key', { credentialId: 'bm9ib2R5cw' }],
  ])('%s', async (_, twist) => {
    const { device } = await byKey()
    const answer = await signIn(device, twist)
    expect([answer.status, answer.html.includes('did not work')]).toEqual([422, true])
    expect((await answer.who.ask('/my-sign-in')).location).toContain('/sign-in')
    expect(letIn(await signIn(device))).toBe(true)
  })

  test('by an answer that was used already', async () => {
    const { device } = await byKey(newDevice(site, { counts: false }))
    const first = await signIn(device)
    expect(letIn(first)).toBe(true)
    const replay = await visitorOf(program.server, origin).ask('/sign-in/passkey', { credential: first.credential, next: '/my-sign-in' })
    expect(replay.status).toBe(422)
  })

  test('twice by one answer sent twice at once', async () => {
    const { device } = await byKey(newDevice(site, { counts: false }))
    const who = visitorOf(program.server, origin)
    const { options } = await askOptions(who, '/sign-in/passkey/options')
    const credential = device.get(options)
    const both = await Promise.all(
      [who, visitorOf(program.server, origin)].map((each) => each.ask('/sign-in/passkey', { credential, next: '/my-sign-in' })),
    )
    expect(both.filter(letIn)).toHaveLength(1)
  })

  test('by another account’s credential signed with one’s own key', async () => {
    const [mine, theirs] = [await byKey(), await byKey()]
    const answer = await signIn(mine.device, { credentialId: theirs.device.credentialId })
    expect(answer.status).toBe(422)
  })

  test('after it was removed, and the other sessions end with it', async () => {
    const { who } = await byPassword()
    const { device } = await addKey(who, 'Phone')
    const lost = await signIn(device)
    const key = /<option value="([0-9a-f-]{36})">Phone/.exec((await who.ask('/my-sign-in')).html)?.[1] ?? ''
    expect((await who.ask('/my-sign-in/passkeys/removed', { key, remove_password: 'et helt andet ord' })).status).toBe(422)
    expect((await who.ask('/my-sign-in/passkeys/removed', { key, remove_password: password })).status).toBe(303)
    expect((await signIn(device)).status).toBe(422)
    expect((await lost.who.ask('/my-sign-in')).location).toContain('/sign-in')
    expect((await who.ask('/my-sign-in')).status).toBe(200)
  })

  test('once its count runs backwards, as a copy’s does; it is halted and says so', async () => {
    const { device, who } = await byKey()
    await signIn(device)
    await signIn(device)
    const copy = await signIn(device, { count: 1 })
    expect([copy.status, copy.html.includes('copied')]).toEqual([422, true])
    expect((await signIn(device, { count: 99 })).status).toBe(422)
    expect((await who.ask('/my-sign-in')).html).toContain('halted')
  })

  test('when the account is closed', async () => {
    const { device, email } = await byKey()
    await database.ownerDb.transaction(today(), (tx) => tx.run(sql`update access.account set disabled_at = now() where email = ${email}`))
    expect((await signIn(device)).status).toBe(422)
    const left = await database.ownerDb.read(today(), (tx) =>
      tx.rows(z.object({}), sql`select from access.passkey where credential_id = ${device.credentialId}`),
    )
    expect(left).toEqual([])
  })

  test('by guesses without end', async () => {
    const { device } = await byKey()
    for (let round = 0; round < 8; round += 1) expect((await signIn(device, { verified: false })).status).toBe(422)
    expect((await signIn(device)).status).toBe(429)
  })
})

describe('making a passkey', () => {
  test.each([
    ['on another website', { origin: 'https://evil.example' }],
    ['for another site', { rpId: 'evil.example' }],
    ['without finger, face or PIN', { verified: false }],
  ])('is refused %s', async (_, twist) => {
    const { who } = await byPassword()
    const { options } = await askOptions(who, '/my-sign-in/passkeys/options', { key_name: 'Phone', key_password: password })
    const answer = await who.ask('/my-sign-in/passkeys', { key_name: 'Phone', credential: newDevice(site).create(options, twist) })
    expect([answer.status, answer.html.includes('value="Phone"')]).toEqual([422, true])
  })

  test('is refused with a challenge used before, and with another account’s', async () => {
    const [one, other] = [await byPassword(), await byPassword()]
    const { options } = await askOptions(one.who, '/my-sign-in/passkeys/options', { key_name: 'A', key_password: password })
    const send = (who: Visitor) => who.ask('/my-sign-in/passkeys', { key_name: 'A', credential: newDevice(site).create(options) })
    expect((await send(other.who)).status).toBe(422)
    expect([(await send(one.who)).status, (await send(one.who)).status]).toEqual([303, 422])
  })

  test('is refused for a key that is another’s already', async () => {
    const theirs = await byKey()
    const { who } = await byPassword()
    const answer = await addKey(who, 'Phone', theirs.device)
    expect([answer.status, letIn(await signIn(theirs.device))]).toEqual([422, true])
  })

  test('leaves the last way in where it is', async () => {
    const { who, device } = await byKey()
    const key = /<option value="([0-9a-f-]{36})">Phone/.exec((await who.ask('/my-sign-in')).html)?.[1] ?? ''
    const answer = await who.ask('/my-sign-in/passkeys/removed', { key })
    expect([answer.status, answer.html.includes('only way in'), letIn(await signIn(device))]).toEqual([422, true, true])
  })

  test('asks one without a password to sign in again when the session is old', async () => {
    const { who } = await byKey()
    expect((await addKey(who, 'Second', newDevice(site), {})).status).toBe(303)
    await database.ownerDb.transaction(today(), (tx) => tx.run(sql`update access.session set made_at = made_at - interval '11 minutes'`))
    expect((await addKey(who, 'Third', newDevice(site), {})).problem).toContain('Sign out and in again')
    const first = { new_password: password, repeat: password }
    expect((await who.ask('/my-sign-in/password', first)).status).toBe(422)
  })

  test('uses an invitation up, and a new one is the way back that takes the old key away', async () => {
    const { email, device, token } = await byKey()
    expect((await visitorOf(program.server, origin).ask(`/invitation/${token}`)).status).toBe(404)
    const fresh = visitorOf(program.server, origin)
    expect((await fresh.ask(`/invitation/${await invite(email)}`, { password, repeat: password })).status).toBe(303)
    expect((await signIn(device)).status).toBe(422)
  })

  test('is not begun by an invitation that is over', async () => {
    const { token } = await byKey()
    const someone = visitorOf(program.server, origin)
    expect((await askOptions(someone, `/invitation/${token}/passkey/options`, { key_name: 'A' })).problem).toContain('used, is too old')
  })

  test('shows nobody another’s keys or challenges', async () => {
    await byKey()
    const seen = await database.db.read(today(), (tx) =>
      tx.rows(z.object({}), sql`select from access.passkey union all select from access.passkey_challenge where account_id is not null`),
    )
    expect(seen).toEqual([])
  })
})
