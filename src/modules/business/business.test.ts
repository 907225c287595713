import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Actor, CitizenActor, StaffActor } from '#kernel/actor.ts'
import { parseCvr } from '#kernel/cvr.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { benefitRule } from './store/benefit-rules.ts'
import { businessPorts } from '../../../test/support/business-ports.ts'
import { recordSupportBasis } from '#modules/people/index.ts'
import { type Pages, pagesOf } from '../../../test/support/pages.ts'
import { approvedPlan } from '../../../test/support/approved-plan.ts'
import {
  type NewMilestone,
  businessCards,
  businessCaseSteps,
  businessModule,
  businessState,
  businessTimeline,
  eraseBusinessWords,
  milestonesOf,
  planApproved,
  recordMilestone,
} from './index.ts'

let scene: Scene
let pages: Pages
let id: Awaited<ReturnType<Scene['accepted']>>['id']
let personId: string
let citizen: CitizenActor
beforeAll(async () => {
  scene = await makeScene()
  const clock = { now: () => noon('2016-05-02'), today: () => day('2016-05-02') }
  pages = pagesOf(businessModule({ db: scene.database.db, clock }, businessPorts).routes, clock)
})
beforeEach(async () => {
  const one = await scene.accepted('Amina Yıldız', '2015-09-14')
  id = one.id
  personId = one.personId
  citizen = one.citizen
})
afterAll(() => scene.database.close())

const cvr = (() => {
  const read = parseCvr('27355021')
  assert(read.ok, 'a number with its check digit')
  return read.value
})()
const reached = (name: Exclude<NewMilestone['name'], 'registered'>): NewMilestone => ({ name })
const record = (actor: Actor, milestone: NewMilestone, on: string, more: { requestId?: string; evidence?: string; at?: string } = {}) =>
  scene.as(actor, noon(more.at ?? '2016-05-02'), (tx) =>
    recordMilestone(tx, {
      actor,
      enrolmentId: id,
      milestone,
      on: day(on),
      evidence: more.evidence ?? 'Tre betalte ordrer',
      benefitTold: true,
      requestId: more.requestId ?? newId(),
      at: noon(more.at ?? '2016-05-02'),
    }),
  )
const done = { ok: true, value: true }
const owner = <Row>(schema: z.ZodType<Row>, query: ReturnType<typeof sql>) =>
  scene.database.ownerDb.read(nobody(day('2016-05-02')), (tx) => tx.rows(schema, query))

