import { z } from 'zod'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CitizenActor, type StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { startedRun } from '../../../test/support/started-run.ts'
import { type Pages, pagesOf } from '../../../test/support/pages.ts'
import { noGoals } from '../../../test/support/no-goals.ts'
import type { Attendance } from './domain/attendance.ts'
import { type SessionId, activitiesModule, activityCards, activityTimeline, owedOf, planSession, registerAttendance } from './index.ts'
import { savings } from './store/registers.ts'
import { participants, session } from './store/sessions.ts'

type Run = { id: Id<'enrolment'>; citizen: CitizenActor }
let scene: Scene
let pages: Pages
let amina: Run
let peter: Run
let sessionId: SessionId

beforeAll(async () => {
  scene = await makeScene()
  amina = await startedRun(scene, 'Amina Yıldız')
  peter = await startedRun(scene, 'Peter Lind')
  const clock = { now: () => noon('2015-11-02'), today: () => day('2015-11-02') }
  pages = pagesOf(
    activitiesModule(
      { db: scene.database.db, clock, publicUrl: () => 'https://grobund.example' },
      { overdueSteps: () => Promise.resolve([]), goals: noGoals },
    ).routes,
    clock,
  )
})
beforeEach(async () => {
  const planned = await plan(scene.soeren)
  assert(planned.ok, 'planned')
  sessionId = planned.value
})
afterAll(() => scene.database.close())

type Plan = { activity?: string; phase?: 'qualifying' | 'main'; who?: string[]; on?: string; requestId?: SessionId }
const plan = (
  actor: StaffActor,
  { activity = 'vat_class', phase = 'qualifying', who, on = '2015-11-02', requestId = newId() }: Plan = {},
) =>
  scene.as(actor, noon('2015-10-20'), (tx) =>
    planSession(tx, {
      actor,
      plan: {
        agreementId: scene.agreementId,
        phase,
        activity,
        on: day(on),
        startsAt: Temporal.PlainTime.from('10:00'),
        minutes: 120,
        place: 'Biblioteket',
        enrolmentIds: who ?? [amina.id, peter.id],
        requestId,
      },
      at: noon('2015-10-20'),
    }),
  )
const line = (run: Run, outcome: Attendance['outcome'] = 'present', reason: Attendance['reason'] = null) => ({
  enrolmentId: run.id,
  outcome,
  reason,
})
type Register = { version?: number; lines?: Attendance[]; tookPlace?: boolean; today?: string; at?: string; requestId?: string }
const register = (
  actor: StaffActor,
  { version = 1, lines, tookPlace = true, today = '2015-11-02', at = today, requestId = newId() }: Register = {},
) =>
  scene.as(actor, noon(today), (tx) =>
    registerAttendance(tx, {
      actor,
      sessionId,
      version,
      tookPlace,
      lines: lines ?? [line(amina), line(peter)],
      words: { done: 'Momsangivelsen blev udfyldt.', next: '' },
      requestId,
      today: day(today),
      at: noon(at),
    }),
  )
const owed = (run: Run, code: string) =>
  scene.as(scene.ibrahim, noon('2015-11-02'), async (tx) => (await owedOf(tx, run.id)).find((one) => one.code === code))
const done = { ok: true, value: true }

