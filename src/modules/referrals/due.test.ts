import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { movableClock } from '#platform/clock.ts'
import { sql } from '#platform/db/database.ts'
import {
  as,
  assessed,
  at,
  draftOf,
  must,
  openScene,
  peek,
  proposed,
  type Scene,
  sent,
  wording,
} from '../../../test/support/referral-scene.ts'
import { confirmDecision, recordedEvents, referral, type ReferralId, referralsModule } from './index.ts'

let scene: Scene
const ports = { accepted: () => Promise.resolve() }
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.database.close())

const due = (on: string) => referralsModule({ db: scene.db, clock: movableClock(at(on)) }, ports).due?.(day(on)) ?? Promise.resolve(0)
const look = (id: ReferralId, on: string) => as(scene, scene.cast.ibrahim, at(on), (tx) => referral(tx, id))

test('a draft nobody touched lapses after 90 days and no day before, once, and says so', async () => {
  const id = await draftOf(scene)
  expect(await due('2016-01-03')).toBe(0)
  expect(await due('2016-01-04')).toBe(1)
  expect(await due('2016-01-04')).toBe(0)
  expect((await look(id, '2016-01-04'))?.state).toBe('withdrawn')
  const events = await as(scene, scene.cast.ibrahim, at('2016-01-04'), (tx) => recordedEvents(tx, id))
  expect(events.at(-1)).toMatchObject({ name: 'lapse', accountId: null })
})

test('a sent referral never lapses', async () => {
  const id = await sent(scene)
  await due('2016-06-01')
  expect((await look(id, '2015-10-06'))?.state).toBe('submitted')
})

test('a hearing that ran out gives the ball to both the day after its last day', async () => {
  const id = await assessed(scene, [2], [2])
  const proposalId = await proposed(scene, id, wording('hearing'))
  const { ibrahim: actor } = scene.cast
  must(
    await as(scene, actor, at('2015-10-13'), (tx) =>
      confirmDecision(tx, ports, { actor, referralId: id, proposalId, at: at('2015-10-13') }),
    ),
  )
  expect(await due('2015-10-27')).toBe(0)
  expect((await look(id, '2015-10-27'))?.ball).toBe('citizen')
  expect(await due('2015-11-02')).toBe(1)
  const after = await look(id, '2015-11-02')
  expect([after?.ball, after?.ballSince.toString()]).toEqual(['both', '2015-10-28'])
  expect(await due('2015-11-02')).toBe(0)
})

test('a review day calls the caseworker once', async () => {
  const id = await assessed(scene, [2], [2])
  const proposalId = await proposed(scene, id, wording('not_now', { reviewOn: day('2015-12-01') }))
  const { ibrahim: actor } = scene.cast
  must(
    await as(scene, actor, at('2015-10-13'), (tx) =>
      confirmDecision(tx, ports, { actor, referralId: id, proposalId, at: at('2015-10-13') }),
    ),
  )
  // Counted by its task: the scene's other cases fall due on days of their own.
  const called = async (on: string) => {
    await due(on)
    const task = sql`select count(*)::int as n from notices.notice where subject_id = ${id} and kind = 'review_due'`
    return (await peek(scene, z.object({ n: z.int() }), task))[0]?.n
  }
  expect(await called('2015-11-30')).toBe(0)
  expect(await called('2015-12-01')).toBe(1)
  expect(await called('2015-12-02')).toBe(1)
})
