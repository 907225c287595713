import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Day, day } from '#kernel/days.ts'
import { standing } from '#modules/caseload/index.ts'
import { publishDeadline } from '#modules/programmes/index.ts'
import { movableClock } from '#platform/clock.ts'
import { sql } from '#platform/db/database.ts'
import { type Pages, pagesOf } from '../../../test/support/pages.ts'
import { type Scene, as, assessed, at, must, openScene, peek, proposed, sent, wording } from '../../../test/support/referral-scene.ts'
import { checkExpected, expectedAgain } from '#modules/notices/index.ts'
import { expectedDecision } from './domain/delay.ts'
import { replay } from './domain/progress.ts'
import {
  confirmDecision,
  referral,
  type ReferralId,
  referralsModule,
  reviewReferral,
  startAssessment,
  tellDelay,
  withdrawReferral,
} from './index.ts'
import { happenings } from './store/events.ts'

const clock = movableClock(at('2015-10-05'))
const ports = { accepted: () => Promise.resolve() }
let scene: Scene
let pages: Pages
let due: (on: Day) => Promise<number>
beforeAll(async () => {
  scene = await openScene()
  const module = referralsModule({ db: scene.db, clock }, ports)
  pages = pagesOf(module.routes, clock)
  due = (on) => module.due?.(on) ?? Promise.resolve(0)
  const { lone } = scene.cast
  const admin = { ...(await scene.hire('Karin', lone.organisationId, ['administrator'])), roles: ['administrator' as const] }
  const from = day('2015-10-01')
  // Four weeks: what came on 5 October is decided by 2 November.
  must(
    await as(scene, admin, at('2015-10-01'), (tx) =>
      publishDeadline(tx, { actor: admin, caseType: 'intake', from, days: 28, legalSource: 'Byrådet', at: at('2015-10-01') }),
    ),
  )
})
afterAll(() => scene.database.close())

const run = (on: string) => {
  clock.moveTo(at(on))
  return due(day(on))
}
const kind = (result: { ok: true } | { ok: false; refusal: { kind: string } }) => (result.ok ? 'ok' : result.refusal.kind)
const expected = async (id: ReferralId) =>
  (await as(scene, scene.cast.ibrahim, at('2015-11-10'), (tx) => referral(tx, id)))?.expectedOn?.toString() ?? null
const letters = async (id: ReferralId) => {
  const rows = await peek(
    scene,
    z.object({ id: z.string() }),
    sql`select l.id from notices.letter l join referrals.referral r on r.case_number = l.case_number
        where r.id = ${id} and l.template = 'decision_delayed'`,
  )
  return rows.length
}
const told = async (id: ReferralId) =>
  (
    await peek(
      scene,
      z.object({ role: z.string() }),
      sql`select role from notices.notice where subject_id = ${id} and kind = 'decision_delayed' order by role`,
    )
  ).map(({ role }) => role)
const tell = (actor: Scene['cast']['mette'], id: ReferralId, on: string, delay: { expectedOn: string; why: string; seen?: string }) =>
  as(scene, actor, at(on), (tx) => {
    const seen = delay.seen === undefined ? null : day(delay.seen)
    return tellDelay(tx, { actor, referralId: id, at: at(on), expectedOn: day(delay.expectedOn), why: delay.why, seen })
  })

describe('a deadline that is not kept', () => {
  test('is written of on the day after it, once, with a new day; both authorities and the lead are told', async () => {
    const id = await sent(scene)
    await run('2015-11-02')
    expect([await letters(id), await expected(id)]).toEqual([0, null])
    await run('2015-11-03')
    await run('2015-11-03')
    // Submitted, assessed and agreed: 5 + 10 + 5 days are left by the working rhythm.
    expect([await letters(id), await expected(id)]).toEqual([1, '2015-11-23'])
    expect(await told(id)).toEqual(['caseworker', 'job_centre_lead', 'programme_manager'])
    await run('2015-11-23')
    expect(await letters(id)).toBe(1)
    // The new day is not kept either: another letter, and a day four weeks ahead, for nobody wants a letter a week.
    await run('2015-11-24')
    expect([await letters(id), await expected(id)]).toEqual([2, '2015-12-22'])
    const events = await as(scene, scene.cast.ibrahim, at('2015-11-24'), (tx) => happenings(tx, id))
    expect(replay(events).expectedOn?.toString()).toBe('2015-12-22')
  })

  test('is not written of by the job where the caseworker told of a day to come before', async () => {
    const id = await sent(scene)
    must(await tell(scene.cast.ibrahim, id, '2015-10-30', { expectedOn: '2015-11-20', why: 'Vi mangler et svar fra lægen.' }))
    await run('2015-11-03')
    await run('2015-11-20')
    expect([await letters(id), await expected(id)]).toEqual([1, '2015-11-20'])
    await run('2015-11-21')
    expect(await letters(id)).toBe(2)
  })

  test('is no deadline for a case that is withdrawn or decided, nor for what is taken up again after a decision', async () => {
    const { ibrahim } = scene.cast
    const withdrawn = await sent(scene)
    const on = at('2015-10-20')
    const withdrawal = { actor: ibrahim, referralId: withdrawn, at: on, reason: 'got_job', text: '' }
    must(await as(scene, ibrahim, on, (tx) => withdrawReferral(tx, withdrawal)))
    const later = await assessed(scene, [3], [3])
    const proposalId = await proposed(scene, later, wording('not_now'))
    must(await as(scene, ibrahim, on, (tx) => confirmDecision(tx, ports, { actor: ibrahim, referralId: later, proposalId, at: on })))
    const review = at('2016-01-12')
    must(await as(scene, ibrahim, review, (tx) => reviewReferral(tx, { actor: ibrahim, referralId: later, at: review })))
    expect((await as(scene, ibrahim, review, (tx) => standing(tx, later)))?.decideBy).toBeNull()
    await run('2016-01-13')
    expect([await letters(withdrawn), await letters(later)]).toEqual([0, 0])
  })
})

