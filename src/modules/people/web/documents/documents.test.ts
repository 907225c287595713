import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Actor, CitizenActor, OrganisationId, PersonId, Role, StaffActor } from '#kernel/actor.ts'
import { inventedCpr } from '#kernel/cpr.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { addOrganisation } from '#modules/access/index.ts'
import { linesAbout } from '#modules/audit/index.ts'
import { movableClock } from '#platform/clock.ts'
import { type Tx, brokenConstraint, nobody, sql } from '#platform/db/database.ts'
import { fileContent } from '#platform/db/files.ts'
import type { Verdict } from '#platform/files/scanner.ts'
import { contextOf } from '#platform/http/context.ts'
import { type TestDatabase, testDatabase } from '../../../../../test/support/database.ts'
import { type Pages, pagesOf } from '../../../../../test/support/pages.ts'
import { type Document, closePart, documentsOf, erasePerson, openPart, peopleModule, registerPerson, timeline } from '../../index.ts'

const clock = movableClock(Temporal.Instant.from('2016-02-29T09:00:00Z'))
const today = clock.today()
const pdf = (words: string, name = 'Budget.pdf') => new File([`%PDF-1.7 ${words}`], name)

let database: TestDatabase
let pages: Pages
let vallensbaek: OrganisationId
let naestved: OrganisationId
let ibrahim: StaffActor
let mette: StaffActor
let soeren: StaffActor
let verdict: Verdict = { kind: 'clean' }
let serial = 0

