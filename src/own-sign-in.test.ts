import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { addOrganisation, addStaff } from '#modules/access/index.ts'
import { realClock } from '#platform/clock.ts'
import { nobody } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import { createLog } from '#platform/log.ts'
import { z } from 'zod'
import { type TestDatabase, testDatabase } from '../test/support/database.ts'
import { visitorOf } from '../test/support/visitor.ts'
import { createProgram } from './app.ts'

// The whole way through the program's own pages, as a browser goes it, with its cookies.
const firstPassword = 'bord stol lampe vindue'
const secondPassword = 'hav skov mark eng bæk'
let database: TestDatabase
let program: ReturnType<typeof createProgram>
let serial = 0

beforeAll(async () => {
  database = await testDatabase()
  program = createProgram({
    db: database.db,
    clock: realClock,
    log: createLog('silent'),
    publicUrl: () => 'http://localhost',
    secure: false,
    secret: 'an invented secret of the tests, 32 long',
  })
})

afterAll(() => database.close())

async function newColleague() {
  serial += 1
  const email = `n${serial}@grobund.invalid`
  const token = await database.db.transaction(nobody(realClock.today()), async (tx) => {
    const organisationId = await addOrganisation(tx, { key: 'x', name: 'X', shortName: 'X', letter: 'X', municipalityCode: '0370' })
    const added = await addStaff(tx, { name: 'N. N.', email, organisationId, roles: ['coach'], at: realClock.now() })
    return added.token
  })
  const one = visitorOf(program.server)
  await one.ask(`/invitation/${token}`, { password: firstPassword, repeat: firstPassword })
  expect((await one.ask('/my-sign-in')).html).toContain(email)
  return { ...one, email }
}

type Colleague = Awaited<ReturnType<typeof newColleague>>

const codeAt = (secret: string, steps = 0) => new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 })

// A code made just before the half minute turns would be too old when it arrives.
async function clearOfTheTurn(): Promise<void> {
  const left = 30_000 - (Date.now() % 30_000)
  if (left < 3000) await new Promise((resolve) => setTimeout(resolve, left + 50))
}

// The code before this one confirms, so that this one and the next are left to sign in by.
async function withCodes() {
  const one = await newColleague()
  await one.ask('/my-sign-in/second-factor', { begin_password: firstPassword })
  const secret = /secret=([A-Z2-7]+)/.exec((await one.ask('/my-sign-in')).html)?.[1] ?? ''
  await clearOfTheTurn()
  const shown = await one.ask('/my-sign-in/second-factor/confirmed', { code: codeAt(secret, -1) })
  return { ...one, secret, codes: [...shown.html.matchAll(/[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}/g)].map(([code]) => code) }
}

async function typePassword({ email }: Pick<Colleague, 'email'>, password = firstPassword) {
  const other = visitorOf(program.server)
  const answer = await other.ask('/sign-in', { email, password, next: '/my-sign-in' })
  return { ...other, ...answer }
}

const letIn = (answer: { status: number; location: string | null }) => answer.status === 303 && answer.location === '/my-sign-in'

describe('one’s own password', () => {
  test('is changed by the old one, and every other session ends', async () => {
    const one = await newColleague()
    const other = await typePassword(one)
    const fields = { current: firstPassword, new_password: secondPassword, repeat: secondPassword }
    expect((await one.ask('/my-sign-in/password', fields)).status).toBe(303)
    expect((await one.ask('/my-sign-in')).status).toBe(200)
    expect((await other.ask('/my-sign-in')).location).toContain('/sign-in')
    expect([(await typePassword(one)).status, letIn(await typePassword(one, secondPassword))]).toEqual([422, true])
  })

  test.each([
    [
      'the old one is wrong',
      { current: 'et helt andet ord', new_password: secondPassword, repeat: secondPassword },
      'The password is not right.',
    ],
    [
      'it is easy to guess',
      { current: firstPassword, new_password: 'passwordpassword', repeat: 'passwordpassword' },
      'That password is easy to guess',
    ],
    ['it is short', { current: firstPassword, new_password: 'kort', repeat: 'kort' }, '12'],
    [
      'it is not repeated',
      { current: firstPassword, new_password: secondPassword, repeat: firstPassword },
      'The two passwords are not the same.',
    ],
  ])('stays when %s, and the field says so', async (_, fields, words) => {
    const one = await newColleague()
    const answer = await one.ask('/my-sign-in/password', fields)
    expect([answer.status, answer.html.includes(words)]).toEqual([422, true])
    expect(letIn(await typePassword(one))).toBe(true)
    expect(answer.html).not.toContain(secondPassword)
  })

  test('is not guessed at by a session left open', async () => {
    const one = await newColleague()
    const guess = () => one.ask('/my-sign-in/second-factor', { begin_password: 'et gæt på en kode' })
    for (let round = 0; round < 8; round += 1) expect((await guess()).html).toContain('not right')
    expect((await guess()).html).toContain('too many attempts')
    expect((await one.ask('/my-sign-in/second-factor', { begin_password: firstPassword })).html).toContain('too many attempts')
  })
})

