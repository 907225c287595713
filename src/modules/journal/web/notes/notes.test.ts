import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, CitizenActor, OrganisationId, PersonId, Role, StaffActor } from '#kernel/actor.ts'
import { inventedCpr } from '#kernel/cpr.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { addOrganisation } from '#modules/access/index.ts'
import { erasePerson, openPart, registerPerson } from '#modules/people/index.ts'
import { movableClock } from '#platform/clock.ts'
import { type Tx, brokenConstraint, nobody, sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type TestDatabase, testDatabase } from '../../../../../test/support/database.ts'
import { type Pages, pagesOf } from '../../../../../test/support/pages.ts'
import { eraseJournal, fileEvent, filingsOf, journalModule, timeline } from '../../index.ts'
import { noteRows, noteVersions } from '../../store/notes.ts'

const clock = movableClock(Temporal.Instant.from('2016-02-29T09:00:00Z'))
const today = clock.today()

let database: TestDatabase
let pages: Pages
let vallensbaek: OrganisationId
let naestved: OrganisationId
let ibrahim: StaffActor
let mette: StaffActor
let serial = 0

beforeAll(async () => {
  database = await testDatabase()
  pages = pagesOf(journalModule({ db: database.db, clock }, { caseNumber: () => Promise.resolve('I-2016-007') }).routes, clock)
  const add = (key: string, letter: string) =>
    database.db.transaction(nobody(today), (tx) =>
      addOrganisation(tx, { key, name: key, shortName: key, letter, municipalityCode: '0187' }),
    )
  vallensbaek = await add('vallensbaek', 'V')
  naestved = await add('naestved', 'N')
  ibrahim = staff(vallensbaek, 'caseworker')
  mette = staff(naestved, 'programme_manager')
})
afterAll(() => database.close())

function staff(organisationId: OrganisationId, ...roles: Role[]): StaffActor {
  return { kind: 'staff', accountId: newId(), humanId: newId(), name: 'Prøve', organisationId, roles }
}

function as<Answer>(actor: Actor, work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  return database.db.transaction(contextOf(actor, today), work)
}

async function person(): Promise<{ id: PersonId; amina: CitizenActor }> {
  serial += 1
  const id = await as(ibrahim, async (tx) => {
    const cpr = inventedCpr(day('1985-03-12'), serial)
    const made = await registerPerson(tx, { actor: ibrahim, cpr, name: 'Amina Yusuf', protectedAddress: false, at: clock.now() })
    if (!made.ok) throw new Error(made.refusal.kind)
    await openPart(tx, { personId: made.value, organisationId: naestved, from: today, why: 'referral' })
    return made.value
  })
  return { id, amina: { kind: 'citizen', accountId: newId(), humanId: newId(), name: 'Amina Yusuf', personId: id } }
}

const fields = (more: Record<string, string> = {}) => ({
  kind: 'conversation',
  on: '28.02.2016',
  words: 'Amina har fået tilbud om et lokale.',
  sharing: 'shared',
  request_id: newId(),
  back: '/cases/1',
  ...more,
})

test('a shared note is read by the parties and the citizen, the other by its own organisation only', async () => {
  const { id, amina } = await person()
  expect((await pages.post(ibrahim, `/people/${id}/notes`, fields())).location).toBe('/cases/1')
  await pages.post(ibrahim, `/people/${id}/notes`, fields({ words: 'Til eget brug.', sharing: 'own' }))
  const words = (actor: Actor) => as(actor, async (tx) => new Set((await noteRows(tx, id)).map((note) => note.words)))
  expect(await words(ibrahim)).toEqual(new Set(['Amina har fået tilbud om et lokale.', 'Til eget brug.']))
  expect(await words(mette)).toEqual(new Set(['Amina har fået tilbud om et lokale.']))
  const own = await pages.get(amina, '/me/notes')
  expect(own.html).toContain('tilbud om et lokale')
  expect(own.html).not.toContain('Til eget brug')
  const entries = await as(mette, (tx) => timeline(tx, { actor: mette, lang: 'en' }, { personId: id }))
  expect(entries).toMatchObject([{ title: 'Note: Conversation', on: day('2016-02-28'), kind: 'note' }])
})