describe('planning', () => {
  test('expects those named, once however often it is pressed', async () => {
    const requestId = newId<'session'>()
    expect(await Promise.all([plan(scene.mette, { requestId }), plan(scene.mette, { requestId })])).toEqual([
      { ok: true, value: requestId },
      { ok: true, value: requestId },
    ])
    const expected = await scene.as(scene.soeren, noon('2015-11-02'), (tx) => participants(tx, requestId))
    expect(expected.map((person) => [person.enrolmentId, person.outcome])).toEqual([
      [amina.id, null],
      [peter.id, null],
    ])
  })

  test('is refused to the job centre, a stranger, for another phase, an unknown activity and nobody', async () => {
    const { ibrahim, soeren, birgitte } = scene
    expect(await plan(ibrahim)).toMatchObject({ refusal: { kind: 'not_permitted' } })
    expect(await plan({ ...soeren, organisationId: birgitte.organisationId })).toMatchObject({ refusal: { kind: 'not_permitted' } })
    expect(await plan({ ...soeren, organisationId: newId() })).toMatchObject({ refusal: { kind: 'no_such_agreement' } })
    expect(await plan(soeren, { activity: 'course_day' })).toMatchObject({ refusal: { kind: 'no_such_activity' } })
    expect(await plan(soeren, { activity: 'course_day', phase: 'main' })).toMatchObject({ refusal: { kind: 'not_in_the_phase' } })
    expect(await plan(soeren, { who: [] })).toMatchObject({ refusal: { kind: 'nobody_expected' } })
  })
})