describe('the life of a business', () => {
  test('from idea to self-supporting; the gate sees the approved plan; the job centre sees it all; replay gives the state', async () => {
    const { soeren, mette, ibrahim } = scene
    const see = () => scene.as(ibrahim, noon('2016-05-02'), (tx) => planApproved(tx, id))
    expect(await see()).toBe(false)
    expect(await record(soeren, reached('idea'), '2015-10-05')).toEqual(done)
    expect(await record(soeren, reached('tested'), '2016-02-29')).toEqual(done)
    expect(await see()).toBe(false)
    await approvedPlan(scene, { enrolmentId: id, citizen, approver: mette, at: noon('2016-04-01') })
    expect(await see()).toBe(true)
    expect(await record(soeren, { name: 'registered', cvr, vat: false }, '2016-03-15')).toEqual(done)
    expect(await record(soeren, reached('trading'), '2016-04-15')).toEqual(done)
    expect(await record(soeren, reached('self_supporting'), '2016-05-02')).toEqual(done)
    await scene.as(ibrahim, noon('2016-05-02'), async (tx) => {
      expect((await milestonesOf(tx, id)).at(-1)?.name).toBe(await businessState(tx, id))
      expect((await businessTimeline(tx, 'da', { enrolmentId: id })).map((entry) => entry.text ?? null)).toContain(
        'CVR 27 35 50 21, ikke momsregistreret',
      )
      expect((await businessCards(tx, 'en', { enrolmentId: id }))[0]?.facts[0]).toEqual({ label: 'State', value: 'Self-supporting' })
      expect(await businessCaseSteps(tx, ibrahim, 'da', { enrolmentId: id })).toEqual([])
    })
  })

  test('a second idea after the first ceased needs a plan approved anew', async () => {
    const { mette } = scene
    for (const name of ['idea', 'tested'] as const) expect(await record(mette, reached(name), '2016-01-11')).toEqual(done)
    await approvedPlan(scene, { enrolmentId: id, citizen, approver: mette, at: noon('2016-01-11') })
    for (const name of ['ceased', 'idea'] as const) expect(await record(mette, reached(name), '2016-01-11')).toEqual(done)
    expect(await scene.as(mette, noon('2016-05-02'), (tx) => planApproved(tx, id))).toBe(false)
  })

  test('who registered on their own before the plan was approved is recorded, and the gate still asks for the plan', async () => {
    const { soeren, mette } = scene
    for (const name of ['idea', 'tested'] as const) expect(await record(soeren, reached(name), '2016-01-11')).toEqual(done)
    expect((await pages.get(soeren, `/enrolments/${id}/business`)).html).toContain('Planen er ikke godkendt endnu')
    expect(await record(soeren, { name: 'registered', cvr, vat: false }, '2016-02-01')).toEqual(done)
    expect(await scene.as(mette, noon('2016-05-02'), (tx) => planApproved(tx, id))).toBe(false)
    await approvedPlan(scene, { enrolmentId: id, citizen, approver: mette, at: noon('2016-04-01') })
    await scene.as(mette, noon('2016-05-02'), async (tx) => {
      expect(await planApproved(tx, id)).toBe(true)
      expect(await businessState(tx, id)).toBe('registered')
    })
    expect(await record(soeren, reached('trading'), '2016-04-15')).toEqual(done)
  })

  test('what is out of order, ahead, too early or without evidence is refused', async () => {
    const { soeren } = scene
    expect(await record(soeren, reached('trading'), '2016-01-11')).toMatchObject({ refusal: { kind: 'not_now', state: 'none' } })
    expect(await record(soeren, reached('idea'), '2016-05-03')).toMatchObject({ refusal: { kind: 'day_in_the_future' } })
    expect(await record(soeren, reached('idea'), '2016-01-11', { evidence: '  ' })).toMatchObject({ refusal: { kind: 'evidence_missing' } })
    expect(await record(soeren, reached('idea'), '2016-01-11')).toEqual(done)
    expect(await record(soeren, reached('tested'), '2016-01-10')).toMatchObject({ refusal: { kind: 'before_earlier_milestone' } })
  })

  test('two at once, and the same press twice, make one milestone', async () => {
    const { soeren, mette } = scene
    const requestId = newId()
    expect(await record(soeren, reached('idea'), '2016-01-11', { requestId })).toEqual(done)
    expect(await record(soeren, reached('idea'), '2016-01-11', { requestId })).toEqual(done)
    const both = await Promise.all([record(soeren, reached('tested'), '2016-01-12'), record(mette, reached('tested'), '2016-01-12')])
    expect(both.filter((answer) => answer.ok)).toHaveLength(1)
    expect(both.find((answer) => !answer.ok)).toMatchObject({ refusal: { kind: 'not_now', state: 'tested' } })
  })
})

