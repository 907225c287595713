import { z } from 'zod'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '#kernel/ids.ts'
import { type Day, day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { type Pages, pagesOf } from '../../../test/support/pages.ts'
import { noGoals } from '../../../test/support/no-goals.ts'
import { startedRun } from '../../../test/support/started-run.ts'
import {
  activitiesModule,
  activityCards,
  activityCaseSteps,
  answerWarning,
  closeWarning,
  joinSession,
  openWarnings,
  owedOf,
  planSession,
  registerAttendance,
  sessionsOfDay,
} from './index.ts'

let scene: Scene
let pages: Pages
let amina: Awaited<ReturnType<typeof startedRun>>
let peter: Awaited<ReturnType<typeof startedRun>>
let module: ReturnType<typeof activitiesModule>
let overdue: Day[] = []
let today = day('2015-11-02')
const clock = { now: () => noon(today.toString()), today: () => today }

beforeAll(async () => {
  scene = await makeScene()
  amina = await startedRun(scene, 'Amina Yıldız')
  peter = await startedRun(scene, 'Peter Lind')
  const deps = { db: scene.database.db, clock, publicUrl: () => 'https://grobund.example' }
  module = activitiesModule(deps, { overdueSteps: (_, id) => Promise.resolve(id === peter.id ? overdue : []), goals: noGoals })
  pages = pagesOf(module.routes, clock)
})
afterAll(() => scene.database.close())
beforeEach(() => {
  overdue = []
})

async function planned(on: string, activity = 'vat_class', who = [peter.id], at = '10:00'): Promise<Id<'session'>> {
  const requestId = newId<'session'>()
  const { soeren: actor, agreementId } = scene
  const plan = { agreementId, phase: 'qualifying', activity, on: day(on), startsAt: Temporal.PlainTime.from(at), requestId } as const
  const made = await scene.as(actor, noon('2015-10-20'), (tx) =>
    planSession(tx, { actor, plan: { ...plan, minutes: 120, place: 'Biblioteket', enrolmentIds: who }, at: noon('2015-10-20') }),
  )
  assert(made.ok, JSON.stringify(made))
  return requestId
}

async function missed(on: string): Promise<void> {
  const sessionId = await planned(on, 'business_coaching')
  const actor = scene.soeren
  const lines = [{ enrolmentId: peter.id, outcome: 'absent', reason: 'no_word' }] as const
  const common = { version: 1, tookPlace: true, words: { done: '', next: '' }, requestId: newId(), today: day(on), at: noon(on) }
  const saved = await scene.as(actor, noon(on), (tx) => registerAttendance(tx, { actor, sessionId, lines, ...common }))
  assert(saved.ok, JSON.stringify(saved))
}

const warnings = () => scene.as(scene.soeren, noon(today.toString()), (tx) => openWarnings(tx, peter.id))
const told = (kind: string) =>
  scene.database.ownerDb.transaction(nobody(today), (tx) =>
    tx.rows(
      z.object({ role: z.string().nullable(), citizen: z.boolean() }),
      sql`
      select role, to_person_id is not null as citizen from notices.notice
      where kind = ${kind} and case_number = 'I-2015-002' and done_at is null order by role`,
    ),
  )

describe('catching up', () => {
  test('proposes coming sessions of what is missing, and joins one: then it is planned and no more is proposed than is needed', async () => {
    await planned('2015-11-10', 'vat_class', [amina.id])
    await planned('2015-11-12', 'vat_class', [amina.id])
    await planned('2015-11-14', 'vat_class', [amina.id])
    await planned('2015-11-10', 'accounting_class', [peter.id], '11:00')
    const path = `/enrolments/${peter.id}/owed`
    const before = await pages.get(scene.soeren, path)
    for (const part of ['Torsdag 12.11.2015', 'Lørdag 14.11.2015']) expect(before.html).toContain(part)
    const plan = /href="([^"]+sessions\/new\?activity=accounting_class)"/.exec(before.html)?.[1] ?? 'no way to plan it'
    expect((await pages.get(scene.soeren, plan)).html).toMatch(/value="accounting_class" selected/)
    expect(before.html, 'the tenth is in the way of another class').not.toContain('Kan være med: Tirsdag 10.11.2015')
    const join = /action="(\/enrolments\/[\w-]+\/sessions\/[\w-]+\/join)"/.exec(before.html)?.[1]
    assert(join !== undefined, 'it can be joined')
    expect((await pages.post(scene.ibrahim, join, {})).status).toBe(403)
    expect((await pages.post(scene.soeren, join, {})).location).toBe(path)
    expect((await pages.post(scene.soeren, join, {})).location).toBe(path)
    const after = await pages.get(scene.ibrahim, path)
    expect(after.html.split('Kan være med:').length).toBeLessThan(before.html.split('Kan være med:').length)
    expect((await pages.get(scene.soeren, '/owed')).html).toContain('Peter Lind')
    expect((await pages.get(scene.soeren, `/enrolments/${peter.id}/owed`)).html, 'the way back').toContain('href="/cases/')
  })

  test('is refused for an individual session that is taken, and another agreement', async () => {
    const own = await planned('2015-11-20', 'personal_guidance', [amina.id])
    const wish = { actor: scene.soeren, sessionId: own, enrolmentId: peter.id, today, at: noon('2015-11-02') }
    const join = (more: Partial<typeof wish>) => scene.as(scene.soeren, noon('2015-11-02'), (tx) => joinSession(tx, { ...wish, ...more }))
    expect(await join({})).toEqual({ ok: false, refusal: { kind: 'individual_takes_one' } })
    expect(await join({ sessionId: newId() })).toEqual({ ok: false, refusal: { kind: 'no_such_session' } })
  })
})