describe('the register', () => {
  test('counts present, late and partly as attended, absent not, and nothing that did not take place', async () => {
    const before = (await owed(amina, 'vat_class'))?.attended ?? 0
    const peterBefore = (await owed(peter, 'vat_class'))?.attended ?? 0
    expect(await owed(amina, 'vat_class')).toMatchObject({ demanded: 2, attended: before, missing: 2 - before })
    expect(await register(scene.soeren, { lines: [line(amina, 'late'), line(peter, 'absent', 'illness')] })).toEqual(done)
    expect((await owed(amina, 'vat_class'))?.missing).toBe(1 - before)
    expect((await owed(peter, 'vat_class'))?.attended).toBe(peterBefore)
    expect(await register(scene.mette, { version: 2, tookPlace: false, lines: [] })).toEqual(done)
    expect((await owed(amina, 'vat_class'))?.attended).toBe(before)
    const left = await scene.as(scene.soeren, noon('2015-11-02'), (tx) => participants(tx, sessionId))
    expect(
      left.map(({ outcome, reason }) => [outcome, reason]),
      'what did not take place nobody was absent from',
    ).toEqual([
      [null, null],
      [null, null],
    ])
  })

  test('two teachers at once: one is saved, the other is told and overwrites nothing', async () => {
    const two = await Promise.all([
      register(scene.soeren, { lines: [line(amina, 'absent', 'no_word'), line(peter)] }),
      register(scene.mette, { lines: [line(amina), line(peter, 'absent', 'work')] }),
    ])
    expect(two.filter((answer) => answer.ok)).toHaveLength(1)
    expect(two.find((answer) => !answer.ok)).toEqual({ ok: false, refusal: { kind: 'saved_by_another' } })
    const kept = await scene.as(
      scene.soeren,
      noon('2015-11-02'),
      async (tx) => [await session(tx, sessionId), await participants(tx, sessionId)] as const,
    )
    expect(kept[0]?.version).toBe(2)
    expect(kept[1].filter((person) => person.outcome === 'absent')).toHaveLength(1)
  })

  test('before its day the page says so, and asks for nothing', async () => {
    const later = await plan(scene.soeren, { on: '2015-11-03' })
    assert(later.ok, 'planned')
    const { html } = await pages.get(scene.soeren, `/sessions/${later.value}`)
    expect([html.includes('Gangen er ikke holdt endnu'), html.includes('name="took_place"'), html.includes('Amina')]).toEqual([
      true,
      false,
      true,
    ])
  })

  test('is refused without a reason for absence, with one for presence, before the day, with somebody missing or a stranger', async () => {
    const { soeren } = scene
    const kind = async (more: Register) => {
      const answer = await register(soeren, more)
      return answer.ok ? null : answer.refusal.kind
    }
    expect(await kind({ lines: [line(amina, 'absent'), line(peter)] })).toBe('reason_missing')
    expect(await kind({ lines: [line(amina, 'late', 'work'), line(peter)] })).toBe('reason_without_absence')
    expect(await kind({ today: '2015-11-01' })).toBe('not_held_yet')
    expect(await kind({ lines: [line(amina)] })).toBe('register_incomplete')
    expect(await kind({ lines: [line(amina), line(amina)] })).toBe('register_incomplete')
    expect(await kind({ lines: [line(amina), { enrolmentId: 'nobody', outcome: 'present', reason: null }] })).toBe('register_incomplete')
    expect(await kind({ version: 0.5 })).toBe('saved_by_another')
    expect(await register(scene.ibrahim)).toMatchObject({ refusal: { kind: 'not_permitted' } })
    expect(await register({ ...soeren, organisationId: newId() })).toMatchObject({ refusal: { kind: 'no_such_session' } })
  })

  test('saved twice by the same request counts once; with other words it is told, not lost', async () => {
    const requestId = newId()
    expect(await register(scene.soeren, { requestId })).toEqual(done)
    expect(await register(scene.soeren, { requestId })).toEqual(done)
    expect(await scene.as(scene.soeren, noon('2015-11-02'), (tx) => savings(tx, sessionId))).toHaveLength(1)
    expect(await register(scene.soeren, { requestId, lines: [line(amina, 'late'), line(peter)] })).toMatchObject({
      refusal: { kind: 'saved_by_another' },
    })
  })

  test('a correction keeps what was known before it', async () => {
    const known = (at: string) =>
      scene.as(scene.birgitte, noon('2015-12-01'), (tx) =>
        tx.rows(
          z.object({ offered: z.int().nullable(), attended: z.int().nullable() }),
          sql`select sum(offered)::int as offered, sum(attended)::int as attended
              from activities.minutes_attended(${scene.agreementId}, ${noon(at)}, ${day('2015-12-01')}) where activity = 'course_day' or activity = 'tax_class'`,
        ),
      )
    const planned = await plan(scene.soeren, { activity: 'tax_class' })
    assert(planned.ok, 'planned')
    sessionId = planned.value
    expect(await register(scene.soeren, { at: '2015-11-03' })).toEqual(done)
    expect(await register(scene.soeren, { version: 2, at: '2015-11-10', lines: [line(amina), line(peter, 'absent', 'work')] })).toEqual(
      done,
    )
    expect(await known('2015-11-02')).toEqual([{ offered: null, attended: null }])
    expect(await known('2015-11-04')).toEqual([{ offered: 2, attended: 2 }])
    expect(await known('2015-11-11')).toEqual([{ offered: 2, attended: 1 }])
    const saved = await scene.as(scene.soeren, noon('2015-11-12'), (tx) => savings(tx, sessionId))
    expect(saved.map((one) => [one.version, one.words.done])).toEqual([
      [3, 'Momsangivelsen blev udfyldt.'],
      [2, 'Momsangivelsen blev udfyldt.'],
    ])
  })

  test('the database lets nobody change what was saved', async () => {
    expect(await register(scene.soeren)).toEqual(done)
    for (const change of [
      sql`update activities.register set took_place = false where session_id = ${sessionId}`,
      sql`delete from activities.register_line where session_id = ${sessionId}`,
    ])
      await expect(scene.as(scene.soeren, noon('2015-11-02'), (tx) => tx.run(change))).rejects.toThrow('permission denied')
  })

  test('the database refuses an absence without a reason', async () => {
    await expect(
      scene.database.ownerDb.transaction(nobody(day('2015-11-02')), (tx) =>
        tx.run(sql`update activities.participant set outcome = 'absent' where session_id = ${sessionId}`),
      ),
    ).rejects.toMatchObject({ constraint: 'participant_reason_when_absent' })
  })
})

