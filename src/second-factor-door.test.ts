import { TOTP } from 'otpauth'
import { afterAll, expect, test } from 'vitest'
import { addOrganisation, addStaff, secondFactorDoor, sessionActor } from '#modules/access/index.ts'
import { assert } from '#kernel/result.ts'
import { realClock } from '#platform/clock.ts'
import { nobody } from '#platform/db/database.ts'
import { createLog } from '#platform/log.ts'
import { sealerFrom } from '#platform/seal.ts'
import { testDatabase } from '../test/support/database.ts'
import { visitorOf } from '../test/support/visitor.ts'
import { createProgram } from './app.ts'

const secret = 'an invented secret of the tests, 32 long'
const database = await testDatabase()
const program = createProgram({
  db: database.db,
  clock: realClock,
  log: createLog('silent'),
  publicUrl: () => 'http://localhost',
  secure: false,
  secret,
})
const door = secondFactorDoor(database.db, sealerFrom(secret, 'second factor'))
afterAll(() => database.close())

test('a second factor is asked for once more in a session: a code works once, a recovery code once, failures are throttled', async () => {
  const password = 'bord stol lampe vindue'
  const token = await database.db.transaction(nobody(realClock.today()), async (tx) => {
    const organisationId = await addOrganisation(tx, { key: 'x', name: 'X', shortName: 'X', letter: 'X', municipalityCode: '0370' })
    const added = await addStaff(tx, { name: 'N. N.', email: 'n@grobund.invalid', organisationId, roles: ['coach'], at: realClock.now() })
    return added.token
  })
  const one = visitorOf(program.server)
  await one.ask(`/invitation/${token}`, { password, repeat: password })
  const actor = await database.db.read(nobody(realClock.today()), (tx) =>
    sessionActor(tx, one.cookies.get('grobund_session') ?? '', realClock.now()),
  )
  assert(actor !== null && actor.kind === 'staff', 'somebody is signed in')
  const prove = (code: string) => door.prove({ actor, code, address: '192.0.2.1' })
  expect([await door.isOn(actor), await prove('123456')]).toEqual([false, { ok: false, refusal: { kind: 'no_second_factor' } }])

  await one.ask('/my-sign-in/second-factor', { begin_password: password })
  const key = /secret=([A-Z2-7]+)/.exec((await one.ask('/my-sign-in')).html)?.[1] ?? ''
  const at = (steps: number) => new TOTP({ secret: key }).generate({ timestamp: Date.now() + steps * 30_000 })
  const left = 30_000 - (Date.now() % 30_000)
  if (left < 3000) await new Promise((resolve) => setTimeout(resolve, left + 50))
  const shown = await one.ask('/my-sign-in/second-factor/confirmed', { code: at(-1) })
  const recovery = /[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}/.exec(shown.html)?.[0] ?? ''
  expect(await door.isOn(actor)).toBe(true)
  const wrong = { ok: false, refusal: { kind: 'wrong_code' } }
  const code = at(0)
  expect([await prove(code), await prove(code)], 'a code works once').toEqual([{ ok: true, value: true }, wrong])
  expect([await prove(recovery), await prove(recovery)], 'and so does a recovery code').toEqual([{ ok: true, value: true }, wrong])
  for (let round = 0; round < 6; round += 1) expect(await prove('000000')).toEqual(wrong)
  expect(await prove(at(1)), 'the right one too is held back now').toMatchObject({ refusal: { kind: 'too_many_attempts' } })
})