describe('early warning', () => {
  test('asks the citizen kindly first, once; staff are told of the answer; following up closes the task', async () => {
    await missed('2015-11-03')
    await missed('2015-11-04')
    today = day('2015-11-05')
    await module.due?.(today)
    await module.due?.(today)
    const [raised, ...more] = await warnings()
    assert(raised !== undefined, 'two absences in a row warn')
    expect([more.length, raised.warning.rule, raised.warning.days.map(String)]).toEqual([0, 'two_absences', ['2015-11-03', '2015-11-04']])
    expect(await told('how_is_it_going')).toEqual([{ role: null, citizen: true }])
    expect(await told('absence'), 'nobody else yet').toEqual([])

    const path = `/me/questions/${raised.id}`
    const page = await pages.get(peter.citizen, path)
    for (const part of ['03.11.2015 og 04.11.2015', 'ingen følger for din ydelse']) expect(page.html).toContain(part)
    expect((await pages.get(amina.citizen, path)).status).toBe(404)
    expect((await pages.post(peter.citizen, path, { words: '' })).status).toBe(422)
    expect((await pages.post(peter.citizen, path, { words: 'Min søn er syg.' })).status).toBe(303)
    await module.due?.(today)
    expect((await told('absence')).map(({ role }) => role)).toEqual(['caseworker', 'programme_manager'])
    expect((await pages.get(scene.soeren, `/enrolments/${peter.id}/owed`)).html).toContain('Min søn er syg.')
    expect((await pages.post(scene.soeren, `/warnings/${raised.id}/close`, {})).status).toBe(303)
    expect([await warnings(), await told('absence')]).toEqual([[], []])
    await module.due?.(today)
    expect(await warnings(), 'the same facts warn once').toEqual([])
  })

  test('tells staff after five days without an answer; a citizen answers only their own; a pause is left in peace', async () => {
    today = day('2015-11-16')
    overdue = [day('2015-11-06')]
    await module.due?.(today)
    const [raised] = await warnings()
    assert(raised !== undefined, 'an overdue step warns')
    const answer = { actor: amina.citizen, id: raised.id, words: 'Nej', at: noon('2015-11-16') }
    expect(await scene.as(amina.citizen, noon('2015-11-16'), (tx) => answerWarning(tx, answer))).toMatchObject({ ok: false })
    expect(
      await scene.as(scene.birgitte, noon('2015-11-16'), (tx) => closeWarning(tx, { ...answer, actor: scene.birgitte })),
    ).toMatchObject({
      ok: false,
    })
    today = day('2015-11-20')
    await module.due?.(today)
    expect(await told('absence')).toEqual([])
    const lead = async () => (await pages.get(scene.soeren, `/enrolments/${peter.id}/owed`)).html
    expect(await lead()).toContain('Uden svar får I en opgave den 21.11.2015')
    today = day('2015-11-21')
    await module.due?.(today)
    expect(await lead()).toContain('har ikke svaret. I fik en opgave den 21.11.2015')
    expect(await told('absence')).toHaveLength(2)
    overdue = [day('2015-11-05'), day('2015-11-06')]
    await module.due?.(today)
    expect(await warnings(), 'one question of a kind at a time').toHaveLength(1)
    const pause = { step: 'pause', from: day('2015-11-22'), until: day('2015-12-20'), keepsPlace: true } as const
    const paused = await scene.step(scene.mette, '2015-11-22', peter.id, pause, { reason: 'illness' })
    expect(paused, JSON.stringify(paused)).toMatchObject({ ok: true })
    overdue = [day('2015-11-10')]
    today = day('2015-11-25')
    await module.due?.(today)
    expect((await warnings()).map(({ warning }) => warning.key)).toEqual(['2015-11-06'])
    expect((await pages.post(scene.soeren, `/warnings/${raised.id}/close`, {})).status).toBe(303)
    const closed = (await pages.get(peter.citizen, `/me/questions/${raised.id}`)).html
    expect([closed.includes('Du skal ikke svare'), closed.includes('Svaret er slettet')]).toEqual([true, false])
  })

  test('whoever is on pause has no line in the register and owes what they owed', async () => {
    const sessionId = await planned('2015-11-26', 'tax_class', [amina.id, peter.id])
    const actor = scene.soeren
    const before = await scene.as(actor, noon('2015-11-26'), (tx) => owedOf(tx, peter.id))
    const common = { version: 1, tookPlace: true, words: { done: '', next: '' }, today: day('2015-11-26'), at: noon('2015-11-26') }
    const present = (enrolmentId: string) => ({ enrolmentId, outcome: 'present', reason: null }) as const
    const save = (lines: ReturnType<typeof present>[]) =>
      scene.as(actor, noon('2015-11-26'), (tx) => registerAttendance(tx, { actor, sessionId, lines, requestId: newId(), ...common }))
    expect(await save([present(amina.id), present(peter.id)])).toMatchObject({ refusal: { kind: 'register_incomplete' } })
    today = day('2015-11-26')
    expect((await pages.get(actor, `/sessions/${sessionId}`)).html).toContain('På pause, tæller ikke som fravær')
    for (const page of ['/owed', `/enrolments/${peter.id}/owed`]) expect((await pages.get(actor, page)).html, page).toContain('På pause')
    const day0 = await scene.as(actor, noon('2015-11-27'), (tx) =>
      sessionsOfDay(tx, { accountId: actor.accountId, lang: 'da', today: day('2015-11-27') }),
    )
    expect(day0.find(({ session }) => session.id === sessionId)).toMatchObject({ missing: true, href: `/sessions/${sessionId}` })
    expect(await save([present(amina.id)])).toEqual({ ok: true, value: true })
    const alone = await planned('2015-11-26', 'tax_class', [peter.id])
    const asked = async (on: string) =>
      (await scene.as(actor, noon(on), (tx) => activityCaseSteps(tx, { actor, lang: 'da', today: day(on) }, { enrolmentId: peter.id })))
        .filter(({ primary }) => primary)
        .map(({ label, href }) => [label, href])
    expect(await asked('2015-11-26'), 'the one with others is held for them').toEqual([
      ['Flyt eller aflys: Undervisning i skat 26.11.2015', `/sessions/${alone}/change`],
    ])
    const [card] = await scene.as(actor, noon('2015-11-26'), (tx) => activityCards(tx, { lang: 'da', today }, { enrolmentId: peter.id }))
    expect(card?.facts.at(-1)).toEqual({ label: 'Møder i pausen, der skal flyttes eller aflyses', value: '26.11.2015' })
    expect(await asked('2015-11-27')).toEqual([])
    const held = (tookPlace: boolean) =>
      scene.as(actor, noon('2015-11-26'), (tx) =>
        registerAttendance(tx, { ...common, actor, sessionId: alone, lines: [], requestId: newId(), tookPlace }),
      )
    expect((await pages.get(actor, `/sessions/${alone}`)).html).toContain('Alle, der skal med, er på pause den dag')
    expect(await held(true), 'nobody was there').toMatchObject({ refusal: { kind: 'all_on_pause' } })
    expect(await held(false)).toEqual({ ok: true, value: true })
    expect(await scene.as(actor, noon('2015-11-26'), (tx) => owedOf(tx, peter.id))).toEqual(before)
  })
})
