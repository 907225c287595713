import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { OrganisationId, PersonId, Role, StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { agreement, agreementsModule } from '#modules/agreements/index.ts'
import { movableClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { liveOn } from '../../../test/support/support-basis.ts'
import { type Pages, pagesOf } from '../../../test/support/pages.ts'
import { hashOf, knownAtOf } from './actions/figures/figures-of.ts'
import { evaluationModule, makeReport, publishReport, type ReportId, readReport, recordDecision } from './index.ts'

/** No loans in these tests; the loans' own tests have them. */
const ports = { loanStandings: () => Promise.resolve([]) }
const clock = movableClock(noon('2016-04-20'))
let scene: Scene
let pages: Pages
const who = new Map<string, StaffActor>()
const persons: PersonId[] = []

beforeAll(async () => {
  scene = await makeScene()
  const deps = { db: scene.database.db, clock }
  pages = pagesOf(evaluationModule(deps, ports).routes, clock)
  await agreementsModule(deps, { publicUrl: () => 'http://localhost' }).due?.(clock.today())
  for (const [key, role] of [
    ['ishoej', 'committee_secretary'],
    ['ishoej', 'committee_member'],
    ['ishoej', 'business_director'],
    ['naestved', 'programme_manager'],
    ['vallensbaek', 'job_centre_lead'],
    ['vallensbaek', 'caseworker'],
  ] as const)
    who.set(role, staffOf(key, role))
  const { mette } = scene
  for (const [name, on] of [
    ['Amira', '2015-10-05'],
    ['Bo', '2015-10-06'],
  ] as const) {
    const { id, personId } = await scene.accepted(name, on)
    persons.push(personId)
    must(await scene.step(mette, on, id, { step: 'offer', startOn: day('2015-10-19'), answerBy: day('2015-10-16'), skipReason: '' }))
    must(await scene.step(scene.ibrahim, '2015-10-12', id, { step: 'accept' }))
    must(await scene.step(mette, '2015-10-19', id, { step: 'start', on: day('2015-10-19') }))
  }
})
afterAll(() => scene.database.close())

function staffOf(key: string, role: Role): StaffActor {
  const organisationId: OrganisationId = scene.organisations.get(key) ?? newId()
  return { kind: 'staff', accountId: newId(), humanId: newId(), name: 'Torben Vang', organisationId, roles: [role] }
}
function must<Value>(result: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
const a = (role: Role): StaffActor => who.get(role) ?? staffOf('elsewhere', role)

async function draft(title = 'Evaluering af pilotprojektet', at = noon('2016-04-20')): Promise<ReportId> {
  const actor = a('committee_secretary')
  const wish = {
    actor,
    agreementId: scene.agreementId,
    title,
    cutoffOn: day('2016-04-15'),
    requestId: newId<'report'>(),
    at,
  }
  return must(await scene.as(actor, at, (tx) => makeReport(tx, wish)))
}
const publish = (reportId: ReportId, actor = a('committee_secretary'), at = noon('2016-04-20')) =>
  scene.as(actor, at, (tx) => publishReport(tx, ports, { actor, reportId, at }))

test('the figures are those of the cases: two places used, two runs, too early to tell', async () => {
  const id = await draft()
  const actor = a('committee_secretary')
  const { dataset } = must(await scene.as(actor, noon('2016-04-20'), (tx) => readReport(tx, ports, { actor, id, now: noon('2016-04-20') })))
  const value = (code: string) => dataset.figures.find((figure) => figure.code === code)?.value
  expect(value('places')).toBe(2n)
  expect(value('place_days_used')).toBe(2n * 180n) // 19.10.2015 to 15.04.2016, both included
  expect(value('started')).toBe(2n)
  expect(value('qualifying')).toBe(2n)
  expect(value('completed')).toBeNull()
  expect(dataset.knownAt).toBe(knownAtOf(day('2016-04-15'), noon('2016-04-20')).toString())
})

test('a report made later shows what was known then: support basis recorded or corrected after it is not in it', async () => {
  const [amira, bo] = persons
  if (amira === undefined || bo === undefined) throw new Error('there are two')
  await liveOn(scene, { on: '2015-10-05', personId: amira, code: 'unemployment_benefit', from: '2014-02-01' })
  await liveOn(scene, { on: '2016-04-16', personId: bo, code: 'sickness_benefit', from: '2014-02-01' })
  const id = await draft('Set senere', noon('2016-06-01'))
  const actor = a('committee_secretary')
  const read = async () =>
    must(await scene.as(actor, noon('2016-06-01'), (tx) => readReport(tx, ports, { actor, id, now: noon('2016-06-01') })))
  const values = async () => new Map((await read()).dataset.figures.map((figure) => [figure.code, figure.value]))
  const before = await values()
  expect(before.get('basis_start')).toBe(1n)
  expect(before.get('basis_start:unemployment_benefit')).toBe(1n)
  expect(before.get('unknown_start')).toBe(1n)
  expect(before.get('self_end')).toBeNull()
  await liveOn(scene, { on: '2016-05-10', personId: amira, code: 'sickness_benefit', from: '2015-10-10' })
  expect(await values()).toEqual(before)
})

test('the open page tells no number from 1 to 4 of people; the closed one does', async () => {
  const id = await draft()
  const open = await pages.get(a('committee_secretary'), `/evaluation/${id}`)
  expect(open.status).toBe(200)
  expect(open.html).toContain('1–4')
  expect(open.html).toContain('For tidligt at sige')
  expect(open.html).not.toContain('2 forløb er ikke slut')
  const closed = await pages.get(a('committee_secretary'), `/evaluation/${id}?version=closed`)
  expect(closed.html).not.toContain('1–4</td>')
  expect(closed.html).toContain('2 forløb er ikke slut')
  expect((await pages.get(a('programme_manager'), `/evaluation/${id}`, 'en')).html).toContain('Too early to tell')
})

test('each role reads what is its own: drafts by four, published by the committee too, nothing by others', async () => {
  const id = await draft()
  const status = async (role: Role, path = `/evaluation/${id}`) => (await pages.get(a(role), path)).status
  for (const role of ['committee_secretary', 'business_director', 'programme_manager', 'job_centre_lead'] as const)
    expect([role, await status(role)]).toEqual([role, 200])
  expect(await status('committee_member')).toBe(403)
  expect((await pages.get(a('committee_member'), '/evaluation')).html).not.toContain(id)
  expect(await status('caseworker')).toBe(403)
  expect((await pages.get(staffOf('elsewhere', 'committee_secretary'), `/evaluation/${id}`)).status).toBe(404)
  must(await publish(id))
  expect(await status('committee_member')).toBe(200)
  expect(await status('committee_member', `/evaluation/${id}.pdf`)).toBe(200)
  for (const role of ['committee_member', 'business_director'] as const)
    for (const path of [`/evaluation/${id}?version=closed`, `/evaluation/${id}.pdf?version=closed`])
      expect(await status(role, path)).toBe(403)
})

test('only the committee secretary of the purchaser makes, publishes and decides', async () => {
  const id = await draft()
  const at = noon('2016-04-20')
  for (const actor of [a('business_director'), a('programme_manager'), a('committee_member'), staffOf('naestved', 'committee_secretary')]) {
    const refused = { ok: false, refusal: { kind: 'not_permitted' } }
    const wish = {
      actor,
      agreementId: scene.agreementId,
      title: 'x',
      cutoffOn: day('2016-04-15'),
      requestId: newId<'report'>(),
      at,
    }
    expect(await scene.as(actor, at, (tx) => makeReport(tx, wish))).toMatchObject(refused)
    expect(await publish(id, actor)).toMatchObject(refused)
    const decision = {
      actor,
      reportId: id,
      kind: 'stop',
      extension: null,
      change: null,
      requestId: newId(),
      decidedOn: day('2016-04-20'),
      caseNumber: '1',
      words: 'x',
      at,
    } as const
    expect(await scene.as(actor, at, (tx) => recordDecision(tx, decision))).toMatchObject(refused)
  }
})

test('a published report keeps its figures, its hash fits them, and the database itself refuses a change', async () => {
  const id = await draft()
  const { sha256 } = must(await publish(id))
  const actor = a('committee_secretary')
  const read = must(await scene.as(actor, noon('2017-01-01'), (tx) => readReport(tx, ports, { actor, id, now: noon('2017-01-01') })))
  expect(hashOf(read.dataset)).toBe(sha256)
  expect((await pages.get(a('committee_member'), `/evaluation/${id}`)).html).toContain(sha256)
  expect(await publish(id)).toMatchObject({ ok: false, refusal: { kind: 'already_published' } })
  const { ownerDb } = scene.database
  const change = (statement: ReturnType<typeof sql>) => ownerDb.transaction(nobody(day('2016-04-20')), (tx) => tx.run(statement))
  await expect(change(sql`update evaluation.report set title = 'Andet' where id = ${id}`)).rejects.toThrow(/never changed/)
  await expect(change(sql`delete from evaluation.report where id = ${id}`)).rejects.toThrow(/never changed/)
})

test('bad input names the field and comes back filled', async () => {
  const secretary = a('committee_secretary')
  const fields = { agreement: scene.agreementId, title: 'Foråret', cutoff_on: '31.02.2016' }
  const unreal = await pages.post(secretary, '/evaluation/new', fields)
  expect(unreal.status).toBe(422)
  expect(unreal.html).toContain('31.02.2016')
  expect(unreal.html).toContain('Foråret')
  const future = await pages.post(secretary, '/evaluation/new', { ...fields, cutoff_on: '01.01.2017' })
  expect(future.html).toContain('Vælg en dag til og med i dag')
  const id = await draft()
  const wrong = await pages.post(secretary, `/evaluation/${id}/comparison`, { referred: '10', completed: '11', source: 'Rapport 2016' })
  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain('Gennemført kan ikke være flere end henvist.')
  const right = await pages.post(secretary, `/evaluation/${id}/comparison`, { referred: '64', completed: '3', source: 'Rapport 2016' })
  expect(right.status).toBe(303)
  const page = await pages.get(secretary, `/evaluation/${id}`)
  expect(page.html).toContain('Rapport 2016')
  expect(page.html).toContain('Kendes ikke')
  expect((await pages.post(secretary, `/evaluation/${id}/text`, { title: '', seen: '0', assessment: 'Godt' })).status).toBe(422)
  must(await publish(id))
  const late = await pages.post(secretary, `/evaluation/${id}/comparison`, { referred: '65', source: 'Rapport 2017' })
  expect(late.status).toBe(422)
  expect(late.html).not.toContain('aria-invalid') // no field is to blame, and none is lost
  expect(late.html).toContain('Rapport 2017')
})

test('a draft cannot be decided on; extending makes the next period in the same transaction, once', async () => {
  const id = await draft()
  const secretary = a('committee_secretary')
  const fields = {
    kind: 'extend',
    decided_on: '20.04.2016',
    case_number: '16/1234',
    words: 'Forlænges et år',
    ends_on: '',
    places: '4',
    evaluation_due_on: '',
  }
  const onDraft = await pages.post(secretary, `/evaluation/${id}/decision`, { ...fields, ends_on: '30.09.2017' })
  expect(onDraft.html).toContain('offentliggjort')
  must(await publish(id))
  expect((await pages.post(secretary, `/evaluation/${id}/decision`, fields)).status).toBe(422)
  const tooEarly = await pages.post(secretary, `/evaluation/${id}/decision`, { ...fields, ends_on: '01.01.2016' })
  expect(tooEarly.html).toContain('Den nye periode begynder')
  const tooLong = await pages.post(secretary, `/evaluation/${id}/decision`, { ...fields, ends_on: '31.12.2017' })
  expect([tooLong.status, tooLong.html.includes('href="#beyond_reason"'), tooLong.html.includes('til og med 30.09.2017')]).toEqual([
    422,
    true,
    true,
  ])
  expect(await periods()).toBe(1)
  const done = await pages.post(secretary, `/evaluation/${id}/decision`, { ...fields, ends_on: '30.09.2017' })
  expect(done.location).toBe(`/evaluation/${id}`)
  expect(await periods()).toBe(2)
  expect((await pages.get(a('committee_member'), `/evaluation/${id}`)).html).toContain('16/1234')
  const again = await pages.post(secretary, `/evaluation/${id}/decision`, { ...fields, ends_on: '30.09.2018' })
  expect(again.html).toContain('allerede registreret')
  expect(await periods()).toBe(2)
})

async function periods(): Promise<number> {
  const found = await scene.as(a('committee_secretary'), noon('2016-04-20'), (tx) => agreement(tx, scene.agreementId))
  return found?.periods.length ?? 0
}

test('the evaluation becomes a task three months before it is due, once', async () => {
  const early = movableClock(noon('2016-01-14'))
  const { due } = evaluationModule({ db: scene.database.db, clock: early }, ports)
  await scene.database.ownerDb.transaction(nobody(day('2016-01-14')), (tx) =>
    tx.run(sql`update agreements.agreement set evaluation_due_on = '2016-04-15' where id = ${scene.agreementId}`),
  )
  expect(await due?.(day('2016-01-14'))).toBe(0)
  expect(await due?.(day('2016-01-15'))).toBe(1)
  expect(await due?.(day('2016-01-16'))).toBe(0)
  const told = await scene.database.ownerDb.read(nobody(day('2016-01-16')), (tx) =>
    tx.rows(z.object({ kind: z.string() }), sql`select kind from notices.notice where kind like 'evaluation_due%'`),
  )
  expect(told).toHaveLength(1)
})
