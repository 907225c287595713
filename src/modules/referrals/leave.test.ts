import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'

import { sql } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'

import { replay } from './domain/progress.ts'

import { happenings } from './store/events.ts'
import {
  confirmDecision,
  referral,
  type ReferralId,
  type ReferralPorts,
  registerMistake,
  reopenReferral,
  withdrawReferral,
} from './index.ts'

import {
  as,
  assessed,
  at,
  citizenOf,
  draftOf,
  freshCpr,
  monday,
  must,
  openScene,
  peek,
  proposed,
  type Scene,
  sent,
  wording,
} from '../../../test/support/referral-scene.ts'

let scene: Scene
const ports: ReferralPorts = { accepted: () => Promise.resolve() }
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.database.close())

const kind = (result: { ok: true } | { ok: false; refusal: { kind: string } }) => (result.ok ? 'ok' : result.refusal.kind)
const stateOf = (id: ReferralId, on = '2015-10-14') => as(scene, scene.cast.ibrahim, at(on), async (tx) => (await referral(tx, id))?.state)
const confirm = (actor: Scene['cast']['ibrahim'], id: ReferralId, proposalId: Awaited<ReturnType<typeof proposed>>, on = '2015-10-14') =>
  as(scene, actor, at(on), (tx) => confirmDecision(tx, ports, { actor, referralId: id, proposalId, at: at(on) }))

describe('leaving', () => {
  test('the citizen withdraws with a reason; the case can be taken up for two months, unless it was referred anew', async () => {
    const cpr = freshCpr()
    const id = await sent(scene, { cpr })
    const fatou = await citizenOf(scene, id)
    const { ibrahim } = scene.cast
    const withdraw = (reason: string, text: string) =>
      as(scene, fatou, monday, (tx) => withdrawReferral(tx, { actor: fatou, referralId: id, at: monday, reason, text }))
    expect(kind(await withdraw('', ''))).toBe('reason_missing')
    expect(kind(await withdraw('other', ''))).toBe('reason_text_missing')
    must(await withdraw('got_job', ''))
    const other = await draftOf(scene, { cpr })
    const reopen = (when: string) => reopenReferral(scene.db, { actor: ibrahim, referralId: id, at: at(when), text: 'Jobbet faldt bort' })
    expect(kind(await reopen('2015-10-20'))).toBe('already_referred')
    must(
      await as(scene, ibrahim, at('2015-10-20'), (tx) =>
        registerMistake(tx, { actor: ibrahim, referralId: other, at: at('2015-10-20'), reason: 'duplicate', text: '' }),
      ),
    )
    must(await reopen('2015-10-20'))
    expect(await stateOf(id, '2015-10-20')).toBe('draft')
  })

  test('what was registered by mistake leaves the figures; the funnel tells codes and days, no names', async () => {
    const mistaken = await sent(scene)
    const { ibrahim, birgitte } = scene.cast
    const number = (id: ReferralId) => as(scene, ibrahim, monday, async (tx) => (await referral(tx, id))?.caseNumber ?? '')
    const numberOfMistake = await number(mistaken)
    must(
      await as(scene, ibrahim, monday, (tx) =>
        registerMistake(tx, { actor: ibrahim, referralId: mistaken, at: monday, reason: 'wrong_person', text: '' }),
      ),
    )
    const accepted = await assessed(scene, [3], [3])
    must(await confirm(ibrahim, accepted, await proposed(scene, accepted, wording('accepted'))))
    const numberOfAccepted = await number(accepted)
    const row = z.object({
      case_number: z.string(),
      state: z.string(),
      submitted_on: z.string().nullable(),
      decided_on: z.string().nullable(),
      decision: z.string().nullable(),
    })
    const funnel = (cutoff: string, known = '2016-04-01') =>
      as(scene, birgitte, at(known), (tx) =>
        tx.rows(
          row,
          sql`select case_number, state, submitted_on::text, decided_on::text, decision from referrals.funnel(${at(known)}, ${day(cutoff)})`,
        ),
      )
    const all = await funnel('2016-04-01')
    expect(all.map((one) => one.case_number)).not.toContain(numberOfMistake)
    expect(all.find((one) => one.case_number === numberOfAccepted)).toEqual({
      case_number: numberOfAccepted,
      state: 'accepted',
      submitted_on: '2015-10-05',
      decided_on: '2015-10-14',
      decision: 'accepted',
    })
    const before = (await funnel('2015-10-12')).find((one) => one.case_number === numberOfAccepted)
    expect([before?.state, before?.decided_on]).toEqual(['joint_assessment', null])
    expect((await funnel('2016-04-01', '2015-10-01')).length).toBe(0)
  })

  test('every row of the table of referrals is the replay of its events', async () => {
    const rows = await peek(
      scene,
      z.object({ id: idColumn<'referral'>(), state: z.string(), round: z.int() }),
      sql`select id, state, round from referrals.referral`,
    )
    expect(rows.length).toBeGreaterThan(3)
    for (const row of rows) {
      const history = await scene.database.ownerDb.read(
        { accountId: null, organisationId: null, personId: null, today: day('2016-01-01') },
        (tx) => happenings(tx, row.id),
      )
      const progress = replay(history)
      expect([progress.state, progress.round]).toEqual([row.state, row.round])
    }
  })
})
