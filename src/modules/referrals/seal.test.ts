import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import { sql } from '#platform/db/database.ts'

import { referral, type ReferralId, saveAssessment, startAssessment, submitAssessment } from './index.ts'

import { as, assessed, at, citizenOf, judged, must, openScene, peek, type Scene, sent } from '../../../test/support/referral-scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.database.close())

const kind = (result: { ok: true } | { ok: false; refusal: { kind: string } }) => (result.ok ? 'ok' : result.refusal.kind)
const stateOf = (id: ReferralId, on = '2015-10-14') => as(scene, scene.cast.ibrahim, at(on), async (tx) => (await referral(tx, id))?.state)

describe('the seal', () => {
  test('an authority reads its own scores only, until both are in; an administrator neither', async () => {
    const id = await sent(scene)
    const { ibrahim, mette, anne } = scene.cast
    const on = at('2015-10-12')
    const scores = (actor: typeof mette) =>
      as(scene, actor, on, async (tx) =>
        (
          await tx.rows(
            z.object({ authority: z.string() }),
            sql`select distinct a.authority from referrals.score s join referrals.assessment a on a.id = s.assessment_id where a.referral_id = ${id} order by 1`,
          )
        ).map((row) => row.authority),
      )
    must(await as(scene, mette, on, (tx) => startAssessment(tx, { actor: mette, referralId: id, at: on })))
    must(await as(scene, mette, on, (tx) => submitAssessment(tx, { actor: mette, referralId: id, at: on, judgements: judged([1, 2]) })))
    expect(await scores(mette)).toEqual(['provider'])
    expect(await scores(ibrahim)).toEqual([])
    expect(await scores({ ...anne, organisationId: scene.organisations.vallensbaek })).toEqual([])
    expect(await scores(await citizenActorAsStaff(id))).toEqual([])
    must(await as(scene, ibrahim, on, (tx) => submitAssessment(tx, { actor: ibrahim, referralId: id, at: on, judgements: judged([3, 2]) })))
    expect(await scores(mette)).toEqual(['acting_job_centre', 'provider'])
    expect(await scores(ibrahim)).toEqual(['acting_job_centre', 'provider'])
  })

  async function citizenActorAsStaff(id: ReferralId) {
    const citizen = await citizenOf(scene, id)
    return { ...scene.cast.birgitte, accountId: citizen.accountId }
  }

  test('neither the log nor the events hold a score', async () => {
    const id = await assessed(scene, [1, 1, 1, 1, 1, 1, 1], [4, 4, 4, 4, 4, 4, 4])
    const lines = await peek(scene, z.object({ codes: z.unknown() }), sql`select codes from audit.line where noun_id = ${id}`)
    const events = await peek(scene, z.object({ payload: z.unknown() }), sql`select payload from referrals.event where referral_id = ${id}`)
    expect(JSON.stringify([...lines, ...events])).not.toMatch(/score|sentence|Det kan vi se/)
  })

  test('a submitted assessment is never changed: not by the program, not by the database role', async () => {
    const id = await sent(scene)
    const { mette } = scene.cast
    const on = at('2015-10-12')
    must(await as(scene, mette, on, (tx) => startAssessment(tx, { actor: mette, referralId: id, at: on })))
    const submit = () =>
      as(scene, mette, on, (tx) => submitAssessment(tx, { actor: mette, referralId: id, at: on, judgements: judged([3]) }))
    must(await submit())
    expect(kind(await submit())).toBe('already_assessed')
    expect(
      kind(await as(scene, mette, on, (tx) => saveAssessment(tx, { actor: mette, referralId: id, at: on, judgements: judged([2]) }))),
    ).toBe('already_assessed')
    const touched = await as(scene, mette, on, (tx) =>
      tx.run(
        sql`update referrals.score set score = 2 where assessment_id in (select id from referrals.assessment where referral_id = ${id})`,
      ),
    )
    expect(touched).toBe(0)
  })

  test('an assessment with a hole or a bare 4 is refused, and the draft is not lost', async () => {
    const id = await sent(scene)
    const { mette } = scene.cast
    const on = at('2015-10-12')
    must(await as(scene, mette, on, (tx) => startAssessment(tx, { actor: mette, referralId: id, at: on })))
    const bare = [{ criterion: 'skills', score: 4 as const, sentence: '', basis: '' }]
    must(await as(scene, mette, on, (tx) => saveAssessment(tx, { actor: mette, referralId: id, at: on, judgements: bare })))
    const result = await as(scene, mette, on, (tx) => submitAssessment(tx, { actor: mette, referralId: id, at: on, judgements: [] }))
    const lacks = !result.ok && result.refusal.kind === 'assessment_incomplete' ? result.refusal.lacks : []
    expect(lacks).toContainEqual({ criterion: 'skills', lacks: 'sentence' })
    expect(lacks).toContainEqual({ criterion: 'economy', lacks: 'score' })
    const kept = await peek(
      scene,
      z.object({ n: z.int() }),
      sql`
      select count(*)::int as n from referrals.score s join referrals.assessment a on a.id = s.assessment_id where a.referral_id = ${id}`,
    )
    expect(kept[0]?.n).toBe(1)
    await expect(
      as(scene, mette, on, (tx) => tx.run(sql`update referrals.assessment set submitted_at = ${on} where referral_id = ${id}`)),
    ).rejects.toThrow(/every criterion needs a score/)
  })

  test('both submit at the same instant: both are in, and the case is opened once', async () => {
    const id = await sent(scene)
    const { ibrahim, mette } = scene.cast
    const on = at('2015-10-12')
    must(await as(scene, mette, on, (tx) => startAssessment(tx, { actor: mette, referralId: id, at: on })))
    const submit = (actor: typeof mette) =>
      as(scene, actor, on, (tx) => submitAssessment(tx, { actor, referralId: id, at: on, judgements: judged(actor === mette ? [1] : [3]) }))
    const answers = await Promise.all([submit(ibrahim), submit(mette), submit(ibrahim)])
    expect(answers.map(kind).toSorted()).toEqual(['already_assessed', 'ok', 'ok'])
    expect(await stateOf(id)).toBe('conciliation')
  })
})
