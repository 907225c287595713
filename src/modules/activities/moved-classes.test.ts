import { z } from 'zod'
import { afterAll, describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { classScene } from '../../../test/support/class-scene.ts'
import { planMove, sessionsOfDay, teachersOn } from './index.ts'

const { scene, pages, amina, at, today, sessionsOf, daysOf, moving, move, madeClass } = await classScene()
afterAll(() => scene.database.close())

/** Who was told what of a class or session, but for its planning; citizens and roles once each. */
const toldOf = (subject: string) =>
  scene.database.ownerDb.transaction(nobody(today), (tx) =>
    tx.rows(
      z.object({ kind: z.string(), who: z.string() }),
      sql`
      select distinct kind, case when to_person_id is not null then 'citizen' else coalesce(account_id::text, 'role') end as who
      from notices.notice where subject_id = ${subject} and kind <> 'session_planned' order by kind, who`,
    ),
  )

describe('moving a class', () => {
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
      teacher: scene.soeren.accountId,
      scope: 'later',
      asked_by: 'venue',
      reason: 'room',
      do: 'look',
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

  test('a coach leaves: the rest of the class goes to a colleague, who has it on their day; a caseworker is refused', async () => {
    const { plan, ids } = await madeClass({
      place: 'Lokale 14',
      template: { from: day('2016-10-04'), weekdays: [2], everyWeeks: 1, count: 3 },
    })
    const [, second = newId<'session'>()] = ids
    const to = (teacherId: Id<'account'>) => moving('2016-10-11', { scope: 'later', place: 'Lokale 14', teacherId })
    expect(await move(scene.soeren, second, to(scene.ibrahim.accountId))).toMatchObject({ refusal: { kind: 'no_such_teacher' } })
    const shown = await pages.post(scene.soeren, `/sessions/${second}/move`, {
      request_id: newId(),
      to_on: '11.10.2016',
      starts_at: '9.00',
      place: 'Lokale 14',
      teacher: scene.mette.accountId,
      scope: 'later',
      asked_by: 'teacher',
      reason: 'other',
      do: 'look',
    })
    expect(shown.html).toContain('Underviser: Mette Holm.')
    expect(await move(scene.soeren, second, to(scene.mette.accountId))).toEqual({ ok: true, value: 2 })
    const { soeren, mette } = scene
    expect((await sessionsOf(plan)).map(({ teacherId }) => teacherId)).toEqual([soeren.accountId, mette.accountId, mette.accountId])
    // Søren did it himself; Mette hears that it is hers, and who comes that somebody else receives them, not that it was moved.
    expect(await toldOf(plan.requestId)).toEqual([
      { kind: 'session_teacher', who: 'citizen' },
      { kind: 'session_teacher', who: 'role' },
      { kind: 'teaching_given', who: mette.accountId },
    ])
    expect(await move(soeren, second, { ...to(mette.accountId), on: day('2016-10-12'), scope: 'one' })).toEqual({ ok: true, value: 1 })
    expect(await toldOf(second)).toContainEqual({ kind: 'teaching_changed', who: mette.accountId })
    const day18 = await scene.as(mette, at, (tx) => sessionsOfDay(tx, { accountId: mette.accountId, lang: 'da', today: day('2016-10-18') }))
    expect(day18.map(({ session }) => session.id)).toContain(ids[2])
    const taught = (on: string) => scene.as(mette, at, (tx) => teachersOn(tx, amina, day(on)))
    expect([await taught('2016-10-12'), await taught('2016-10-11')]).toEqual([[mette.accountId], []])
    const forged = sql`
      insert into activities.session_change (request_id, session_id, kind, asked_by, reason, from_on, from_time, from_place, to_on, to_time,
                                             to_place, from_teacher, to_teacher, changed_by, changed_at)
      select ${newId()}, session_id, kind, asked_by, reason, from_on, from_time, from_place, to_on, to_time, to_place, to_teacher, to_teacher,
             changed_by, changed_at from activities.session_change where session_id = ${second}`
    await expect(scene.database.ownerDb.transaction(nobody(today), (tx) => tx.run(forged))).rejects.toMatchObject({
      constraint: 'session_change_teacher',
    })
  })
})