describe('who and what is kept out', () => {
  test('the job centre may not record, the purchaser and a stranger do not see the run', async () => {
    const { ibrahim, birgitte, soeren } = scene
    expect(await record(ibrahim, reached('idea'), '2016-01-11')).toMatchObject({ refusal: { kind: 'not_permitted' } })
    expect(await record(birgitte, reached('idea'), '2016-01-11')).toMatchObject({ refusal: { kind: 'no_such_enrolment' } })
    const stranger: StaffActor = { ...soeren, organisationId: newId() }
    expect(await record(stranger, reached('idea'), '2016-01-11')).toMatchObject({ refusal: { kind: 'no_such_enrolment' } })
    expect((await pages.get(ibrahim, `/enrolments/${id}/business`)).status).toBe(200)
    expect((await pages.get(stranger, `/enrolments/${id}/business`)).status).toBe(404)
    expect((await pages.post(ibrahim, `/enrolments/${id}/business`, { request_id: newId() })).status).toBe(403)
  })

  test.each([
    ['a registration without a number', sql`'registered', '2016-01-11', '{"vat": true}'`, 'event_registration'],
    ['a registration without an answer about VAT', sql`'registered', '2016-01-11', '{"cvr": "27355021"}'`, 'event_registration'],
    ['a number on another milestone', sql`'idea', '2016-01-11', '{"cvr": "27355021"}'`, 'event_registration'],
    ['a day ahead', sql`'idea', '2016-05-03', '{}'`, 'event_not_ahead'],
  ])('the database refuses %s', async (_, values, constraint) => {
    await record(scene.soeren, reached('idea'), '2016-01-11')
    const write = scene.database.db.transaction(contextOf(scene.soeren, day('2016-05-02')), (tx) =>
      tx.run(sql`
        insert into business.event (request_id, enrolment_id, recorded_at, account_id, organisation_id, name, effective_on, payload)
        values (${newId()}, ${id}, ${noon('2016-05-02')}, ${scene.soeren.accountId}, ${scene.soeren.organisationId}, ${values})`),
    )
    await expect(write).rejects.toMatchObject({ constraint })
  })

  test('a milestone is not changed or deleted, by nobody; erasure takes the words and leaves the dates', async () => {
    await record(scene.soeren, reached('idea'), '2016-01-11', { evidence: 'Aminas gryderetter' })
    for (const statement of [
      sql`update business.event set name = 'tested'`,
      sql`delete from business.event`,
      sql`truncate business.event cascade`,
    ])
      await expect(scene.database.ownerDb.transaction(nobody(day('2016-05-02')), (tx) => tx.run(statement))).rejects.toMatchObject({
        constraint: 'business_event_append_only',
      })
    await scene.as(scene.mette, noon('2016-05-02'), (tx) => eraseBusinessWords(tx, personId))
    const words = z.object({ words: z.string() })
    expect(await owner(words, sql`select words from business.evidence where enrolment_id = ${id}`)).toEqual([])
    const left = await scene.as(scene.mette, noon('2016-05-02'), (tx) => milestonesOf(tx, id))
    expect(left.map(({ name, evidence }) => [name, evidence])).toEqual([['idea', null]])
    expect((await pages.get(scene.mette, `/enrolments/${id}/business`)).html).toContain('Teksten er slettet')
  })
})

test('the evaluation reads milestones as known at a moment, a stranger and a citizen nothing', async () => {
  await record(scene.soeren, reached('idea'), '2016-01-11', { at: '2016-01-12' })
  await record(scene.soeren, reached('tested'), '2016-01-11', { at: '2016-03-01' })
  const row = z.object({ case_number: z.string(), name: z.string(), vat: z.boolean().nullable() })
  const known = (actor: Actor, at: string) =>
    scene.as(actor, noon(at), (tx) =>
      tx.rows(
        row,
        sql`select case_number, name, vat from business.milestones(${scene.agreementId}, ${noon(at)})
            where case_number = ${caseNumber ?? ''}`,
      ),
    )
  const caseNumber = (
    await owner(z.object({ case_number: z.string() }), sql`select case_number from business.business where enrolment_id = ${id}`)
  )[0]?.case_number
  expect(await known(scene.birgitte, '2016-02-01')).toEqual([{ case_number: caseNumber, name: 'idea', vat: null }])
  expect(await known(scene.birgitte, '2016-05-02')).toHaveLength(2)
  expect(await known({ ...scene.birgitte, organisationId: newId() }, '2016-05-02')).toEqual([])
  expect(await known(citizen, '2016-05-02')).toEqual([])
})

