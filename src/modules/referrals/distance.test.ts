import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { standAs, standing } from '#modules/caseload/index.ts'
import { movableClock } from '#platform/clock.ts'
import { sql } from '#platform/db/database.ts'
import { pagesOf } from '../../../test/support/pages.ts'
import { as, assessed, at, judged, must, openScene, proposed, type Scene, wording } from '../../../test/support/referral-scene.ts'
import { compare } from './domain/assessment.ts'
import { distance, openMoments } from './domain/distance.ts'
import { caseCards, confirmDecision, type Moment, reassess, type ReferralId, referralsModule, type Score } from './index.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.database.close())

const ports = { accepted: () => Promise.resolve() }
const kind = (result: { ok: true } | { ok: false; refusal: { kind: string } }) => (result.ok ? 'ok' : result.refusal.kind)
const on = at('2015-12-14')

async function accepted(): Promise<ReferralId> {
  const id = await assessed(scene, [2, 3], [3, 3])
  const { ibrahim } = scene.cast
  const proposalId = await proposed(scene, id, wording('accepted'))
  const then = at('2015-10-14')
  must(await as(scene, ibrahim, then, (tx) => confirmDecision(tx, ports, { actor: ibrahim, referralId: id, proposalId, at: then })))
  await as(scene, ibrahim, then, async (tx) => {
    const stands = await standing(tx, id)
    assert(stands !== null, 'an accepted case stands in line')
    await standAs(tx, { ...stands, phase: 'main' }, then)
  })
  return id
}
const again = (id: ReferralId, actor: Scene['cast']['mette'], moment: Moment, scores: readonly Score[], sentence = 'Det ses') =>
  as(scene, actor, on, (tx) =>
    reassess(tx, { actor, referralId: id, at: on, moment, judgements: judged(scores).map((one) => ({ ...one, sentence })) }),
  )

describe('the way', () => {
  const side = (score: Score) => ({ criterion: 'idea', score, sentence: '', basis: '' })
  const intake = compare(['idea'], { acting_job_centre: [side(2)], provider: [side(3)] }, [], 2)
  const later = [
    { moment: 'mid_phase' as const, on: day('2015-12-01'), scores: new Map<string, Score>([['idea', 3]]) },
    { moment: 'end' as const, on: day('2016-04-01'), scores: new Map<string, Score>([['idea', 4]]) },
  ]
  test('begins in the middle of two authorities, and is measured to the latest', () =>
    expect(distance(['idea'], intake, later)).toMatchObject([{ intakeHalves: 5, changeHalves: 3 }]))
  test('is unknown where the intake cannot be read', () =>
    expect(distance(['idea'], [], later)).toMatchObject([{ intakeHalves: null, changeHalves: null }]))
  test('a later moment closes those before it', () => expect(openMoments(['gate'], 'main')).toEqual(['end']))
  test('does not end while the first phase runs, and has no moment before the first day', () =>
    expect([openMoments([], 'qualifying'), openMoments([], 'line'), openMoments([], 'main')]).toEqual([
      ['mid_phase', 'gate'],
      [],
      ['mid_phase', 'gate', 'end'],
    ]))
})

test('the coach asks again; the card and the chart with its table show the way', async () => {
  const id = await accepted()
  const { soeren, mette, ibrahim } = scene.cast
  expect(kind(await again(id, ibrahim, 'mid_phase', [3]))).toBe('not_permitted')
  expect(kind(await again(id, soeren, 'mid_phase', [4], ''))).toBe('assessment_incomplete')
  must(await again(id, soeren, 'mid_phase', [4, 2], 'Det ses nu'))
  expect(kind(await again(id, mette, 'mid_phase', [4]))).toBe('moment_over')
  const cards = await as(scene, ibrahim, on, (tx) =>
    caseCards(tx, { actor: ibrahim, lang: 'da', today: day('2015-12-14') }, { referralId: id }),
  )
  expect(cards[1]?.facts).toEqual([
    { label: 'Senest vurderet', value: 'Midtvejs, 14.12.2015' },
    { label: 'Gået frem', value: '1 af 7 kriterier' },
    { label: 'Gået tilbage', value: '1 af 7 kriterier' },
  ])
  const pages = pagesOf(referralsModule({ db: scene.db, clock: movableClock(on) }, ports).routes, movableClock(on))
  const page = (await pages.get(ibrahim, `/referrals/${id}/distance`)).html
  expect([page.includes('<svg'), page.includes('+1½'), page.includes('−1'), page.includes('name="moment"')]).toEqual([
    true,
    true,
    true,
    false,
  ])
  for (const [who, why] of [
    [ibrahim, 'Det ses nu'],
    [soeren, 'Det ses nu'],
  ] as const)
    expect((await pages.get(who, `/referrals/${id}/distance`)).html, 'what was written at 1 and 4 can be read').toContain(why)
  const faulty = await pages.post(soeren, `/referrals/${id}/distance`, { moment: 'gate', 'complete-score': '3' })
  expect([faulty.status, faulty.html.includes('id="complete-score')]).toEqual([422, true])
  const nothing = await pages.post(soeren, `/referrals/${id}/distance`, {})
  expect([nothing.html.includes('href="#moment'), nothing.html.includes('Vælg en score')], 'all that is wrong at once').toEqual([
    true,
    true,
  ])
})

test('not before acceptance; and what was said is never changed, not even by the program', async () => {
  const { mette } = scene.cast
  expect(kind(await again(await assessed(scene, [3], [3]), mette, 'gate', [3]))).toBe('not_accepted')
  const id = await accepted()
  must(await again(id, mette, 'gate', [3]))
  await expect(as(scene, mette, on, (tx) => tx.run(sql`update referrals.reassessment_score set score = 4`))).rejects.toThrow(
    'permission denied',
  )
})
