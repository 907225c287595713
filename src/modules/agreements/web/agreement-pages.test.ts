import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { OrganisationId, Role, StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { programmesModule } from '#modules/programmes/index.ts'
import { movableClock } from '#platform/clock.ts'
import { sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { type Pages, pagesOf } from '../../../../test/support/pages.ts'
import { type ImportedPilot, agreementsModule, extendAgreement, importPilot, reservePlace } from '../index.ts'

const clock = movableClock(Temporal.Instant.from('2015-10-05T09:00:00Z'))

let database: TestDatabase
let pages: Pages
let pilot: ImportedPilot

beforeAll(async () => {
  database = await testDatabase()
  const deps = { db: database.db, clock }
  const agreements = agreementsModule(deps, { publicUrl: () => 'http://localhost' })
  pages = pagesOf([...agreements.routes, ...programmesModule(deps).routes], clock)
  const imported = await importPilot(database.db, await readFile('pilots/ishoej-2015.json', 'utf8'), clock.now())
  if (!imported.ok) throw new Error(JSON.stringify(imported.refusal))
  pilot = imported.value
  expect(await agreements.due?.(clock.today())).toBe(1)
  expect(await agreements.due?.(clock.today())).toBe(0)
})
afterAll(() => database.close())

function staffOf(key: string, ...roles: Role[]): StaffActor {
  const organisationId: OrganisationId = pilot.organisations.get(key) ?? newId()
  return { kind: 'staff', accountId: newId(), humanId: newId(), name: 'Prøve', organisationId, roles }
}

for (const [key, role] of [
  ['vallensbaek', 'caseworker'],
  ['vallensbaek', 'job_centre_lead'],
  ['naestved', 'programme_manager'],
  ['naestved', 'coach'],
  ['ishoej', 'business_director'],
  ['ishoej', 'committee_secretary'],
  ['ishoej', 'committee_member'],
] as const)
  test(`the pilot's page is open to ${role} at ${key}`, async () => {
    const page = await pages.get(staffOf(key, role), `/agreements/${pilot.agreementId}`)
    expect(page.status).toBe(200)
    for (const text of [
      'Pilotprojekt om mikrolån, Ishøj 2015',
      'Ishøj Kommune, kommunekode 0183',
      'Jobcenter Vallensbæk, kommunekode 0187',
      'Næstved Kommune, kommunekode 0370',
      '30.09.2016',
      '15.04.2016',
      'Antagelse',
      'Notat',
      'I gang',
    ])
      expect(page.html).toContain(text)
  })

test('the pilot’s page exists in English', async () => {
  const page = await pages.get(staffOf('ishoej', 'business_director'), `/agreements/${pilot.agreementId}`, 'en')
  for (const text of ['Microloan pilot, Ishøj 2015', 'Assumption', 'May a freed place be filled again?']) expect(page.html).toContain(text)
})

test('an organisation that is no party gets 404, a role without business there 403, a wrong address 404', async () => {
  expect((await pages.get(staffOf('elsewhere', 'caseworker'), `/agreements/${pilot.agreementId}`)).status).toBe(404)
  expect((await pages.get(staffOf('ishoej', 'caseworker'), `/agreements/${pilot.agreementId}`)).status).toBe(403)
  expect((await pages.get(staffOf('ishoej', 'business_director'), '/agreements/nothing')).status).toBe(404)
  expect((await pages.get(staffOf('ishoej', 'business_director'), `/programmes/${newId()}`)).status).toBe(404)
})

test('the page shows who holds which place by case number', async () => {
  const manager = staffOf('naestved', 'programme_manager')
  const wanted = {
    agreementId: pilot.agreementId,
    holderId: newId(),
    caseNumber: 'I-2015-001',
    from: day('2015-10-05'),
    until: day('2016-10-04'),
  }
  await database.db.transaction(contextOf(manager, clock.today()), (tx) => reservePlace(tx, { ...wanted, at: clock.now() }))
  const page = await pages.get(staffOf('ishoej', 'business_director'), `/agreements/${pilot.agreementId}`)
  expect(page.html).toContain('I-2015-001')
  expect(page.html).toContain('1 af 2')
})

test('a stay whose last day has passed with no end recorded says so, with the way to record it for who does', async () => {
  const manager = staffOf('naestved', 'programme_manager')
  const path = `/agreements/${pilot.agreementId}`
  clock.moveTo(Temporal.Instant.from('2016-10-04T09:00:00Z'))
  const wanted = { agreementId: pilot.agreementId, actor: manager, holderId: newId(), caseNumber: 'I-2015-009' }
  const reserved = { ...wanted, from: day('2015-10-05'), until: day('2016-10-04') }
  await database.db.transaction(contextOf(manager, day('2015-10-05')), async (tx) => {
    await reservePlace(tx, { ...reserved, at: Temporal.Instant.from('2015-10-05T09:00:00Z') })
    await tx.run(sql`update agreements.occupancy set kind = 'occupied' where holder_id = ${wanted.holderId}`)
  })
  const overdue = 'Slutdato passeret, mangler afslutning'
  expect((await pages.get(manager, path)).html, 'on the last day').not.toContain(overdue)
  clock.moveTo(Temporal.Instant.from('2016-10-05T09:00:00Z'))
  const link = `/enrolments/${wanted.holderId}/complete`
  const [own, bought] = [await pages.get(manager, path), await pages.get(staffOf('ishoej', 'business_director'), path)]
  expect([own.html.includes(overdue), own.html.includes(link)]).toEqual([true, true])
  expect([bought.html.includes(overdue), bought.html.includes(link)]).toEqual([true, false])
  expect((await pages.get(manager, path, 'en')).html).toContain('Last day has passed, end not recorded')
  clock.moveTo(Temporal.Instant.from('2015-10-05T09:00:00Z'))
})

test('the programme’s page marks every figure', async () => {
  const page = await pages.get(staffOf('ishoej', 'committee_member'), `/programmes/${pilot.programmeVersionId}`)
  expect(page.status).toBe(200)
  for (const text of [
    'Opkvalificerende forløb',
    'Hovedforløb',
    '6 måneder',
    '1.000',
    '50.000',
    'Lov om aktiv socialpolitik § 65',
    'Antagelse',
  ])
    expect(page.html).toContain(text)
  expect(page.html).not.toContain('undefined')
})

test('eight months before its end the parties are told, each in their own box, and the secretary has a task until it is extended', async () => {
  const deps = { db: database.db, clock }
  const imported = await importPilot(
    database.db,
    (await readFile('pilots/ishoej-2015.json', 'utf8')).replace('"key": "ishoej-2015"', '"key": "told"'),
    clock.now(),
  )
  if (!imported.ok) throw new Error(JSON.stringify(imported.refusal))
  const { agreementId } = imported.value
  await agreementsModule(deps, { publicUrl: () => 'http://localhost' }).due?.(day('2016-01-30'))
  const secretary = staffOf('ishoej', 'committee_secretary')
  const boxes = (open: boolean) =>
    database.ownerDb.read(contextOf(secretary, day('2016-01-30')), (tx) =>
      tx.rows(
        z.object({ role: z.string(), task: z.boolean() }),
        sql`select role, task from notices.notice where subject_id = ${agreementId} and kind = 'agreement_ending'
            and (not ${open}::boolean or (task and done_at is null)) order by role`,
      ),
    )
  expect(await boxes(false)).toEqual([
    { role: 'business_director', task: false },
    { role: 'committee_secretary', task: true },
    { role: 'job_centre_lead', task: false },
    { role: 'programme_manager', task: false },
  ])
  const extension = {
    actor: secretary,
    agreementId,
    decidedOn: day('2016-04-20'),
    endsOn: day('2017-09-30'),
    places: 2,
    evaluationDueOn: null,
  }
  const answer = await database.db.transaction(contextOf(secretary, day('2016-04-20')), (tx) =>
    extendAgreement(tx, { ...extension, at: clock.now() }),
  )
  expect(answer.ok).toBe(true)
  expect(await boxes(true)).toEqual([])
  const path = `/agreements/${agreementId}`
  const page = textOf((await pages.get(secretary, path)).html)
  expect(page).toContain('Nr. 1: op til 12 måneder 30.06.2016 30.09.2017 Brugt')
  expect(page, 'the terms say what holds now').toContain('30.09.2017 (først aftalt: 30.09.2016)')
  expect(page).toContain('Evaluering senest Ikke angivet (først aftalt: 15.04.2016)')
})

const textOf = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

test('only the purchaser’s committee secretary can end the agreement, and must say why and mean it', async () => {
  const path = `/agreements/${pilot.agreementId}/termination`
  expect((await pages.get(staffOf('ishoej', 'business_director'), path)).status).toBe(403)
  expect((await pages.post(staffOf('naestved', 'committee_secretary'), path, { reason: 'by_purchaser', understood: 'yes' })).status).toBe(
    403,
  )
  const secretary = staffOf('ishoej', 'committee_secretary')
  const blank = await pages.post(secretary, path, {})
  expect(blank.status).toBe(422)
  expect(blank.html).toContain('href="#reason"')
  expect(blank.html).toContain('href="#understood"')
  expect((await pages.post(secretary, path, { reason: 'by_purchaser', understood: 'yes' })).status).toBe(303)
  const again = await pages.post(secretary, path, { reason: 'by_purchaser', understood: 'yes' })
  expect(again.status).toBe(409)
  expect(again.html).toContain('opsagt')
})

test('the secretary keeps the signed agreement, once for a button; every party fetches it byte for byte, others do not', async () => {
  const secretary = staffOf('ishoej', 'committee_secretary')
  const path = `/agreements/${pilot.agreementId}`
  const file = () => new File(['%PDF-1.7 underskrevet'], 'Aftale 2015.pdf', { type: 'application/pdf' })
  const form = { kind: 'agreement', signedOn: '01.09.2015', request_id: newId() }
  const wrong = await pages.post(secretary, `${path}/documents`, { ...form, signedOn: '', file: new File(['MZ'], 'a.pdf') })
  expect([wrong.status, wrong.html.includes('href="#file"'), wrong.html.includes('href="#signedOn"')]).toEqual([422, true, true])
  expect((await pages.post(staffOf('ishoej', 'business_director'), `${path}/documents`, { ...form, file: file() })).status).toBe(403)
  for (const _ of [1, 2]) expect((await pages.post(secretary, `${path}/documents`, { ...form, file: file() })).status).toBe(303)
  const page = await pages.get(staffOf('vallensbaek', 'caseworker'), path)
  const links = page.html.match(/\/documents\/[0-9a-f-]{36}/g) ?? []
  expect([links.length, page.html.includes('1. Aftalen')]).toEqual([1, true])
  expect((await pages.get(staffOf('vallensbaek', 'caseworker'), `${path}${links[0] ?? ''}`)).html).toBe('%PDF-1.7 underskrevet')
  expect(page.html).toContain(createHash('sha256').update('%PDF-1.7 underskrevet').digest('hex'))
  expect((await pages.get(staffOf('elsewhere', 'caseworker'), `${path}${links[0] ?? ''}`)).status).toBe(404)
})
