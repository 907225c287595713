import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { startedRun } from '../../../test/support/started-run.ts'
import { type Pages, pagesOf } from '../../../test/support/pages.ts'
import { noGoals } from '../../../test/support/no-goals.ts'
import { type ClassPlan, type Move, activitiesModule, cancelSession, makeClass, moveSession, planMove, sessionsOfClass } from './index.ts'

let scene: Scene
let pages: Pages
let amina: Id<'enrolment'>
let peter: Id<'enrolment'>
const at = noon('2015-11-02')
const today = day('2015-11-02')

beforeAll(async () => {
  scene = await makeScene()
  amina = (await startedRun(scene, 'Amina Yıldız')).id
  peter = (await startedRun(scene, 'Peter Lind')).id
  const clock = { now: () => at, today: () => today }
  pages = pagesOf(
    activitiesModule(
      { db: scene.database.db, clock, publicUrl: () => 'https://grobund.example' },
      { overdueSteps: () => Promise.resolve([]), goals: noGoals },
    ).routes,
    clock,
  )
})
afterAll(() => scene.database.close())

/** A class on Tuesdays over Christmas: 1, 8, 15, 22 and 29 December, unless told otherwise. */
const planOf = (more: Partial<ClassPlan> = {}): ClassPlan => ({
  agreementId: scene.agreementId,
  phase: 'qualifying',
  activity: 'vat_class',
  label: 'Hold 3',
  template: { from: day('2015-12-01'), weekdays: [2], everyWeeks: 1, count: 5 },
  startsAt: Temporal.PlainTime.from('09:00'),
  minutes: 180,
  place: 'Lokale 2',
  teacherId: scene.soeren.accountId,
  enrolmentIds: [amina, peter],
  requestId: newId(),
  ...more,
})
const make = (actor: StaffActor, plan: ClassPlan) => scene.as(actor, at, (tx) => makeClass(tx, { actor, plan, at }))
const sessionsOf = (plan: ClassPlan) => scene.as(scene.soeren, at, (tx) => sessionsOfClass(tx, plan.requestId))
const daysOf = async (plan: ClassPlan) => (await sessionsOf(plan)).map((one) => one.on.toString())
const moving = (on: string, more: Partial<Move> = {}): Move => ({
  on: day(on),
  startsAt: Temporal.PlainTime.from('09:00'),
  place: 'Lokale 2',
  scope: 'one',
  ...more,
})
const move = (actor: StaffActor, sessionId: Id<'session'>, to: Move, requestId: string = newId()) =>
  scene.as(actor, at, (tx) => moveSession(tx, { actor, sessionId, move: to, askedBy: 'teacher', reason: 'illness', requestId, today, at }))

async function madeClass(more: Partial<ClassPlan> = {}): Promise<{ plan: ClassPlan; ids: Id<'session'>[] }> {
  const plan = planOf(more)
  const made = await make(scene.soeren, plan)
  assert(made.ok, JSON.stringify(made))
  return { plan, ids: (await sessionsOf(plan)).map((one) => one.id) }
}

const toldOf = (subject: string) =>
  scene.database.ownerDb.transaction(nobody(today), (tx) =>
    tx.rows(
      z.object({ kind: z.string(), n: z.int() }),
      sql`select kind, count(*)::int as n from notices.notice where subject_id = ${subject} and to_person_id is not null group by kind order by kind`,
    ),
  )