describe('a second factor', () => {
  test('is not asked for before a code has confirmed it', async () => {
    const one = await newColleague()
    await one.ask('/my-sign-in/second-factor', { begin_password: firstPassword })
    expect((await one.ask('/my-sign-in/second-factor/confirmed', { code: '000' })).status).toBe(422)
    expect(letIn(await typePassword(one))).toBe(true)
  })

  test('shows eight recovery codes once, and ends every other session', async () => {
    const one = await newColleague()
    const other = await typePassword(one)
    await one.ask('/my-sign-in/second-factor', { begin_password: firstPassword })
    const page = await one.ask('/my-sign-in')
    expect(page.html).toContain('otpauth://totp/')
    const secret = /secret=([A-Z2-7]+)/.exec(page.html)?.[1] ?? ''
    const shown = await one.ask('/my-sign-in/second-factor/confirmed', { code: codeAt(secret) })
    expect(shown.html.match(/[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/g)).toHaveLength(8)
    const again = await one.ask('/my-sign-in')
    expect(again.html).not.toMatch(/[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/)
    expect(again.html).not.toContain(secret)
    expect((await other.ask('/my-sign-in')).location).toContain('/sign-in')
  })

  test('opens nothing by the password alone, and lets in by a code, which then is used up', async () => {
    const one = await withCodes()
    const first = await typePassword(one)
    expect(first.location).toContain('/sign-in/code')
    expect((await first.ask('/my-sign-in')).location).toContain('/sign-in')
    const code = codeAt(one.secret)
    expect(letIn(await first.ask('/sign-in/code', { code, next: '/my-sign-in' }))).toBe(true)
    expect((await first.ask('/my-sign-in')).status).toBe(200)
    const second = await typePassword(one)
    expect((await second.ask('/sign-in/code', { code, next: '/my-sign-in' })).status).toBe(422)
    expect(letIn(await second.ask('/sign-in/code', { code: codeAt(one.secret, 1), next: '/my-sign-in' }))).toBe(true)
  })

  test('lets one of two in who send the same code at once', async () => {
    const one = await withCodes()
    const [first, second] = [await typePassword(one), await typePassword(one)]
    const code = codeAt(one.secret)
    const answers = await Promise.all([first, second].map((each) => each.ask('/sign-in/code', { code, next: '/my-sign-in' })))
    expect(answers.filter(letIn)).toHaveLength(1)
  })

  test('takes each recovery code once, however it is typed', async () => {
    const one = await withCodes()
    const typed = (one.codes[0] ?? '').toLowerCase().replaceAll('-', ' ')
    expect(letIn(await (await typePassword(one)).ask('/sign-in/code', { code: typed, next: '/my-sign-in' }))).toBe(true)
    expect((await (await typePassword(one)).ask('/sign-in/code', { code: typed })).status).toBe(422)
    expect((await one.ask('/my-sign-in')).html).toContain('7 recovery codes')
  })

  test('is throttled, and a right password in between forgets no failure, not even of many at once', async () => {
    const one = await withCodes()
    const guesses = await Promise.all(
      Array.from({ length: 12 }, async (_, round) => (await typePassword(one)).ask('/sign-in/code', { code: `00000${round % 10}` })),
    )
    expect(guesses.filter(({ status }) => status === 303)).toHaveLength(0)
    expect((await typePassword(one)).status).toBe(429)
  })

  test('is turned off by the password, and then is not asked for', async () => {
    const one = await withCodes()
    expect((await one.ask('/my-sign-in/second-factor/ended', { off_password: 'et gæt på en kode' })).status).toBe(422)
    expect((await typePassword(one)).location).toContain('/sign-in/code')
    expect((await one.ask('/my-sign-in/second-factor/ended', { off_password: firstPassword })).status).toBe(303)
    expect(letIn(await typePassword(one))).toBe(true)
  })

  test('gets new recovery codes in place of the old', async () => {
    const one = await withCodes()
    const shown = await one.ask('/my-sign-in/recovery-codes', { renew_password: firstPassword })
    expect(shown.html).not.toContain(one.codes[0])
    expect((await (await typePassword(one)).ask('/sign-in/code', { code: one.codes[0] ?? '' })).status).toBe(422)
  })

  test('keeps no secret readable in the database, and shows nobody another’s', async () => {
    const { secret, codes } = await withCodes()
    const dumped = await database.ownerDb.read(nobody(realClock.today()), (tx) =>
      tx.rows(
        z.object({ text: z.string() }),
        sql`
        select f::text as text from access.second_factor f union all select c::text from access.recovery_code c`,
      ),
    )
    const text = dumped.map((row) => row.text).join()
    expect(text).not.toContain(secret)
    for (const code of codes) expect(text).not.toContain(code.replaceAll('-', ''))
    const seen = await database.db.read(nobody(realClock.today()), (tx) =>
      tx.rows(z.object({}), sql`select from access.second_factor union all select from access.recovery_code`),
    )
    expect(seen).toEqual([])
  })

  test('goes with a new link, the way back for one who lost phone and codes', async () => {
    const one = await withCodes()
    const newLink = () =>
      database.db.transaction(nobody(realClock.today()), async (tx) => {
        const organisationId = await addOrganisation(tx, { key: 'x', name: 'X', shortName: 'X', letter: 'X', municipalityCode: '0370' })
        return (await addStaff(tx, { name: 'N. N.', email: one.email, organisationId, roles: ['coach'], at: realClock.now() })).token
      })
    const lost = await newLink()
    const token = await newLink()
    const fresh = visitorOf(program.server)
    const found = await fresh.ask(`/invitation/${lost}`, { password: secondPassword, repeat: secondPassword })
    expect([found.status, found.html.includes('no longer works')], 'a link that a newer one took the place of').toEqual([404, true])
    const weak = await fresh.ask(`/invitation/${token}`, { password: 'passwordpassword', repeat: 'passwordpassword' })
    expect([weak.status, weak.html.includes('easy to guess')]).toEqual([422, true])
    await fresh.ask(`/invitation/${token}`, { password: secondPassword, repeat: secondPassword })
    expect((await fresh.ask('/my-sign-in')).status).toBe(200)
    expect((await one.ask('/my-sign-in')).location).toContain('/sign-in')
    expect(letIn(await typePassword(one, secondPassword))).toBe(true)
  })
})

describe('a form sent after the session has ended', () => {
  const question = { request_id: '0198a000-0000-7000-8000-00000000e001', title: 'Hvem har nøglen?', text: 'Skabet i lokale 2 & "kontoret"' }

  test('is held by the page it answers with, and sent again from there once one is signed in', async () => {
    const one = await newColleague()
    const session = one.cookies.get('grobund_session') ?? ''
    one.cookies.delete('grobund_session')
    const path = `/agreements/${newId()}/questions?from=list`
    const out = await one.ask(path, question)
    expect([out.status, out.html.includes('You are signed out')]).toEqual([401, true])
    expect(out.html).toContain(`action="${path}"`)
    for (const held of [
      `value="${question.request_id}"`,
      'value="Hvem har nøglen?"',
      'value="Skabet i lokale 2 &amp; &quot;kontoret&quot;"',
    ])
      expect(out.html).toContain(held)
    one.cookies.set('grobund_session', session)
    expect((await one.ask(path, question)).status, 'judged as any form is').not.toBe(401)
  })

  test('is not held where it carries a password or a file', async () => {
    const stranger = visitorOf(program.server)
    const secret = await stranger.ask('/my-sign-in/password', {
      current: firstPassword,
      new_password: secondPassword,
      repeat: secondPassword,
    })
    expect([secret.status, secret.html.includes(secondPassword), secret.html.includes('go back in the browser')]).toEqual([
      401,
      false,
      true,
    ])
    const upload = new FormData()
    upload.set('file', new File(['x'], 'x.pdf'))
    const body = { method: 'POST', headers: { origin: 'http://localhost' }, body: upload }
    const file = await program.server.request(`http://localhost/agreements/${newId()}/questions`, body)
    expect([file.status, (await file.text()).includes('Send det, jeg skrev')]).toEqual([401, false])
  })
})
