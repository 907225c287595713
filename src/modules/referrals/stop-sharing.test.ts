import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { movableClock } from '#platform/clock.ts'
import { sql } from '#platform/db/database.ts'
import { replay } from './domain/progress.ts'
import { happenings } from './store/events.ts'
import {
  confirmDecision,
  referral,
  type ReferralId,
  referralsModule,
  type SharingItem,
  startAssessment,
  stopSharing,
  submitAssessment,
} from './index.ts'
import {
  as,
  assessed,
  at,
  citizenOf,
  judged,
  must,
  openScene,
  peek,
  proposed,
  type Scene,
  sent,
  wording,
} from '../../../test/support/referral-scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.database.close())

const on = at('2015-10-14')
const kind = (result: { ok: true } | { ok: false; refusal: { kind: string } }) => (result.ok ? 'ok' : result.refusal.kind)
const stop = async (id: ReferralId, ...items: SharingItem[]) => {
  const actor = await citizenOf(scene, id)
  return as(scene, actor, on, (tx) => stopSharing(tx, { actor, referralId: id, at: on, items }))
}
const counted = z.object({ n: z.int() })
const seen = (id: ReferralId, actor: Scene['cast']['mette']) =>
  as(scene, actor, on, async (tx) => ({
    scores: (
      await tx.rows(
        z.object({ authority: z.string() }),
        sql`select distinct a.authority from referrals.score s join referrals.assessment a on a.id = s.assessment_id where a.referral_id = ${id} order by 1`,
      )
    ).map((row) => row.authority),
    economy: (await tx.one(counted, sql`select count(*)::int as n from referrals.section where referral_id = ${id} and code = 'economy'`))
      .n,
    snapshots: (await tx.one(counted, sql`select count(*)::int as n from referrals.decision_snapshot where referral_id = ${id}`)).n,
  }))

test('after both have scored: the provider loses it at once, the round is sealed again, both assess anew', async () => {
  const id = await assessed(scene, [3], [3])
  const { mette, ibrahim } = scene.cast
  expect(await seen(id, mette)).toMatchObject({ scores: ['acting_job_centre', 'provider'], economy: 1 })
  must(await stop(id, 'economy'))
  expect(await seen(id, mette)).toMatchObject({ scores: ['provider'], economy: 0 })
  expect(await seen(id, ibrahim)).toMatchObject({ scores: ['acting_job_centre'], economy: 1 })
  const now = await as(scene, mette, on, (tx) => referral(tx, id))
  expect(now).toMatchObject({ state: 'joint_assessment', round: 2, assessed: [], ball: 'both' })
  const history = await as(scene, ibrahim, on, (tx) => happenings(tx, id))
  expect(replay(history)).toMatchObject({ state: 'joint_assessment', round: 2, assessed: [] })
  // The new round is sealed and opened as the first was; the old one stays sealed.
  for (const actor of [mette, ibrahim])
    must(await as(scene, actor, on, (tx) => submitAssessment(tx, { actor, referralId: id, at: on, judgements: judged([3]) })))
  expect((await seen(id, mette)).scores).toEqual(['acting_job_centre', 'provider'])
})

test('in a hearing: the frozen basis is the job centre’s alone, and the refusal falls', async () => {
  const id = await assessed(scene, [2], [2])
  const { ibrahim, mette } = scene.cast
  const proposalId = await proposed(scene, id, wording('hearing'))
  const ports = { accepted: () => Promise.resolve() }
  must(await as(scene, ibrahim, on, (tx) => confirmDecision(tx, ports, { actor: ibrahim, referralId: id, proposalId, at: on })))
  expect((await seen(id, mette)).snapshots).toBe(1)
  must(await stop(id, 'economy'))
  expect([(await seen(id, mette)).snapshots, (await seen(id, ibrahim)).snapshots]).toEqual([0, 1])
  expect((await as(scene, ibrahim, on, (tx) => referral(tx, id)))?.state).toBe('joint_assessment')
})

test('what the case cannot do without, and what is not shared, cannot be stopped; the provider may not stop it', async () => {
  const id = await sent(scene)
  expect(kind(await stop(id, 'business_idea'))).toBe('needed_item_declined')
  expect(kind(await stop(id, 'health'))).toBe('nothing_stopped')
  const { mette } = scene.cast
  expect(kind(await as(scene, mette, on, (tx) => stopSharing(tx, { actor: mette, referralId: id, at: on, items: ['economy'] })))).toBe(
    'not_permitted',
  )
  must(await stop(id, 'economy'))
  expect(await as(scene, mette, on, (tx) => referral(tx, id))).toMatchObject({ state: 'submitted', round: 1 })
})

test('days that would end on a Sunday run to the Monday, and nobody is reminded before they are over', async () => {
  const id = await sent(scene)
  const { mette } = scene.cast
  const friday = at('2015-10-09')
  must(await as(scene, mette, friday, (tx) => startAssessment(tx, { actor: mette, referralId: id, at: friday })))
  const told = async (when: string) => {
    await referralsModule({ db: scene.db, clock: movableClock(at(when)) }, { accepted: () => Promise.resolve() }).due?.(day(when))
    const sum = sql`select count(*)::int as n from notices.notice where subject_id = ${id} and kind in ('ball_late', 'ball_escalated')`
    return (await peek(scene, z.object({ n: z.int() }), sum))[0]?.n
  }
  expect([await told('2015-10-19'), await told('2015-10-20')]).toEqual([0, 2])
  expect([await told('2015-10-24'), await told('2015-10-25')]).toEqual([2, 3])
})

test('the other authority never answers: it is reminded once, then the job centre’s lead; an answer starts the clock anew', async () => {
  const id = await sent(scene)
  const due = (when: string) =>
    referralsModule({ db: scene.db, clock: movableClock(at(when)) }, { accepted: () => Promise.resolve() }).due?.(day(when))
  const told = async () =>
    (
      await peek(
        scene,
        z.object({ what: z.string() }),
        sql`select kind || ' ' || role as what from notices.notice where subject_id = ${id} and kind in ('ball_late', 'ball_escalated') order by at`,
      )
    ).map((row) => row.what)
  await due('2015-10-09')
  expect(await told()).toEqual([])
  await due('2015-10-10')
  await due('2015-10-10')
  expect(await told()).toEqual(['ball_late programme_manager'])
  await due('2015-10-14')
  expect(await told()).toHaveLength(1)
  await due('2015-10-15')
  await due('2015-10-16')
  expect(await told()).toEqual(['ball_late programme_manager', 'ball_escalated job_centre_lead'])
  const { mette } = scene.cast
  const then = at('2015-10-19')
  must(await as(scene, mette, then, (tx) => startAssessment(tx, { actor: mette, referralId: id, at: then })))
  const [row] = await peek(
    scene,
    z.object({ reminded_on: z.string().nullable() }),
    sql`select reminded_on::text from referrals.referral where id = ${id}`,
  )
  expect(row?.reminded_on).toBeNull()
})