describe('a class', () => {
  test('is made once, with every session, and each participant is told once', async () => {
    const plan = planOf()
    expect(await Promise.all([make(scene.soeren, plan), make(scene.soeren, plan)])).toEqual([
      { ok: true, value: plan.requestId },
      { ok: true, value: plan.requestId },
    ])
    expect(await daysOf(plan)).toEqual(['2015-12-01', '2015-12-08', '2015-12-15', '2015-12-22', '2015-12-29'])
    expect(await toldOf(plan.requestId)).toEqual([{ kind: 'session_planned', n: 2 }])
  })

  test('is refused to the job centre, for an individual activity, and with somebody of another phase', async () => {
    expect(await make(scene.ibrahim, planOf())).toMatchObject({ refusal: { kind: 'not_permitted' } })
    expect(await make(scene.soeren, planOf({ activity: 'personal_guidance' }))).toMatchObject({ refusal: { kind: 'individual_takes_one' } })
    expect(await make(scene.soeren, planOf({ activity: 'juggling' }))).toMatchObject({ refusal: { kind: 'no_such_activity' } })
    expect(await make(scene.soeren, planOf({ phase: 'main', activity: 'course_day' }))).toMatchObject({
      refusal: { kind: 'not_in_the_phase' },
    })
  })

  test('its page and the form show the dates, what is passed over and what is in the way', async () => {
    await madeClass({ template: { from: day('2016-02-01'), weekdays: [1], everyWeeks: 1, count: 1 }, place: 'Lokale 9' })
    const fields = {
      request_id: newId(),
      subject: `${scene.agreementId}/qualifying/vat_class`,
      label: 'Hold 4',
      teacher: scene.soeren.accountId,
      from_on: '01.02.2016',
      weekdays: '1',
      every_weeks: '8',
      count: '2',
      starts_at: '10.00',
      minutes: '60',
      place: 'lokale 9',
      expected: amina,
      step: 'preview',
    }
    const shown = await pages.post(scene.soeren, '/classes', fields)
    for (const part of [
      'mandag 01.02.2016',
      'Springes over',
      '23.05.2016',
      'En aftale ligger',
      'en deltager er optaget',
      'lokalet er optaget',
    ])
      expect(shown.html).toContain(part)
    expect((await pages.post(scene.soeren, '/classes', { ...fields, step: 'make-0' })).status, 'what came in the way is shown first').toBe(
      200,
    )
    const made = await pages.post(scene.soeren, '/classes', { ...fields, step: 'make-1' })
    expect([made.status, made.location]).toEqual([303, `/classes/${fields.request_id}`])
    expect((await pages.get(scene.ibrahim, `/classes/${fields.request_id}`)).html).toContain('Amina')
    const wrong = await pages.post(scene.soeren, '/classes', { ...fields, from_on: '31.02.2016', place: '' })
    expect([wrong.status, wrong.html.includes('href="#from_on"'), wrong.html.includes('value="Hold 4"')]).toEqual([422, true, true])
  })
})

