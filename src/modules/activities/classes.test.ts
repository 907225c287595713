import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { afterAll, describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { importPilot } from '#modules/agreements/index.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { classScene } from '../../../test/support/class-scene.ts'
import { type Move, cancelSession, planMove } from './index.ts'

const { scene, pages, amina, at, today, planOf, make, daysOf, moving, move, madeClass } = await classScene()
afterAll(() => scene.database.close())

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
      do: 'look',
    }
    const shown = await pages.post(scene.soeren, '/classes', fields)
    for (const part of [
      'mandag 01.02.2016',
      'Springes over',
      '23.05.2016',
      'En aftale ligger',
      'en deltager er optaget',
      'lokalet er optaget',
      'Én gang ligger derefter.',
    ])
      expect(shown.html).toContain(part)
    expect((await pages.post(scene.soeren, '/classes', { ...fields, do: 'make-0' })).status, 'what came in the way is shown first').toBe(
      200,
    )
    const made = await pages.post(scene.soeren, '/classes', { ...fields, do: 'make-1' })
    expect([made.status, made.location]).toEqual([303, `/classes/${fields.request_id}`])
    expect((await pages.get(scene.ibrahim, `/classes/${fields.request_id}`)).html).toContain('Amina')
    // Who runs under another agreement or in another phase is named before any date is shown, and not left out in silence.
    const pilot = JSON.parse(await readFile('pilots/ishoej-2015.json', 'utf8')) as object
    const other = await importPilot(scene.database.db, JSON.stringify({ ...pilot, key: 'another' }), at)
    assert(other.ok, 'another agreement of the same provider')
    const [subject, phase] = [`${other.value.agreementId}/qualifying/vat_class`, `${scene.agreementId}/main/course_day`]
    for (const [changed, why] of [
      [subject, 'hører ikke under holdets aftale'],
      [phase, 'er ikke i den fase'],
    ] as const) {
      const elsewhere = await pages.post(scene.soeren, '/classes', { ...fields, request_id: newId(), subject: changed })
      expect([elsewhere.status, elsewhere.html.includes('href="#expected"'), elsewhere.html.includes(why)], why).toEqual([422, true, true])
    }
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
    const stays = await pages.get(scene.soeren, `/sessions/${third}/change`)
    expect([stays.status, stays.html.includes('Gangen er aflyst.'), stays.html.includes('/cancel"')]).toEqual([200, true, false])
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
      teacher: scene.soeren.accountId,
      scope: 'later',
      asked_by: 'venue',
      reason: 'room',
      do: 'look',
    }
    const shown = await pages.post(scene.soeren, `/sessions/${first}/move`, fields)
    for (const part of ['tirsdag 07.06.2016', 'torsdag 09.06.2016', 'torsdag 16.06.2016', '2 deltagere får besked', 'value="move-0"'])
      expect(shown.html).toContain(part)
    const holiday = await pages.post(scene.soeren, `/sessions/${first}/move`, { ...fields, to_on: '05.05.2016' })
    expect([holiday.status, holiday.html.includes('helligdag')]).toEqual([422, true])
    const done = await pages.post(scene.soeren, `/sessions/${first}/move`, { ...fields, do: 'move-0' })
    expect([done.status, done.location]).toEqual([303, `/sessions/${first}`])
    expect((await pages.get(scene.soeren, `/sessions/${first}/change`)).html).toContain('09.06.2016')
    // The session tells how it came there; who may not move it is not told why.
    const story = ['tirsdag 07.06.2016 kl. 09.00', 'Stedet', 'Lokalet kan ikke bruges', 'Søren Bjerg']
    const [own, ibrahims] = [await pages.get(scene.soeren, `/sessions/${first}`), await pages.get(scene.ibrahim, `/sessions/${first}`)]
    expect(story.filter((part) => !own.html.includes(part))).toEqual([])
    expect(ibrahims.html).not.toContain('Lokalet kan ikke bruges')
    const colleague = { ...scene.mette, roles: scene.soeren.roles }
    const [leads, beside] = [await pages.get(scene.mette, `/sessions/${first}`), await pages.get(colleague, `/sessions/${first}`)]
    expect([leads.html.includes('Lokalet kan ikke bruges'), beside.html.includes('Lokalet kan ikke bruges')]).toEqual([true, false])
    expect(beside.html).toContain('Ses af underviseren')
    const slip = await pages.post(scene.soeren, `/sessions/${first}/move`, { ...fields, to_on: '09.06.2061' })
    expect([slip.status, slip.html.includes('href="#to_on"')]).toEqual([422, true])
  })

  test('the database refuses a register for what was cancelled', async () => {
    const { ids } = await madeClass({ place: 'Lokale 10', template: { from: day('2016-09-06'), weekdays: [2], everyWeeks: 1, count: 1 } })
    const update = sql`update activities.session set cancelled_at = ${at}, took_place = true where id = ${ids[0] ?? ''}`
    await expect(scene.database.ownerDb.transaction(nobody(today), (tx) => tx.run(update))).rejects.toMatchObject({
      constraint: 'session_cancelled_or_held',
    })
  })
})
