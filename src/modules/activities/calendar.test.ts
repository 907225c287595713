import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CitizenActor, PersonId } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { type Pages, pagesOf } from '../../../test/support/pages.ts'
import { noGoals } from '../../../test/support/no-goals.ts'
import { startedRun } from '../../../test/support/started-run.ts'
import { type ClassId, activitiesModule, cancelSession, makeClass, moveSession, sessionsOfClass } from './index.ts'
import { momentsOf } from './domain/feed.ts'

let scene: Scene
let pages: Pages
let amina: Awaited<ReturnType<typeof startedRun>>
let module: ReturnType<typeof activitiesModule>
const classId = newId<'class'>()
const url = 'https://grobund.example'
let today = day('2016-03-01')
const clock = { now: () => noon(today.toString()), today: () => today }

beforeAll(async () => {
  scene = await makeScene()
  amina = await startedRun(scene, 'Amina Yıldız')
  module = activitiesModule(
    { db: scene.database.db, clock, publicUrl: () => url },
    { overdueSteps: () => Promise.resolve([]), goals: noGoals },
  )
  pages = pagesOf(module.routes, clock)
  await classOver(classId)
})
afterAll(() => scene.database.close())

/** Four Wednesdays around the night to 27 March 2016, when clocks go forward. */
async function classOver(requestId: ClassId): Promise<void> {
  const template = { from: day('2016-03-16'), weekdays: [3], everyWeeks: 1, count: 4 }
  const plan = {
    agreementId: scene.agreementId,
    phase: 'qualifying',
    activity: 'vat_class',
    label: 'Aminas hold',
    template,
    startsAt: Temporal.PlainTime.from('09:00'),
    minutes: 180,
    place: 'Lokale 2; bygning A',
    teacherId: scene.soeren.accountId,
    enrolmentIds: [amina.id],
    requestId,
  } as const
  const made = await scene.as(scene.soeren, noon('2016-03-01'), (tx) =>
    makeClass(tx, { actor: scene.soeren, plan, at: noon('2016-03-01') }),
  )
  assert(made.ok, JSON.stringify(made))
}

async function linkOf(actor: Parameters<Pages['get']>[0], path: string, kind: string, subject: string): Promise<string> {
  const made = await pages.post(actor, path, { request_id: newId(), kind, subject })
  const found = /https:\/\/grobund\.example(\/calendar\/[\w-]+\.ics)/.exec(made.html)?.[1]
  assert(found !== undefined, made.html.slice(0, 400))
  return found
}

const feedOf = (path: string) => pages.get(scene.birgitte, path)