describe('moving', () => {
  test('one session leaves the others; it and the later ones keep order and pass over holidays', async () => {
    const { plan, ids } = await madeClass({ place: 'Lokale 4' })
    const [first = newId<'session'>(), , third = newId<'session'>()] = ids
    expect(await move(scene.soeren, first, moving('2015-12-02', { place: 'Lokale 4' }))).toEqual({ ok: true, value: 1 })
    expect(await daysOf(plan)).toEqual(['2015-12-02', '2015-12-08', '2015-12-15', '2015-12-22', '2015-12-29'])
    // Three days on: 18 December, then Christmas Day and New Year's Day are passed over.
    expect(await move(scene.soeren, third, moving('2015-12-18', { scope: 'later', place: 'Lokale 4' }))).toEqual({ ok: true, value: 3 })
    expect(await daysOf(plan)).toEqual(['2015-12-02', '2015-12-08', '2015-12-18', '2016-01-08', '2016-01-15'])
    expect(await toldOf(first)).toEqual([{ kind: 'session_moved', n: 2 }])
  })

  test('shows who is affected and what is in the way, and the move does what was shown', async () => {
    const { plan, ids } = await madeClass({
      place: 'Lokale 5',
      template: { from: day('2016-03-01'), weekdays: [2], everyWeeks: 1, count: 3 },
    })
    await madeClass({ place: 'Lokale 6', template: { from: day('2016-03-10'), weekdays: [4], everyWeeks: 1, count: 1 } })
    const [first = newId<'session'>()] = ids
    const to = moving('2016-03-03', { scope: 'later' })
    const shown = await scene.as(scene.soeren, at, (tx) => planMove(tx, { actor: scene.soeren, sessionId: first, move: to, today }))
    assert(shown.ok, 'shown')
    expect(shown.value.people).toHaveLength(2)
    expect(shown.value.conflicts.map(({ kinds, enrolmentIds }) => [kinds, enrolmentIds.length])).toEqual([[['person', 'teacher'], 2]])
    expect((await move(scene.soeren, first, to)).ok).toBe(true)
    expect(await daysOf(plan)).toEqual(shown.value.rows.map(({ after }) => after.on.toString()))
  })

  test('twice by the same request moves once; what is registered, past, a holiday or cancelled stays', async () => {
    const { plan, ids } = await madeClass({
      place: 'Lokale 7',
      template: { from: day('2016-04-05'), weekdays: [2], everyWeeks: 1, count: 3 },
    })
    const [first = newId<'session'>(), second = newId<'session'>(), third = newId<'session'>()] = ids
    const requestId = newId()
    await move(scene.soeren, first, moving('2016-04-06', { scope: 'later' }), requestId)
    expect(await move(scene.soeren, first, moving('2016-04-07', { scope: 'later' }), requestId)).toEqual({ ok: true, value: 0 })
    expect(await daysOf(plan)).toEqual(['2016-04-06', '2016-04-13', '2016-04-20'])
    const kind = async (to: Move, id = second) => {
      const answer = await move(scene.soeren, id, to)
      return answer.ok ? null : answer.refusal.kind
    }
    expect(await kind(moving('2015-11-01'))).toBe('in_the_past')
    expect(await kind(moving('2016-05-05'))).toBe('on_a_holiday')
    expect(await kind(moving('2016-04-04', { scope: 'later' }))).toBe('before_the_one_before')
    expect(await move(scene.ibrahim, second, moving('2016-04-14'))).toMatchObject({ refusal: { kind: 'not_permitted' } })
    const cancel = { actor: scene.soeren, sessionId: third, askedBy: 'citizen', reason: 'work', requestId: newId(), at } as const
    expect(await scene.as(scene.soeren, at, (tx) => cancelSession(tx, cancel))).toEqual({ ok: true, value: true })
    expect(await scene.as(scene.soeren, at, (tx) => cancelSession(tx, cancel))).toEqual({ ok: true, value: true })
    expect(await kind(moving('2016-04-21'), third)).toBe('session_cancelled')
    expect(await toldOf(third)).toEqual([{ kind: 'session_cancelled', n: 2 }])
  })

  test('the page shows before and after, comes back filled, and moves', async () => {
    const { ids } = await madeClass({ place: 'Lokale 8', template: { from: day('2016-06-07'), weekdays: [2], everyWeeks: 1, count: 2 } })
    const [first = newId<'session'>()] = ids
    const fields = {
      request_id: newId(),
      to_on: '09.06.2016',
      starts_at: '9.00',
      place: 'Lokale 8',
      scope: 'later',
      asked_by: 'venue',
      reason: 'room',
      step: 'preview',
    }
    const shown = await pages.post(scene.soeren, `/sessions/${first}/move`, fields)
    for (const part of ['tirsdag 07.06.2016', 'torsdag 09.06.2016', 'torsdag 16.06.2016', '2 deltagere får besked', 'value="move-0"'])
      expect(shown.html).toContain(part)
    const holiday = await pages.post(scene.soeren, `/sessions/${first}/move`, { ...fields, to_on: '05.05.2016' })
    expect([holiday.status, holiday.html.includes('helligdag')]).toEqual([422, true])
    const done = await pages.post(scene.soeren, `/sessions/${first}/move`, { ...fields, step: 'move-0' })
    expect([done.status, done.location]).toEqual([303, `/sessions/${first}`])
    expect((await pages.get(scene.soeren, `/sessions/${first}/change`)).html).toContain('09.06.2016')
  })

  test('tells who has something else then, whose phase is over, and which days are closed; what stays is left alone', async () => {
    const { plan, ids } = await madeClass({
      place: 'Lokale 11',
      template: { from: day('2016-02-16'), weekdays: [2, 4], everyWeeks: 1, count: 4 },
    })
    await madeClass({
      place: 'Lokale 12',
      teacherId: scene.mette.accountId,
      enrolmentIds: [amina],
      template: { from: day('2016-02-17'), weekdays: [3], everyWeeks: 1, count: 1 },
    })
    const [first = newId<'session'>(), second = newId<'session'>()] = ids
    const fields = {
      request_id: newId(),
      to_on: '17.02.2016',
      starts_at: '9.00',
      place: 'Lokale 11',
      scope: 'later',
      asked_by: 'venue',
      reason: 'room',
      step: 'preview',
    }
    const shown = await pages.post(scene.soeren, `/sessions/${first}/move`, fields)
    const text = shown.html.replaceAll(/<[^>]+>/g, ' ')
    expect(text).toMatch(/Bliver, hvor den er.*Bliver, hvor den er/s)
    expect(text).toMatch(/Amina Yıldız[^P]*Har en anden aftale 17\.02\.2016 kl\. 09\.00, Lokale 12\./)
    expect(text).not.toMatch(/Peter Lind[^P]*Har en anden aftale/)
    expect(shown.html).toContain('value="move-1"')
    expect(await move(scene.soeren, first, moving('2016-02-17', { scope: 'later', place: 'Lokale 11' }))).toEqual({ ok: true, value: 2 })
    expect(await daysOf(plan)).toEqual(['2016-02-17', '2016-02-18', '2016-02-24', '2016-02-25'])
    expect(await move(scene.soeren, second, moving('2016-02-18', { scope: 'later', place: 'Lokale 11' }))).toMatchObject({
      refusal: { kind: 'nothing_changes' },
    })

    // A Saturday for once, in an hour of its own; then so late that the phase is over.
    const once = moving('2016-02-20', { scope: 'later', place: 'Lokale 11' })
    expect(await move(scene.soeren, second, once)).toEqual({ ok: true, value: 1 })
    const late = await scene.as(scene.soeren, at, (tx) =>
      planMove(tx, { actor: scene.soeren, sessionId: second, move: moving('2016-05-09', { scope: 'later' }), today }),
    )
    assert(late.ok, 'late')
    expect(late.value.rows.map(({ after }) => after.on.toString())).toEqual(['2016-05-09', '2016-05-18', '2016-05-19'])
    expect(late.value.people.map(({ phaseEndsOn }) => phaseEndsOn?.toString())).toEqual(['2016-04-04', '2016-04-04'])
  })

  test('a room that is changed for one goes along; what had a room or an hour of its own keeps it', async () => {
    const { plan, ids } = await madeClass({
      place: 'Lokale 13',
      template: { from: day('2016-08-02'), weekdays: [2], everyWeeks: 1, count: 3 },
    })
    const [first = newId<'session'>(), second = newId<'session'>()] = ids
    await move(scene.soeren, second, moving('2016-08-09', { startsAt: Temporal.PlainTime.from('13:00'), place: 'Biblioteket' }))
    await move(scene.soeren, first, moving('2016-08-03', { scope: 'later', place: 'Lokale 13' }))
    const now = await sessionsOf(plan)
    expect(now.map(({ on, startsAt, place }) => `${on.toString()} ${startsAt.toString().slice(0, 5)} ${place}`)).toEqual([
      '2016-08-03 09:00 Lokale 13',
      '2016-08-10 13:00 Biblioteket',
      '2016-08-17 09:00 Lokale 13',
    ])
  })

  test('the database refuses a register for what was cancelled', async () => {
    const { ids } = await madeClass({ place: 'Lokale 10', template: { from: day('2016-09-06'), weekdays: [2], everyWeeks: 1, count: 1 } })
    const update = sql`update activities.session set cancelled_at = ${at}, took_place = true where id = ${ids[0] ?? ''}`
    await expect(scene.database.ownerDb.transaction(nobody(today), (tx) => tx.run(update))).rejects.toMatchObject({
      constraint: 'session_cancelled_or_held',
    })
  })
})
