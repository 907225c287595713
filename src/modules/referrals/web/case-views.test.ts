import { afterAll, beforeAll, expect, test } from 'vitest'
import { assert } from '#kernel/result.ts'
import { movableClock } from '#platform/clock.ts'
import { standing } from '#modules/caseload/index.ts'
import { pagesOf } from '../../../../test/support/pages.ts'
import {
  as,
  assessed,
  at,
  citizenOf,
  draftOf,
  openScene,
  proposed,
  type Scene,
  sent,
  wording,
} from '../../../../test/support/referral-scene.ts'
import { caseCards, caseSteps, referralCase, referralsModule, standingWords, startAssessment, timeline } from '../index.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.database.close())

const text = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

test('what the workbench is given: rows, steps, card, timeline; a citizen reads no inner steps', async () => {
  const { ibrahim, mette } = scene.cast
  const id = await assessed(scene, [3], [3])
  await proposed(scene, id, wording('accepted'))
  const today = Temporal.PlainDate.from('2015-10-13')
  const read = (actor: typeof mette) =>
    as(scene, actor, at('2015-10-13'), async (tx) => {
      const reader = { actor, lang: 'da' as const, today }
      const key = await referralCase(tx, id, reader)
      return {
        key,
        row: await standing(tx, id),
        steps: await caseSteps(tx, reader, { referralId: id }),
        cards: await caseCards(tx, reader, { referralId: id }),
        timeline: await timeline(tx, reader, { referralId: id }),
      }
    })
  const ours = await read(ibrahim)
  assert(ours.row !== null, 'an open referral has its row')
  expect(ours.row).toMatchObject({ ball: 'acting_job_centre', responsible: { acting_job_centre: ibrahim.accountId, provider: null } })
  expect(standingWords(ours.row, 'acting_job_centre', { actor: ibrahim, lang: 'da' })).toMatchObject({
    phase: 'Fælles visitation',
    next: { label: 'Bekræft afgørelsen', href: `/referrals/${id}/decision` },
  })
  const adviser = { ...ibrahim, roles: ['financial_adviser' as const] }
  expect(standingWords(ours.row, 'acting_job_centre', { actor: adviser, lang: 'da' }).next, 'another role’s step').toEqual({
    label: 'Bekræft afgørelsen',
    href: `/cases/${id}`,
  })
  expect(ours.steps.find((step) => step.primary)?.label).toBe('Bekræft afgørelsen')
  const theirs = await read(mette)
  expect(standingWords(ours.row, 'provider', { actor: mette, lang: 'da' }).next).toBeNull()
  expect(theirs.steps.some((step) => step.primary)).toBe(false)
  expect(ours.cards[0]?.facts[0]).toEqual({ label: 'Hvor langt', value: 'Fælles visitation' })
  expect(ours.timeline.map((entry) => entry.title)).toContain('Afgørelse foreslået')
  const fatou = await citizenOf(scene, id)
  const own = await as(scene, fatou, at('2015-10-13'), (tx) => timeline(tx, { actor: fatou, lang: 'en', today }, { referralId: id }))
  expect(own.map((entry) => entry.title)).toEqual(['Referral begun', 'Referral sent', 'Joint assessment begun'])
})

test('what was referred is read by those who assess it, on the case and beside the scores, and not what was kept back', async () => {
  const { ibrahim, mette, soeren } = scene.cast
  const id = await sent(scene)
  const clock = movableClock(at('2015-10-06'))
  const when = clock.now()
  await as(scene, mette, when, (tx) => startAssessment(tx, { actor: mette, referralId: id, at: when }))
  const pages = pagesOf(referralsModule({ db: scene.db, clock }, { accepted: () => Promise.resolve() }).routes, clock)
  const read = async (actor: typeof mette, page = '') => text((await pages.get(actor, `/referrals/${id}${page}`)).html)
  const [theirs, beside, ours, coachs] = [await read(mette), await read(mette, '/assessment'), await read(ibrahim), await read(soeren)]
  expect(theirs).toContain('Varm frokost til små firmaer')
  expect(theirs).toMatch(/Kontanthjælp fra .*To lån/)
  expect(theirs, 'kept back').toContain('Helbred og hverdag Borgeren har ikke sagt ja til at dele dette')
  expect(ours).toContain('Helbred og hverdag Rask')
  expect([beside.includes('Varm frokost'), beside.includes('Rask')]).toEqual([true, false])
  expect([coachs.includes('Varm frokost'), coachs.includes('To lån'), coachs.includes('Kontanthjælp')]).toEqual([true, false, false])
})

test('a referral that a colleague looks after is with the organisation, and not with the reader', async () => {
  const { ibrahim, lone } = scene.cast
  const id = await draftOf(scene)
  const clock = movableClock(at('2015-10-05'))
  const pages = pagesOf(referralsModule({ db: scene.db, clock }, { accepted: () => Promise.resolve() }).routes, clock)
  const ball = async (who: typeof lone, path: string) => /Hos (dig|jer)/.exec(text((await pages.get(who, path)).html))?.[0]
  for (const path of ['/referrals', `/referrals/${id}`])
    expect([await ball(ibrahim, path), await ball(lone, path)]).toEqual(['Hos dig', 'Hos jer'])
})