describe('a calendar feed', () => {
  test('has the right hour on both sides of daylight saving, in UTC', async () => {
    const { status, html } = await feedOf(await linkOf(scene.soeren, '/calendars', 'coach', scene.soeren.accountId))
    expect(status).toBe(200)
    expect([...html.matchAll(/DTSTART:(\S+)/g)].map((found) => found[1])).toEqual([
      '20160316T080000Z',
      '20160323T080000Z',
      '20160330T070000Z',
      '20160406T070000Z',
    ])
    expect(html).not.toContain('TZID')
    expect(momentsOf({ on: day('2016-10-30'), startsAt: Temporal.PlainTime.from('01:30'), minutes: 120 }).end.toString()).toBe(
      '2016-10-30T01:30:00Z',
    )
  })

  test('names nobody: neither the participants nor what staff call the class', async () => {
    for (const [kind, subject] of [
      ['coach', scene.soeren.accountId],
      ['class', classId],
    ] as const) {
      const { html } = await feedOf(await linkOf(scene.soeren, '/calendars', kind, subject))
      expect(html).toContain('SUMMARY:Undervisning i moms\\, 1. gang')
      for (const secret of ['Amina', 'Aminas hold', 'I-2015', 'Søren']) expect(html).not.toContain(secret)
    }
  })

  test('of a citizen shows their own sessions, and follows a move and a cancellation under the same identity', async () => {
    const path = await linkOf(amina.citizen, '/me/calendar', 'citizen', amina.personId)
    const first = (await feedOf(path)).html
    const [one, two] = await scene.as(scene.soeren, noon('2016-03-01'), (tx) => sessionsOfClass(tx, classId))
    assert(one !== undefined && two !== undefined, 'two sessions')
    const common = { actor: scene.soeren, askedBy: 'venue', reason: 'room', today: day('2016-03-02'), at: noon('2016-03-02') } as const
    const to = { on: day('2016-03-17'), startsAt: Temporal.PlainTime.from('10:00'), place: 'Biblioteket', scope: 'one' } as const
    await scene.as(scene.soeren, noon('2016-03-02'), async (tx) => {
      await moveSession(tx, { ...common, sessionId: one.id, move: to, requestId: newId() })
      await cancelSession(tx, { ...common, sessionId: two.id, requestId: newId() })
    })
    const second = (await feedOf(path)).html
    const ids = (text: string) => [...text.matchAll(/UID:(\S+)/g)].map((found) => found[1])
    expect(ids(second)).toEqual(ids(first))
    for (const part of ['DTSTART:20160317T090000Z', 'SEQUENCE:1', 'STATUS:CANCELLED']) expect(second).toContain(part)
  })

  test('ends when it is revoked or made anew, and a wrong secret opens nothing; the secret is not in the database', async () => {
    const old = await linkOf(scene.mette, '/calendars', 'coach', scene.mette.accountId)
    const path = await linkOf(scene.mette, '/calendars', 'coach', scene.mette.accountId)
    expect((await feedOf(old)).status).toBe(404)
    expect((await feedOf(path)).status).toBe(200)
    const page = await pages.get(scene.mette, '/calendars')
    expect(page.html, 'shown once').not.toContain(path)
    const form = /action="(\/calendars\/[\w-]+\/revoke)"/.exec(page.html)?.[1]
    assert(form !== undefined, 'it can be revoked')
    expect((await pages.post(scene.soeren, form, { request_id: newId() })).status, 'another cannot').toBe(303)
    expect((await feedOf(path)).status).toBe(200)
    await pages.post(scene.mette, form, { request_id: newId() })
    expect((await feedOf(path)).status).toBe(404)
    expect((await feedOf('/calendar/AAAA.ics')).status).toBe(404)
    const kept = await scene.database.ownerDb.transaction(nobody(today), (tx) =>
      tx.rows(z.object({ line: z.string() }), sql`select row_to_json(l)::text as line from activities.calendar_link l`),
    )
    const secret = path.slice('/calendar/'.length, -'.ics'.length)
    expect(kept.some(({ line }) => line.includes(secret))).toBe(false)
  })

  test('is for those who teach and for citizens; nobody gets a link to what is not theirs', async () => {
    expect((await pages.get(scene.ibrahim, '/calendars')).status).toBe(403)
    const other = { request_id: newId(), kind: 'coach', subject: scene.mette.accountId }
    expect((await pages.post(scene.soeren, '/calendars', other)).status).toBe(404)
    expect((await pages.post(amina.citizen, '/me/calendar', { ...other, kind: 'class', subject: classId })).status).toBe(404)
  })
})

describe('a calendar that somebody took with them', () => {
  const asOwner = (statement: ReturnType<typeof sql>) => scene.database.ownerDb.transaction(nobody(today), (tx) => tx.run(statement))
  const ownDays = { until: day('2016-03-31') }

  /** Someone with an account of their own who acts for Amina until the last day. */
  async function representative(): Promise<CitizenActor> {
    const [accountId, humanId] = [newId<'account'>(), newId<'human'>()]
    await asOwner(sql`insert into access.human (id) values (${humanId})`)
    await asOwner(
      sql`insert into access.account (id, human_id, email, name) values (${accountId}, ${humanId}, ${`${accountId}@example.dk`}, 'Værge')`,
    )
    await asOwner(sql`
      insert into access.representing (account_id, representation_id, person_id, scope, during)
      values (${accountId}, ${newId()}, ${amina.personId}, 'meetings', daterange('2016-01-01', ${ownDays.until}::date, '[]'))`)
    return { kind: 'citizen', accountId, humanId, name: 'Værge', personId: amina.personId, scope: 'meetings' }
  }

  test('ends with the last day of the representation', async () => {
    const before = today
    const path = await linkOf(await representative(), '/me/calendar', 'citizen', amina.personId)
    today = ownDays.until
    expect((await feedOf(path)).status).toBe(200)
    today = today.add({ days: 1 })
    expect((await feedOf(path)).status).toBe(404)
    today = before
  })

  test('ends when the account is closed, as it is when the person is erased', async () => {
    const guardian = await representative()
    const path = await linkOf(guardian, '/me/calendar', 'citizen', amina.personId)
    expect((await feedOf(path)).status).toBe(200)
    await asOwner(sql`update access.account set disabled_at = now() where id = ${guardian.accountId}`)
    expect((await feedOf(path)).status).toBe(404)
  })
})