test('a note is corrected by a new version with its reason; the old one stays, and the database refuses to overwrite it', async () => {
  const { id } = await person()
  await pages.post(ibrahim, `/people/${id}/notes`, fields())
  const [note] = await as(ibrahim, (tx) => noteRows(tx, id))
  const address = `/notes/${note?.id ?? ''}`
  const correction = { on: '27.02.2016', words: 'Amina har fået to tilbud.', why: 'Hun ringede og rettede mig.', request_id: newId() }
  expect((await pages.post(ibrahim, `${address}/versions`, { ...correction, why: '' })).html).toContain('Amina har fået to tilbud.')
  const twice = await Promise.all([1, 2].map(() => pages.post(ibrahim, `${address}/versions`, correction)))
  expect(twice.map(({ status }) => status)).toEqual([303, 303])
  const versions = await as(ibrahim, (tx) => noteVersions(tx, note?.id ?? newId()))
  expect(versions.map(({ number, why }) => [number, why])).toEqual([
    [2, 'Hun ringede og rettede mig.'],
    [1, null],
  ])
  const page = await pages.get(mette, address)
  for (const words of ['to tilbud', 'tilbud om et lokale', 'Rettet: Hun ringede', 'Gælder nu', 'Rettet siden'])
    expect(page.html).toContain(words)
  expect(page.html).not.toContain('Ret notatet')
  expect((await pages.post(mette, `${address}/versions`, { ...correction, words: 'Nej', request_id: newId() })).html).toContain(
    'Kun den organisation',
  )
  const overwrite = database.ownerDb.transaction(nobody(today), (tx) => tx.run(sql`update journal.note_version set words = 'x'`))
  await expect(overwrite).rejects.toSatisfy((error) => brokenConstraint(error) === 'note_version_never_changed')
})

test('the page of a note says to staff whose it is, by name and case, and leads back to the case', async () => {
  const { id, amina } = await person()
  const caseId = newId()
  await pages.post(ibrahim, `/people/${id}/notes`, fields({ case: caseId }))
  const [note] = await as(ibrahim, (tx) => noteRows(tx, id))
  const { html } = await pages.get(mette, `/notes/${note?.id ?? ''}`)
  expect(html).toContain(`<a href="/cases/${caseId}">Amina Yusuf, I-2016-007</a>`)
  expect((await pages.get(amina, `/notes/${note?.id ?? ''}`)).html).not.toContain('I-2016-007')
})

test('another organisation cannot slip a version under a note that it may read', async () => {
  const { id } = await person()
  await pages.post(ibrahim, `/people/${id}/notes`, fields())
  const [note] = await as(mette, (tx) => noteRows(tx, id))
  const forged = as(mette, (tx) =>
    tx.run(sql`insert into journal.note_version (note_id, number, on_day, words, why, written_at, account_id, request_id)
               values (${note?.id ?? ''}, 2, ${today}, 'Falsk', 'x', ${clock.now()}, ${mette.accountId}, ${newId()})`),
  )
  await expect(forged).rejects.toThrow('row-level security')
})

test('a refused note comes back filled and names the field; a note of tomorrow is none', async () => {
  const { id } = await person()
  const answer = await pages.post(ibrahim, `/people/${id}/notes`, fields({ on: '01.03.2016', kind: 'phone_call' }))
  expect(answer).toMatchObject({ status: 422 })
  for (const words of ['noget, der er sket', 'tilbud om et lokale', 'href="/cases/1"']) expect(answer.html).toContain(words)
  expect((await pages.get(staff(naestved, 'approver'), `/people/${id}/notes`)).status).toBe(403)
})

test('a filing is noted once, by the organisation and for it alone', async () => {
  const { id } = await person()
  const [caseId, requestId] = [newId<'referral'>(), newId()]
  const command = {
    actor: ibrahim,
    personId: id,
    caseId,
    eventKey: '1-note-chat',
    system: 'SBSYS',
    filedAs: '16/1234',
    on: today,
    requestId,
  }
  for (const attempt of [1, 2])
    expect((await as(ibrahim, (tx) => fileEvent(tx, { ...command, at: clock.now() }))).ok, String(attempt)).toBe(true)
  expect(await as(ibrahim, (tx) => filingsOf(tx, caseId))).toMatchObject([{ system: 'SBSYS', filedAs: '16/1234', on: today }])
  expect(await as(mette, (tx) => filingsOf(tx, caseId))).toEqual([])
  const tomorrow = { ...command, on: today.add({ days: 1 }), requestId: newId(), at: clock.now() }
  expect(await as(ibrahim, (tx) => fileEvent(tx, tomorrow))).toEqual({ ok: false, refusal: { kind: 'day_in_future' } })
})

test('erasing the person takes the words; nobody can take them before', async () => {
  const { id } = await person()
  await pages.post(ibrahim, `/people/${id}/notes`, fields())
  await expect(as(ibrahim, (tx) => eraseJournal(tx, id))).rejects.toSatisfy((error) => brokenConstraint(error) === 'notes_of_erased_person')
  await database.ownerDb.transaction(nobody(today), (tx) =>
    tx.run(sql`update people.part set from_on = from_on - 9, until_on = ${today.subtract({ days: 1 })} where person_id = ${id}`),
  )
  const dpo = staff(vallensbaek, 'data_protection_officer')
  const command = { actor: dpo, personId: id, reason: 'retention_over' as const, at: clock.now(), erasers: [eraseJournal] }
  expect((await as(dpo, (tx) => erasePerson(tx, command))).ok).toBe(true)
  const left = await database.ownerDb.read(nobody(today), (tx) => noteRows(tx, id))
  expect(left).toEqual([])
})
