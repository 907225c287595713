import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { roles } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { addStaff, inviteCitizen, openSession } from '#modules/access/index.ts'
import { importPilot } from '#modules/agreements/index.ts'
import { registerPerson } from '#modules/people/index.ts'
import { realClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import type { Route } from '#platform/http/route.ts'
import { sessionCookie } from '#platform/http/server.ts'
import { createLog } from '#platform/log.ts'
import { createProgram } from '../../src/app.ts'
import { testDatabase } from '../support/database.ts'

const today = day('2015-11-02')
const at = Temporal.Instant.from('2015-11-02T10:00:00Z')
const logged: string[] = []
const database = await testDatabase()
const program = createProgram({
  db: database.db,
  clock: { now: () => at, today: () => today },
  log: createLog('error', { write: (line) => void logged.push(line) }),
  publicUrl: () => 'http://localhost',
  secure: false,
  secret: 'an invented secret of the tests, 32 long',
})
const posts: Route[] = program.modules.flatMap((module) => module.routes).filter(({ method }) => method === 'post')
/** The cookies of one with every role at the programme, and of a citizen: between them every form answers. */
let sessions: string[] = []

beforeAll(async () => {
  const pilot = await importPilot(database.db, await readFile('pilots/ishoej-2015.json', 'utf8'), at)
  assert(pilot.ok, 'the pilot can be loaded')
  const organisationId = pilot.value.organisations.get('naestved')
  assert(organisationId !== undefined, 'the programme is there')
  const given = { name: 'Alle Roller', email: 'alle@example.dk', organisationId, roles, at }
  const { accountId } = await database.db.transaction(nobody(today), (tx) => addStaff(tx, given))
  const actor = { kind: 'staff', accountId, humanId: newId<'human'>(), name: given.name, organisationId, roles } as const
  const citizen = await database.db.transaction(contextOf(actor, today), async (tx) => {
    const person = await registerPerson(tx, { actor, cpr: '0101701001', name: 'Ida Prøve', protectedAddress: false, at })
    assert(person.ok, 'a citizen is registered')
    const invited = await inviteCitizen(tx, { actor, personId: person.value, name: 'Ida Prøve', email: 'ida@example.dk', at })
    assert(invited.ok, 'and invited')
    return invited.value.accountId
  })
  const open = (id: string, of: typeof organisationId | null) =>
    database.db.transaction(nobody(today), (tx) => openSession(tx, { accountId: id, organisationId: of, at: realClock.now() }))
  sessions = [await open(accountId, organisationId), await open(citizen, null)]
})
afterAll(() => database.close())

const urlencoded = 'application/x-www-form-urlencoded'
const ofNothing = newId()

/** Sends a body to a route as the one who may; the parts of its address are identities of nothing unless told. */
async function send({ path, access }: Route, { type, body, more = {}, part = ofNothing }: Sent): Promise<{ status: number; text: string }> {
  const address = path.replaceAll(/:[a-zA-Z]+(?:\{[^}]+\})?/g, part)
  const forStaff = 'public' in access || access.permits.some((permit) => typeof permit === 'object')
  const cookie = `${sessionCookie}=${sessions[forStaff ? 0 : 1]}`
  const headers = { origin: 'http://localhost', cookie, ...(type === null ? {} : { 'content-type': type }), ...more }
  const response = await program.server.request(`http://localhost${address}`, { method: 'POST', body, headers })
  return { status: response.status, text: await response.text() }
}
type Sent = { type: string | null; body: BodyInit; more?: Record<string, string>; part?: string }

const changes = () =>
  database.ownerDb.read(nobody(today), (tx) =>
    tx.one(
      z.object({ n: z.coerce.number() }),
      sql`select count(*) as n from audit.line where kind = 'change' and action <> 'notices.retry_mails'`,
    ),
  )

// The first four end or start the caller's own session; searching for nothing is answered.
const tried = posts.filter(({ path }) => !/^\/(sign-out|sign-in|invitation|my-sign-in|language|search)/.test(path))

test('a body that is too large is refused on every form, in words, and changes nothing', async () => {
  const before = await changes()
  const wrong: string[] = []
  for (const route of posts) {
    const size = String((route.maxBodyBytes ?? 1024 * 1024) + 1)
    const { status, text } = await send(route, { type: urlencoded, body: 'a=b', more: { 'content-length': size } })
    if (status !== 413 || !(text.includes('</html>') || route.path.startsWith('/api/'))) wrong.push(`${route.path}: ${status}`)
  }
  expect(wrong).toEqual([])
  expect(await changes()).toEqual(before)
})

const latin1 = new Uint8Array([0x6e, 0x6f, 0x74, 0x65, 0x3d, 0x25, 0x45, 0x39, 0xe6, 0xf8, 0xe5, 0xff, 0x00])
const half = '--x\r\nContent-Disposition: form-data; name="file"; filename="../../etc/passwd"\r\n\r\nabc'
const bodies: Sent[] = [
  { type: null, body: new Blob(['a=b']) },
  { type: 'text/plain', body: 'a=b' },
  { type: 'application/json', body: '{"a":"b"}' },
  { type: 'application/xml', body: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' },
  { type: 'multipart/form-data', body: half },
  { type: 'multipart/form-data; boundary=x', body: half },
  { type: 'multipart/form-data; boundary=x', body: `${half}\r\n--x--\r\n` },
  { type: `${urlencoded}; charset=iso-8859-1`, body: latin1 },
  { type: `${urlencoded}; charset=klingon`, body: latin1 },
  { type: urlencoded, body: 'note=x&'.repeat(1000) },
]
const parts = ['..%2f..%2fetc%2fpasswd', '%00', '%ff', '%', "'%20or%201=1--", 'x'.repeat(5000)]

// Every form once; over all of them each body comes often.
test('a body that is no form, or is in other letters, breaks nothing and changes nothing', async () => {
  const before = await changes()
  const wrong: string[] = []
  for (const [n, route] of tried.entries()) {
    const sent = bodies[n % bodies.length]
    assert(sent !== undefined, 'there are bodies')
    const { status } = await send(route, sent)
    if (status >= 500 || status < 300) wrong.push(`${route.path}: ${status} to ${sent.type}`)
  }
  expect([wrong, logged]).toEqual([[], []])
  expect(await changes()).toEqual(before)
})

test('an address that climbs or holds what no address holds leads nowhere', async () => {
  const wrong: string[] = []
  for (const [n, route] of tried.filter(({ path }) => path.includes(':')).entries()) {
    const { status } = await send(route, { type: urlencoded, body: 'a=b', part: parts[n % parts.length] ?? '%' })
    if (status < 400 || status >= 500) wrong.push(`${route.path}: ${status}`)
  }
  expect([wrong, logged]).toEqual([[], []])
})