test('a feed ends with the role it was for, also for one who stays in the house with another', async () => {
  const path = await linkOf(scene.soeren, '/calendars', 'coach', scene.soeren.accountId)
  expect((await feedOf(path)).status).toBe(200)
  const asOwner = (statement: ReturnType<typeof sql>) => scene.database.ownerDb.transaction(nobody(today), (tx) => tx.run(statement))
  const role = (to: string) => asOwner(sql`update access.membership set role = ${to} where account_id = ${scene.soeren.accountId}`)
  await role('finance_clerk')
  expect((await feedOf(path)).status).toBe(404)
  await role('coach')
  expect((await feedOf(path)).status).toBe(200)
})

test('the form for a new session names the participants only to who teaches under the agreement', async () => {
  const path = `/enrolments/${amina.id}/sessions/new`
  expect((await pages.get(scene.soeren, path)).html).toContain('Amina')
  const coachOfJobCentre = { ...scene.ibrahim, roles: ['coach' as const] }
  const { status, html } = await pages.get(coachOfJobCentre, path)
  expect([status, html.includes('Amina')]).toEqual([404, false])
  const form = { request_id: newId(), activity: 'bogus' }
  expect((await pages.post(coachOfJobCentre, `/enrolments/${amina.id}/sessions`, form)).html).not.toContain('Amina')
})

describe('reminders', () => {
  const remindersOf = (personId: PersonId) =>
    scene.database.ownerDb.transaction(nobody(today), async (tx) => {
      const rows = await tx.rows(
        z.object({ subject_id: z.string() }),
        sql`select subject_id from notices.notice where kind = 'session_reminder' and to_person_id = ${personId} order by at`,
      )
      return rows.map((row) => row.subject_id)
    })

  test('are sent once, the day before, again after a move, and not for what was cancelled', async () => {
    const own = newId<'class'>()
    await classOver(own)
    const ids = (await scene.as(scene.soeren, noon('2016-03-01'), (tx) => sessionsOfClass(tx, own))).map((one) => one.id)
    const [first = newId<'session'>(), second = newId<'session'>()] = ids
    const due = async (on: string) => {
      today = day(on)
      await module.due?.(today)
      return (await remindersOf(amina.personId)).filter((id) => ids.some((one) => one === id))
    }
    expect(await due('2016-03-14')).toEqual([])
    expect(await due('2016-03-15')).toEqual([first])
    expect(await due('2016-03-15')).toEqual([first])
    const common = { actor: scene.soeren, askedBy: 'venue', reason: 'room', requestId: newId(), today, at: noon('2016-03-15') } as const
    const to = { on: day('2016-03-18'), startsAt: Temporal.PlainTime.from('10:00'), place: 'Biblioteket', scope: 'one' } as const
    await scene.as(scene.soeren, noon('2016-03-15'), async (tx) => {
      await moveSession(tx, { ...common, sessionId: first, move: to })
      await cancelSession(tx, { ...common, sessionId: second })
    })
    expect(await due('2016-03-17')).toEqual([first, first])
    expect(await due('2016-03-22')).toEqual([first, first])
  })

  test('are not sent for what was planned beyond the end of a run', async () => {
    const own = newId<'class'>()
    await classOver(own)
    const [first] = (await scene.as(scene.soeren, noon('2016-03-01'), (tx) => sessionsOfClass(tx, own))).map((one) => one.id)
    const before = (await remindersOf(amina.personId)).length
    const wish = { step: 'end_early', lastDay: day('2016-03-14'), initiator: 'citizen', tookPart: true } as const
    expect((await scene.step(scene.mette, '2016-03-14', amina.id, wish, { reason: 'got_job' })).ok).toBe(true)
    today = day('2016-03-15')
    await module.due?.(today)
    const after = await remindersOf(amina.personId)
    expect([after.length, after.includes(first ?? '')]).toEqual([before, false])
  })
})