describe('the pages', () => {
  test('the teacher registers; a missing reason comes back filled; the job centre sees who came and not why', async () => {
    const { soeren, ibrahim } = scene
    const path = `/sessions/${sessionId}`
    const sent = { request_id: newId(), version: '1', took_place: 'yes', [`o_${amina.id}`]: 'absent', [`o_${peter.id}`]: 'present' }
    const wrong = await pages.post(soeren, path, { ...sent, [`o_${peter.id}`]: 'absent' })
    const ledTo = [amina, peter].filter(({ id }) => wrong.html.includes(`<a href="#r_${id}">`) && wrong.html.includes(`id="r_${id}"`))
    expect([wrong.status, wrong.html.includes('Vælg en årsag'), ledTo.length], 'leads to each').toEqual([422, true, 2])
    const saved = await pages.post(soeren, path, { ...sent, [`r_${amina.id}`]: 'illness' })
    expect([saved.status, saved.location]).toEqual([303, `/sessions?saved=${sent.request_id}`])
    const seen = await pages.get(ibrahim, path)
    expect([seen.status, seen.html.includes('Udeblev'), seen.html.includes('Syg'), seen.html.includes('took_place')]).toEqual([
      200,
      true,
      false,
      false,
    ])
    expect((await pages.post(ibrahim, path, sent)).status).toBe(403)
    expect((await pages.get({ ...soeren, organisationId: newId() }, path)).status).toBe(404)
    expect((await pages.get({ ...soeren, organisationId: scene.birgitte.organisationId }, path)).status).toBe(404)
  })

  test('the second teacher gets the page back with both, and may save theirs on top', async () => {
    expect(await register(scene.mette, { lines: [line(amina, 'absent', 'work'), line(peter)] })).toEqual(done)
    const path = `/sessions/${sessionId}`
    const mine = { request_id: newId(), version: '1', took_place: 'yes', done_words: 'Vi lavede budget.' }
    const told = await pages.post(scene.soeren, path, { ...mine, [`o_${amina.id}`]: 'late', [`o_${peter.id}`]: 'present' })
    expect(told.status).toBe(422)
    for (const part of ['Mette Holm har gemt', 'Gemt af en anden: Udeblev (Arbejde)', 'Vi lavede budget.', 'name="version" value="2"'])
      expect(told.html).toContain(part)
    const again = { ...mine, version: '2', request_id: newId(), [`o_${amina.id}`]: 'late', [`o_${peter.id}`]: 'present' }
    expect((await pages.post(scene.soeren, path, again)).status).toBe(303)
    expect((await pages.get(scene.soeren, `${path}/roster`)).html).toContain('Amina')
  })

  test('the plan names a wrong field and comes back filled', async () => {
    const fields = {
      request_id: newId(),
      activity: 'vat_class',
      held_on: '31.11.2015',
      starts_at: '10.00',
      minutes: '60',
      place: 'Rådhuset',
    }
    const wrong = await pages.post(scene.soeren, `/enrolments/${amina.id}/sessions`, fields)
    expect([wrong.status, wrong.html.includes('href="#held_on"'), wrong.html.includes('value="Rådhuset"')]).toEqual([422, true, true])
    expect(wrong.html).toContain('href="#expected"')
    const christmas = { ...fields, held_on: '25.12.2015', expected: amina.id }
    const looked = await pages.post(scene.soeren, `/enrolments/${amina.id}/sessions`, christmas)
    expect([looked.status, looked.html.includes('Dagen, fredag 25.12.2015, er en helligdag')]).toEqual([409, true])
    const past = { ...christmas, held_on: '26.10.2015', do: 'despite-0-closed_day' }
    const other = await pages.post(scene.soeren, `/enrolments/${amina.id}/sessions`, past)
    expect([other.status, other.html.includes('er forbi'), other.html.includes('value="despite-0-past_day"')]).toEqual([409, true, true])
    const despite = { ...christmas, do: 'despite-0-closed_day' }
    expect((await pages.post(scene.soeren, `/enrolments/${amina.id}/sessions`, despite)).status).toBe(303)
  })

  test('the case shows held sessions and what is owed', async () => {
    expect(await register(scene.soeren)).toEqual(done)
    await scene.as(scene.ibrahim, noon('2015-11-02'), async (tx) => {
      expect((await activityTimeline(tx, 'da', { enrolmentId: peter.id })).length).toBeGreaterThan(0)
      expect((await activityCards(tx, { lang: 'en', today: day('2015-11-02') }, { enrolmentId: peter.id }))[0]?.facts.length).toBe(6)
    })
  })
})