beforeAll(async () => {
  database = await testDatabase()
  const scanner = { scan: () => Promise.resolve(verdict) }
  pages = pagesOf(peopleModule({ db: database.db, clock, scanner }).routes, clock)
  const add = (key: string, letter: string) =>
    database.db.transaction(nobody(today), (tx) =>
      addOrganisation(tx, { key, name: key, shortName: key, letter, municipalityCode: '0187' }),
    )
  vallensbaek = await add('vallensbaek', 'V')
  naestved = await add('naestved', 'N')
  ibrahim = staff(vallensbaek, 'caseworker')
  mette = staff(naestved, 'programme_manager')
  soeren = staff(naestved, 'coach')
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
  const cpr = inventedCpr(day('1985-03-12'), serial)
  const id = await as(ibrahim, async (tx) => {
    const made = await registerPerson(tx, { actor: ibrahim, cpr, name: 'Amina Yusuf', protectedAddress: false, at: clock.now() })
    if (!made.ok) throw new Error(made.refusal.kind)
    await openPart(tx, { personId: made.value, organisationId: naestved, from: today, why: 'referral' })
    return made.value
  })
  return { id, amina: { kind: 'citizen', accountId: newId(), humanId: newId(), name: 'Amina Yusuf', personId: id } }
}

const fields = (more: Record<string, string | File> = {}) => ({
  title: 'Budget for det første år',
  kind: 'plan_or_budget',
  sharing: 'shared',
  file: pdf('et budget'),
  request_id: newId(),
  back: '/cases/1',
  case: '',
  ...more,
})

const titles = (documents: readonly Document[]) => documents.map(({ title }) => title)
const seen = (actor: Actor, personId: PersonId) => as(actor, (tx) => documentsOf(tx, { actor, personId }))

async function only(actor: Actor, personId: PersonId): Promise<Document> {
  const [found] = await seen(actor, personId)
  if (found === undefined) throw new Error('there is no document')
  return found
}

test('what is shared is seen by the parties and the citizen, what is kept by one organisation only', async () => {
  const { id, amina } = await person()
  expect((await pages.post(ibrahim, `/people/${id}/documents`, fields())).status).toBe(303)
  expect((await pages.post(ibrahim, `/people/${id}/documents`, fields({ title: 'Internt', sharing: 'own' }))).status).toBe(303)
  expect(new Set(titles(await seen(ibrahim, id)))).toEqual(new Set(['Budget for det første år', 'Internt']))
  expect(titles(await seen(mette, id))).toEqual(['Budget for det første år'])
  expect(titles(await seen(amina, id))).toEqual(['Budget for det første år'])
  expect((await pages.get(amina, '/me/documents')).html).toContain('Budget for det første år')
  expect((await pages.get(amina, '/me/documents')).html).not.toContain('Internt')
  const stranger = staff(
    await as(ibrahim, (tx) => addOrganisation(tx, { key: 'koege', name: 'Køge', shortName: 'K', letter: 'K', municipalityCode: '0259' })),
    'caseworker',
  )
  expect(await seen(stranger, id)).toEqual([])
})

test('a citizen sends a document themselves, and staff do not write in the citizen’s name', async () => {
  const { id, amina } = await person()
  expect((await pages.post(amina, '/me/documents', fields())).location).toBe('/me/documents')
  const document = await only(mette, id)
  expect(document).toMatchObject({ organisationId: null, shared: true, scanned: true, versions: 1 })
  const version = { title: 'Andet', file: pdf('nyt'), request_id: newId() }
  const refused = await pages.post(mette, `/documents/${document.id}/versions`, version)
  expect(refused).toMatchObject({ status: 422 })
  expect(refused.html).toContain('Kun den, der har tilføjet dokumentet')
  expect((await pages.post(amina, `/documents/${document.id}/versions`, version)).status).toBe(303)
  expect(await only(mette, id)).toMatchObject({ versions: 2, title: 'Andet' })
})

test('a version is sent as it came, always to be saved, under its name, and the opening is logged', async () => {
  const { id, amina } = await person()
  await pages.post(ibrahim, `/people/${id}/documents`, fields({ file: pdf('indhold', 'Årsbudget "ny".exe') }))
  const document = await only(ibrahim, id)
  const answer = await pages.get(amina, `/documents/${document.id}/versions/1`)
  expect(answer).toMatchObject({ status: 200, html: '%PDF-1.7 indhold' })
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="A_rsbudget ny.pdf"; filename*=UTF-8''%C3%85rsbudget%20ny.pdf`,
  )
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect((await pages.get(amina, `/documents/${document.id}/versions/2`)).status).toBe(404)
  const lines = await database.ownerDb.read(nobody(today), (tx) => linesAbout(tx, id, 50))
  expect(lines.filter(({ action }) => action === 'people.see_documents').length).toBeGreaterThan(0)
})

test('a removed document is opened by nobody; one of the wrong person loses title and content at once', async () => {
  const { id, amina } = await person()
  await pages.post(amina, '/me/documents', fields())
  const document = await only(ibrahim, id)
  expect((await pages.post(ibrahim, `/documents/${document.id}/removal`, {})).html).toContain('Vælg en mulighed')
  expect((await pages.post(ibrahim, `/documents/${document.id}/removal`, { reason: 'sent_twice' })).status).toBe(303)
  for (const actor of [ibrahim, mette, amina]) expect((await pages.get(actor, `/documents/${document.id}/versions/1`)).status).toBe(404)
  expect(await only(ibrahim, id)).toMatchObject({ title: 'Budget for det første år', removed: { reason: 'sent_twice' } })
  expect((await pages.post(ibrahim, `/documents/${document.id}/removal`, { reason: 'wrong_file' })).html).toContain('allerede fjernet')

  await pages.post(ibrahim, `/people/${id}/documents`, fields({ file: pdf('om en helt anden') }))
  const wrong = (await seen(ibrahim, id)).find(({ removed }) => removed === null)
  await pages.post(ibrahim, `/documents/${wrong?.id ?? ''}/removal`, { reason: 'wrong_person' })
  expect((await seen(ibrahim, id)).find((each) => each.id === wrong?.id)).toMatchObject({ title: null, fileName: null })
  const kept = await database.ownerDb.read(nobody(today), (tx) =>
    tx.rows(z.object({ content: z.string() }), sql`select convert_from(content, 'UTF8') as content from platform.file`),
  )
  expect(kept.map(({ content }) => content)).not.toContain('%PDF-1.7 om en helt anden')
})

test('a form sent twice adds once, also at the same instant', async () => {
  const { id } = await person()
  const same = fields()
  const answers = await Promise.all([1, 2, 3].map(() => pages.post(ibrahim, `/people/${id}/documents`, same)))
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  expect(await seen(ibrahim, id)).toHaveLength(1)
})

test('a refused form comes back filled and names every field; the way back stays', async () => {
  const { id } = await person()
  const answer = await pages.post(
    ibrahim,
    `/people/${id}/documents`,
    fields({ title: '', sharing: 'own', file: new File(['<html>'], 'a.pdf') }),
  )
  expect(answer.status).toBe(422)
  for (const words of ['Den slags fil kan ikke sendes her', 'Feltet skal udfyldes', 'href="/cases/1"']) expect(answer.html).toContain(words)
  expect(answer.html).toMatch(/value="own" checked/)
  expect((await pages.post(ibrahim, `/people/${id}/documents`, fields({ file: '' }))).html).toContain('Vælg en fil')
  expect(await seen(ibrahim, id)).toEqual([])
})

test('a body beyond the route’s limit is turned away before it is read', async () => {
  const { id } = await person()
  const large = new File([new Uint8Array(25 * 1024 * 1024)], 'a.pdf')
  expect((await pages.post(ibrahim, `/people/${id}/documents`, fields({ file: large }))).html).toContain('body_too_large')
})

test('what the scanner finds is not kept, nor what it could not be asked about', async () => {
  const { id } = await person()
  verdict = { kind: 'infected', name: 'Eicar' }
  expect((await pages.post(ibrahim, `/people/${id}/documents`, fields())).html).toContain('noget skadeligt')
  verdict = { kind: 'unavailable', why: 'test' }
  expect((await pages.post(ibrahim, `/people/${id}/documents`, fields())).html).toContain('Virusscanneren svarer ikke')
  verdict = { kind: 'clean' }
  expect(await seen(ibrahim, id)).toEqual([])
})

test('a document on health is seen by those who may know why a run is paused, on lists, pages and the timeline', async () => {
  const { id, amina } = await person()
  await pages.post(amina, '/me/documents', fields({ kind: 'health', title: 'Lægeerklæring' }))
  expect(titles(await seen(mette, id))).toEqual(['Lægeerklæring'])
  expect(await seen(soeren, id)).toEqual([])
  const document = await only(mette, id)
  expect((await pages.get(soeren, `/documents/${document.id}/versions/1`)).status).toBe(404)
  expect((await pages.get(soeren, `/people/${id}/documents`)).html).not.toContain('value="health"')
  const entries = await as(soeren, (tx) => timeline(tx, { actor: soeren, lang: 'da' }, { personId: id, referralId: newId<'referral'>() }))
  expect(entries.filter(({ icon }) => icon === 'attach-file')).toEqual([])
})

test('a note of debt names the debtor by CPR number: it is opened by those who lend or may be shown the number, and not by a coach', async () => {
  const { id, amina } = await person()
  await pages.post(amina, '/me/documents', fields({ kind: 'promissory_note', title: 'Gældsbrev' }))
  expect([titles(await seen(amina, id)), titles(await seen(mette, id)), titles(await seen(ibrahim, id))]).toEqual([
    ['Gældsbrev'],
    ['Gældsbrev'],
    ['Gældsbrev'],
  ])
  expect(await seen(soeren, id)).toEqual([])
  const document = await only(mette, id)
  expect((await pages.get(soeren, `/documents/${document.id}/versions/1`)).status).toBe(404)
})

test('knowing a hash opens nothing: content is read only through a document one sees', async () => {
  const { id } = await person()
  await pages.post(ibrahim, `/people/${id}/documents`, fields({ sharing: 'own', file: pdf('kun for os') }))
  const { sha256 } = await database.ownerDb.read(nobody(today), (tx) =>
    tx.one(
      z.object({ sha256: z.string() }),
      sql`select sha256 from people.document_version v join people.document d on d.id = v.document_id where d.person_id = ${id}`,
    ),
  )
  expect(await as(ibrahim, (tx) => fileContent(tx, sha256))).not.toBeNull()
  expect(await as(mette, (tx) => fileContent(tx, sha256))).toBeNull()
  const forged = as(mette, (tx) =>
    tx.run(
      sql`insert into people.document (id, person_id, kind, organisation_id, shared, added_at) values (${newId()}, ${id}, 'other', ${vallensbaek}, true, ${clock.now()})`,
    ),
  )
  await expect(forged).rejects.toThrow('row-level security')
})

test('erasing a person takes titles and contents, but not what another person’s document holds too', async () => {
  const [first, second] = [await person(), await person()]
  for (const { id } of [first, second]) await pages.post(ibrahim, `/people/${id}/documents`, fields({ file: pdf('fælles skabelon') }))
  await pages.post(ibrahim, `/people/${first.id}/documents`, fields({ title: 'Kun hos den ene', file: pdf('kun den ene') }))
  const dpo = staff(vallensbaek, 'data_protection_officer')
  await expect(as(ibrahim, (tx) => tx.run(sql`select people.erase_documents(${first.id})`))).rejects.toSatisfy(
    (error) => brokenConstraint(error) === 'documents_of_erased_person',
  )
  const yesterday = today.subtract({ days: 1 })
  await database.ownerDb.transaction(nobody(today), (tx) =>
    tx.run(sql`update people.part set from_on = ${yesterday}, until_on = ${yesterday} where person_id = ${first.id}`),
  )
  await as(ibrahim, (tx) => closePart(tx, { personId: first.id, organisationId: vallensbaek, lastDay: yesterday }))
  const erased = await as(dpo, (tx) =>
    erasePerson(tx, { actor: dpo, personId: first.id, reason: 'retention_over', at: clock.now(), erasers: [] }),
  )
  expect(erased).toEqual({ ok: true, value: true })
  const kept = await database.ownerDb.read(nobody(today), (tx) =>
    tx.rows(z.object({ content: z.string() }), sql`select convert_from(content, 'UTF8') as content from platform.file`),
  )
  expect(kept.map(({ content }) => content)).toContain('%PDF-1.7 fælles skabelon')
  expect(kept.map(({ content }) => content)).not.toContain('%PDF-1.7 kun den ene')
  const document = await only(ibrahim, second.id)
  expect((await pages.get(ibrahim, `/documents/${document.id}/versions/1`)).html).toBe('%PDF-1.7 fælles skabelon')
})