describe('a delay told by hand', () => {
  test('is the job centre’s to tell; the day lies ahead, within a year, and a reason is given', async () => {
    const id = await sent(scene)
    const { ibrahim, mette } = scene.cast
    const good = { expectedOn: '2015-11-20', why: 'Vi venter.' }
    expect(kind(await tell(mette, id, '2015-10-20', good))).toBe('not_permitted')
    expect(kind(await tell(ibrahim, id, '2015-10-20', { ...good, expectedOn: '2015-10-20' }))).toBe('expected_not_ahead')
    expect(kind(await tell(ibrahim, id, '2015-10-20', { ...good, expectedOn: '2016-10-20' }))).toBe('expected_too_far')
    expect(kind(await tell(ibrahim, id, '2015-10-20', { ...good, why: ' ' }))).toBe('text_missing')
    expect([await letters(id), await told(id)]).toEqual([0, []])
  })

  test('is read as a letter first, then sent; a form that is wrong comes back filled', async () => {
    const id = await sent(scene)
    const { ibrahim } = scene.cast
    clock.moveTo(at('2015-11-05'))
    must(
      await as(scene, ibrahim, at('2015-11-04'), (tx) =>
        startAssessment(tx, { actor: scene.cast.mette, referralId: id, at: at('2015-11-04') }),
      ),
    )
    const page = `/referrals/${id}/delay`
    const first = (await pages.get(ibrahim, page)).html
    expect(first).toContain('Sagen skulle være afgjort senest 02.11.2015')
    expect(first).toContain('value="20.11.2015"')
    const wrong = await pages.post(ibrahim, page, { expected_on: '05.11.2015', why: 'Vi venter på lægen', do: 'send' })
    expect([wrong.status, wrong.html.includes('skal ligge efter i dag'), wrong.html.includes('Vi venter på lægen')]).toEqual([
      422,
      true,
      true,
    ])
    const looked = await pages.post(ibrahim, page, { expected_on: '24.11.2015', why: 'Vi venter på lægen', do: 'look' })
    expect([looked.status, looked.html.includes('Din afgørelse er forsinket'), looked.html.includes('24. november 2015')]).toEqual([
      200,
      true,
      true,
    ])
    expect(await letters(id)).toBe(0)
    expect((await pages.post(ibrahim, page, { expected_on: '24.11.2015', why: 'Vi venter på lægen', do: 'send' })).location).toBe(
      `/cases/${id}`,
    )
    expect([await letters(id), await expected(id)]).toEqual([1, '2015-11-24'])
  })
})

test('two tell the citizen at once: one letter goes, and another only by who has seen it', async () => {
  const id = await sent(scene)
  const { ibrahim, lone } = scene.cast
  const both = await Promise.all([
    tell(ibrahim, id, '2015-10-30', { expectedOn: '2015-11-20', why: 'Vi venter.' }),
    tell(lone, id, '2015-10-30', { expectedOn: '2015-11-25', why: 'Vi venter.' }),
  ])
  expect(both.map(kind).toSorted()).toEqual(['ok', 'told_meanwhile'])
  const first = await expected(id)
  clock.moveTo(at('2015-10-30'))
  const page = `/referrals/${id}/delay`
  const send = (on: string, seen: string) => pages.post(ibrahim, page, { expected_on: on, why: 'Vi venter.', do: 'send', seen })
  const unseen = await send('01.12.2015', '')
  expect([unseen.status, unseen.html.includes('En anden har lige sendt et brev'), unseen.html.includes(`value="${first}"`)]).toEqual([
    422,
    true,
    true,
  ])
  expect((await send('01.12.2015', first ?? '')).status).toBe(303)
  expect((await send('01.12.2015', first ?? '')).status, 'pressed twice').toBe(303)
  expect([await letters(id), await expected(id)]).toEqual([2, '2015-12-01'])
})

test('the new day follows the working rhythm of what is left; a hearing that runs is waited for', () => {
  const today = day('2015-11-03')
  const days = (['submitted', 'information_requested', 'joint_assessment', 'conciliation'] as const).map((state) =>
    expectedDecision({ state, hearingUntil: null }, today).toString(),
  )
  expect(days).toEqual(['2015-11-23', '2015-11-30', '2015-11-18', '2015-11-09'])
  expect(expectedDecision({ state: 'refusal_proposed', hearingUntil: day('2015-11-10') }, today).toString()).toBe('2015-11-16')
  expect(expectedDecision({ state: 'refusal_proposed', hearingUntil: day('2015-11-01') }, today).toString()).toBe('2015-11-09')
  expect([
    checkExpected(today, today)?.kind,
    checkExpected(today.add({ days: 1 }), today),
    checkExpected(today.add({ days: 365 }), today),
  ]).toEqual(['expected_not_ahead', null, null])
})

test('who was told of a day that has passed is told of one four weeks ahead at least', () => {
  const today = day('2016-01-31')
  const in5 = today.add({ days: 5 })
  const in60 = today.add({ days: 60 })
  const told = today.subtract({ days: 1 })
  expect([expectedAgain(in5, null, today), expectedAgain(in5, told, today), expectedAgain(in60, told, today)].map(String)).toEqual([
    '2016-02-05',
    '2016-02-28',
    '2016-03-31',
  ])
})
