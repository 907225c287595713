import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { OrganisationId, Role, StaffActor } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { addOrganisation, addStaff, organisations } from '#modules/access/index.ts'
import { complaintTo, letter, reachedAt } from '#modules/notices/index.ts'
import { registerPerson } from '#modules/people/index.ts'
import { realClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { createLog } from '#platform/log.ts'
import { type TestDatabase, testDatabase } from '../test/support/database.ts'
import { pdfText } from '../test/support/pdf.ts'
import { visitorOf } from '../test/support/visitor.ts'
import { createProgram } from './app.ts'

const password = 'bord stol lampe vindue'
const today = realClock.today()
let database: TestDatabase
let program: ReturnType<typeof createProgram>
let organisationId: OrganisationId

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
  organisationId = await database.db.transaction(nobody(today), (tx) =>
    addOrganisation(tx, { key: 'koege', name: 'Køge Kommune', shortName: 'Køge', letter: 'K', municipalityCode: '0259' }),
  )
})
afterAll(() => database.close())

async function joins(role: Role) {
  const email = `${role}@grobund.invalid`
  const added = await database.db.transaction(nobody(today), (tx) =>
    addStaff(tx, { name: role, email, organisationId, roles: [role], at: realClock.now() }),
  )
  const visitor = visitorOf(program.server)
  await visitor.ask(`/invitation/${added.token}`, { password, repeat: password })
  const actor: StaffActor = {
    kind: 'staff',
    accountId: added.accountId,
    humanId: newId<'human'>(),
    name: role,
    organisationId,
    roles: [role],
  }
  return { ...visitor, actor }
}

const koege = async () =>
  (await database.db.read(nobody(today), (tx) => organisations(tx))).find(({ id }) => id === organisationId) ?? expect.fail()

test('the administrator writes how the organisation is reached, and its letters say so in the citizen’s language', async () => {
  const [anne, ibrahim] = [await joins('administrator'), await joins('caseworker')]
  const page = '/accounts/contact'
  const typed = { phone: '00 00 02 59', hours_da: 'mandag kl. 9-14', hours_en: 'Monday 9-14', address: 'Prøvevej 59, 4600 Køge' }
  expect((await ibrahim.ask(page)).status, 'nobody but the administrator').toBe(403)
  expect((await ibrahim.ask(page, typed)).status).toBe(403)
  for (const [wrong, said] of [
    [{ phone: 'ring bare' }, 'Write a phone number of digits and spaces'],
    [{ hours_en: '' }, 'Write the phone hours in both languages'],
    [{ phone: '' }, 'Write the phone number too'],
  ] as const) {
    const answer = await anne.ask(page, { ...typed, ...wrong })
    expect([answer.status, answer.html.includes(said), answer.html.includes('Prøvevej 59')], said).toEqual([422, true, true])
  }
  expect(reachedAt(await koege(), 'da'), 'nothing was kept').toEqual([])
  expect((await anne.ask(page, typed)).status).toBe(303)
  expect((await anne.ask(page)).html).toContain('00 00 02 59')
  expect(reachedAt(await koege(), 'en')).toEqual(['Prøvevej 59', '4600 Køge', 'Phone 00 00 02 59, Monday 9-14'])
  const at = realClock.now()
  const { actor } = ibrahim
  const own = await koege()
  const pdf = await database.db.transaction(contextOf(actor, today), async (tx) => {
    const person = await registerPerson(tx, {
      actor,
      cpr: '010190-4001',
      name: 'Amina Prøve',
      address: 'Prøvevej 1, 4600 Køge',
      protectedAddress: false,
      at,
    })
    if (!person.ok) return expect.fail(person.refusal.kind)
    const fields = { reasons: ['Budgettet'], legalRule: 'Loven', considerations: [], complaint: complaintTo(own, 'en') }
    const made = await letter(tx, { actor, personId: person.value, caseNumber: 'K-1', template: 'refused', fields, lang: 'en', at })
    return (await tx.one(z.object({ pdf: z.instanceof(Uint8Array) }), sql`select pdf from notices.letter where id = ${made.letterId}`)).pdf
  })
  const text = pdfText(Buffer.from(pdf)).replaceAll(/\s+/g, ' ')
  for (const said of [
    'Phone 00 00 02 59, Monday 9-14',
    'Køge Kommune, Prøvevej 59, 4600 Køge. You can also call 00 00 02 59',
    'the National Social Appeals Board (Ankestyrelsen)',
  ])
    expect(text).toContain(said)
})

test('the database lets nobody but the organisation’s own administrator write it', async () => {
  const { actor } = await joins('coach')
  const write = database.db.transaction(contextOf(actor, today), (tx) =>
    tx.one(z.object({}), sql`select access.set_contact('00 00 00 01', null, null, null)`),
  )
  await expect(write).rejects.toMatchObject({ constraint: 'contact_by_administrator' })
})