describe('the page', () => {
  test('names the field and comes back filled; then saves', async () => {
    const { mette } = scene
    const path = `/enrolments/${id}/business`
    for (const name of ['idea', 'tested'] as const) await record(mette, reached(name), '2016-01-11')
    await approvedPlan(scene, { enrolmentId: id, citizen, approver: mette, at: noon('2016-01-11') })
    const send = (fields: Record<string, string>) =>
      pages.post(mette, path, {
        request_id: newId(),
        milestone: 'registered',
        told: 'yes',
        reached_on: '12.04.2016',
        evidence: 'Brev med nummer',
        ...fields,
      })
    const wrong = await send({ cvr: '27355022' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('value="27355022"')
    expect(wrong.html).toContain('CVR-nummeret passer ikke')
    expect(wrong.html).toContain('Brev med nummer')
    expect(wrong.html).toContain('href="#vat"')
    expect(wrong.html, 'what a registration needs is not said to be optional').not.toContain('valgfrit')
    const ahead = await send({ cvr: 'DK 27 35 50 21', vat: 'no', reached_on: '03.05.2016' })
    expect([ahead.status, ahead.html.includes('href="#reached_on"')]).toEqual([422, true])
    const slip = await send({ cvr: 'DK 27 35 50 21', vat: 'no', reached_on: '03.05.1900' })
    expect([slip.status, slip.html.includes('href="#reached_on"'), slip.html.includes('02.05.1996')]).toEqual([422, true, true])
    expect(slip.html, 'the paper that shows it goes among the documents').toContain(`href="/people/${personId}/documents?case=`)
    expect(slip.html, 'back to the case').toContain('href="/cases/')
    const saved = await send({ cvr: 'DK 27 35 50 21', vat: 'yes' })
    expect([saved.status, saved.location]).toEqual([303, path])
    expect((await pages.get(mette, path)).html).toContain('CVR 27 35 50 21, momsregistreret')
    expect((await pages.get(mette, path, 'en')).html).toContain('registered for VAT')
  })
})

describe('before a CVR registration', () => {
  test.each([
    ['unemployment_benefit', '2016-05-02', 78, null],
    ['unemployment_benefit', '2018-09-30', 78, null],
    ['unemployment_benefit', '2018-10-01', 30, 104],
    ['disability_pension', '2016-05-02', null, null],
    [null, '2016-05-02', null, null],
  ])('the rule for %s on %s has %s weeks within %s', async (basis, on, weeks, withinWeeks) => {
    expect(await scene.as(scene.mette, noon('2016-05-02'), (tx) => benefitRule(tx, basis, day(on)))).toMatchObject({ weeks, withinWeeks })
  })

  test('the page warns with benefit and source, and nothing is registered before the citizen knows', async () => {
    const { mette, soeren } = scene
    const path = `/enrolments/${id}/business`
    for (const name of ['idea', 'tested'] as const) await record(mette, reached(name), '2016-01-11')
    await approvedPlan(scene, { enrolmentId: id, citizen, approver: mette, at: noon('2016-01-11') })
    expect((await pages.get(soeren, path)).html).toContain('Før CVR-nummeret sættes')
    const fields = { request_id: newId(), milestone: 'registered', reached_on: '12.04.2016', evidence: 'Brev', cvr: '27355021', vat: 'no' }
    const untold = await pages.post(soeren, path, fields)
    expect([untold.status, untold.html.includes('href="#told"')]).toEqual([422, true])
    const told = { ...fields, told: 'yes', warned_for: '2016-05-02' }
    const basis = { personId: citizen.personId, code: 'unemployment_benefit', from: day('2016-01-01'), readiness: 'job_ready' } as const
    await scene.as(scene.ibrahim, noon('2016-01-11'), (tx) =>
      recordSupportBasis(tx, { actor: scene.ibrahim, ...basis, source: 'citizen', at: noon('2016-01-11') }),
    )
    expect((await pages.get(soeren, path)).html).toContain('Tæller hver uge fra den 02.05.2016')
    const otherDay = await pages.post(soeren, path, told)
    expect([otherDay.status, otherDay.html.includes('href="#told"')]).toEqual([422, true])
    expect(otherDay.html).toContain('Tæller hver uge fra den 12.04.2016')
    expect(otherDay.html).toContain('name="warned_for" value="2016-04-12"')
    expect((await pages.post(soeren, path, { ...told, warned_for: '2016-04-12' })).status).toBe(303)
    expect(await record(soeren, reached('first_sale'), '2016-04-20')).toEqual(done)
    expect(await record(soeren, reached('vat_registered'), '2016-04-21')).toEqual(done)
    expect(await record(soeren, reached('vat_registered'), '2016-04-21')).toMatchObject({ refusal: { kind: 'reached_already' } })
    expect(await scene.as(mette, noon('2016-05-02'), (tx) => businessState(tx, id))).toBe('registered')
  })
})
