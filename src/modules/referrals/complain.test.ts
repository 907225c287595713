import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { standing } from '#modules/caseload/index.ts'
import { partsOf } from '#modules/people/index.ts'
import { sql } from '#platform/db/database.ts'
import { replay } from './domain/progress.ts'
import { complainUntil, complaintDueOn, isLate } from './domain/complaint.ts'
import { ballToday } from './domain/summary.ts'
import { openProposal } from './store/decisions.ts'
import { happenings } from './store/events.ts'
import {
  answerHearing,
  complain,
  confirmDecision,
  referral,
  type ReferralId,
  type Settlement,
  settleComplaint,
  withdrawComplaint,
} from './index.ts'
import {
  as,
  assessed,
  at,
  citizenOf,
  draftOf,
  must,
  openScene,
  peek,
  proposed,
  type Scene,
  wording,
} from '../../../test/support/referral-scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.database.close())

const ports = { accepted: () => Promise.resolve() }
const kind = (result: { ok: true } | { ok: false; refusal: { kind: string } }) => (result.ok ? 'ok' : result.refusal.kind)

/** A referral refused on 29 October after a hearing that was answered. */
async function refused(cpr?: string): Promise<ReferralId> {
  const { ibrahim } = scene.cast
  const id = await assessed(scene, [1], [1], cpr ? { cpr } : {})
  const confirm = async (proposalId: Awaited<ReturnType<typeof proposed>>, on: string) =>
    must(await as(scene, ibrahim, at(on), (tx) => confirmDecision(tx, ports, { actor: ibrahim, referralId: id, proposalId, at: at(on) })))
  await confirm(await proposed(scene, id, wording('hearing')), '2015-10-14')
  const said = at('2015-10-20')
  must(await as(scene, ibrahim, said, (tx) => answerHearing(tx, { actor: ibrahim, referralId: id, at: said, text: 'Uenig' })))
  await confirm(await proposed(scene, id, wording('refused'), '2015-10-28'), '2015-10-29')
  return id
}

const load = (id: ReferralId, on: string) => as(scene, scene.cast.ibrahim, at(on), (tx) => referral(tx, id))
const settle = (id: ReferralId, on: string, settlement: Settlement) =>
  settleComplaint(scene.db, { actor: scene.cast.ibrahim, referralId: id, at: at(on), settlement })
const byStaff = (id: ReferralId, receivedOn: string, on = receivedOn, text = 'Jeg er uenig') =>
  as(scene, scene.cast.ibrahim, at(on), (tx) =>
    complain(tx, { actor: scene.cast.ibrahim, referralId: id, at: at(on), receivedOn: day(receivedOn), text }),
  )
const letters = async (id: ReferralId) => {
  const { personId } = must({ ok: true, value: (await load(id, '2015-11-10')) ?? { personId: '' } })
  const rows = await peek(
    scene,
    z.object({ template: z.string() }),
    sql`select template from notices.letter where person_id = ${personId} order by sent_at`,
  )
  return rows.map(({ template }) => template)
}

test('the citizen complains: a receipt by letter, four weeks for the job centre, and the parts stay open', async () => {
  const id = await refused()
  // The letter names an account that exists; which one is of no matter here.
  const citizen = { ...(await citizenOf(scene, id)), accountId: scene.cast.ibrahim.accountId }
  const on = at('2015-11-10')
  const mine = { actor: citizen, referralId: id, at: on, receivedOn: day('2015-11-10') }
  expect(kind(await as(scene, citizen, on, (tx) => complain(tx, { ...mine, text: ' ' })))).toBe('text_missing')
  must(await as(scene, citizen, on, (tx) => complain(tx, { ...mine, text: 'I har ikke set mine kunder' })))
  expect(await load(id, '2015-11-10')).toMatchObject({ state: 'refused', ball: 'acting_job_centre', complaint: { stage: 'received' } })
  expect(await letters(id)).toContain('complaint_received')
  const dues = await peek(
    scene,
    z.object({ due_on: z.string() }),
    sql`select due_on::text from notices.notice where subject_id = ${id} and kind = 'complaint_received'`,
  )
  expect(new Set(dues.map((row) => row.due_on))).toEqual(new Set(['2015-12-08']))
  const parts = await as(scene, scene.cast.ibrahim, on, (tx) => partsOf(tx, citizen.personId))
  expect(parts.filter((part) => part.why === 'referral').every((part) => part.until === null)).toBe(true)
  expect(kind(await as(scene, citizen, on, (tx) => complain(tx, { ...mine, text: 'Igen' })))).toBe('complaint_running')
})

test('the decision stands: reasons, a letter, on to the board, whose answer ends it', async () => {
  const id = await refused()
  must(await byStaff(id, '2015-11-03', '2015-11-05'))
  expect(kind(await settle(id, '2015-11-20', { kind: 'appeal', outcome: 'confirmed', considerations: 'x' }))).toBe(
    'complaint_not_forwarded',
  )
  expect(kind(await settle(id, '2015-11-20', { kind: 'forward', considerations: '' }))).toBe('text_missing')
  must(await settle(id, '2015-11-20', { kind: 'forward', considerations: 'Kunderne er ikke bekræftet.' }))
  expect(kind(await settle(id, '2015-11-21', { kind: 'forward', considerations: 'x' }))).toBe('complaint_forwarded')
  expect(await letters(id)).toContain('complaint_forwarded')
  const sentOn = await load(id, '2015-11-21')
  expect(sentOn && ballToday(sentOn, day('2016-05-18')), 'nobody here has what lies with the board').toBe('appeal_board')
  expect(sentOn && ballToday(sentOn, day('2016-05-19')), 'until we ask how far it is').toBe('acting_job_centre')
  expect(await as(scene, scene.cast.ibrahim, at('2015-11-21'), (tx) => standing(tx, id))).toMatchObject({
    ball: 'appeal_board',
    turnsOn: day('2016-05-18'),
  })
  must(await settle(id, '2016-03-01', { kind: 'appeal', outcome: 'confirmed', considerations: 'Enig' }))
  expect(await load(id, '2016-03-01')).toMatchObject({ state: 'refused', ball: 'none', complaint: null })
  const history = await as(scene, scene.cast.ibrahim, at('2016-03-01'), (tx) => happenings(tx, id))
  expect(replay(history)).toMatchObject({ state: 'refused', complaint: null, boardAnswered: true })
  expect(kind(await byStaff(id, '2016-03-02')), 'the board answers once').toBe('board_has_answered')
})

test('the complaint is right: both authorities decide anew on their assessments, and can accept', async () => {
  const id = await refused()
  must(await byStaff(id, '2015-11-03'))
  must(await settle(id, '2015-11-20', { kind: 'change', considerations: 'Vi havde overset to aftaler.' }))
  expect(await load(id, '2015-11-20')).toMatchObject({ state: 'joint_assessment', ball: 'both', complaint: null })
  const { ibrahim } = scene.cast
  const proposalId = await proposed(scene, id, wording('accepted'), '2015-11-23')
  const on = at('2015-11-24')
  must(await as(scene, ibrahim, on, (tx) => confirmDecision(tx, ports, { actor: ibrahim, referralId: id, proposalId, at: on })))
  expect(await load(id, '2015-11-24')).toMatchObject({ state: 'accepted', ball: 'none' })
})

test('the board sends it back after a new referral was begun: the second open case is refused in words', async () => {
  const cpr = '120384-2022'
  const id = await refused(cpr)
  must(await byStaff(id, '2015-11-03'))
  must(await settle(id, '2015-11-20', { kind: 'forward', considerations: 'Uændret' }))
  await draftOf(scene, { cpr })
  expect(kind(await settle(id, '2016-02-01', { kind: 'appeal', outcome: 'sent_back', considerations: 'Hjemvist' }))).toBe(
    'already_referred',
  )
})

test('who may: the provider neither receives nor settles; a colleague of another municipality sees nothing', async () => {
  const id = await refused()
  const { mette, birgitte } = scene.cast
  const on = at('2015-11-03')
  const command = (actor: typeof mette) => ({ actor, referralId: id, at: on, receivedOn: day('2015-11-03'), text: 'x' })
  expect(kind(await as(scene, mette, on, (tx) => complain(tx, command(mette))))).toBe('not_permitted')
  expect(kind(await as(scene, birgitte, on, (tx) => complain(tx, command(birgitte))))).toBe('no_such_referral')
  must(await byStaff(id, '2015-11-03'))
  const settled = await settleComplaint(scene.db, {
    actor: mette,
    referralId: id,
    at: on,
    settlement: { kind: 'change', considerations: 'x' },
  })
  expect(kind(settled)).toBe('not_permitted')
})

test('days: not before the decision, not ahead, and a late one is received and marked', async () => {
  const id = await refused()
  expect(kind(await byStaff(id, '2015-10-28', '2015-11-03'))).toBe('received_before_decision')
  expect(kind(await byStaff(id, '2015-11-04', '2015-11-03'))).toBe('received_ahead')
  must(await byStaff(id, '2015-12-01'))
  const marked = await peek(
    scene,
    z.object({ late: z.boolean() }),
    sql`select (payload ->> 'late')::boolean as late from referrals.event where referral_id = ${id} and name = 'complain'`,
  )
  expect(marked).toEqual([{ late: true }])
})

test('taken back, the decision stands and the case is over; a second complaint is possible', async () => {
  const id = await refused()
  must(await byStaff(id, '2015-11-03'))
  const { ibrahim } = scene.cast
  const on = at('2015-11-04')
  must(await as(scene, ibrahim, on, (tx) => withdrawComplaint(tx, { actor: ibrahim, referralId: id, at: on })))
  expect(await load(id, '2015-11-04')).toMatchObject({ state: 'refused', ball: 'none', complaint: null })
  must(await byStaff(id, '2015-11-05'))
})

test('the database refuses a complaint without a decision, and a complaint that nobody has', async () => {
  const id = await assessed(scene, [3], [3])
  const forge = (state: string, ball: string) =>
    as(scene, scene.cast.ibrahim, at('2015-11-03'), (tx) =>
      tx.run(
        sql`update referrals.referral set complaint = 'received', complained_on = '2015-11-03', state = ${state}, ball = ${ball} where id = ${id}`,
      ),
    )
  await expect(forge('joint_assessment', 'both')).rejects.toThrow('complaint_follows_a_decision')
  await expect(forge('refused', 'none')).rejects.toThrow('open_case_has_a_ball')
})

test('an open complaint stands on the worklist of the authority that must look again, with its four weeks, until it is settled', async () => {
  const id = await refused()
  const stands = () => as(scene, scene.cast.lone, at('2015-11-02'), (tx) => standing(tx, id))
  expect((await stands())?.endedOn).not.toBeNull()
  must(await byStaff(id, '2015-11-02'))
  expect(await stands()).toMatchObject({
    endedOn: null,
    phase: 'intake',
    state: 'complaint_received',
    ball: 'acting_job_centre',
    dueOn: day('2015-11-30'),
    next: { acting_job_centre: 'forward_complaint', provider: null },
  })
})

test('the four weeks of a complaint end on a working day: to complain in time, and to look again', () => {
  // Refused on Thursday 26 November 2015: the fourth Thursday is Christmas Eve, and Monday the 28th the next working day.
  expect(complainUntil(day('2015-11-26')).toString()).toBe('2015-12-28')
  expect([isLate(day('2015-11-26'), day('2015-12-28')), isLate(day('2015-11-26'), day('2015-12-29'))]).toEqual([false, true])
  expect(complaintDueOn({ stage: 'received', on: day('2015-11-07') }).toString(), 'from a Saturday').toBe('2015-12-07')
  expect(complaintDueOn({ stage: 'received', on: day('2015-11-10') }).toString()).toBe('2015-12-08')
})

test('a hearing that would end on a Sunday can be answered until Monday, and the letter says so', async () => {
  const { ibrahim } = scene.cast
  const id = await assessed(scene, [1], [1])
  const proposalId = await proposed(scene, id, { ...wording('hearing'), hearingUntil: day('2015-11-01') })
  const until = await as(scene, ibrahim, at('2015-10-14'), (tx) => openProposal(tx, id))
  expect([until?.id, until?.hearingUntil?.toString()]).toEqual([proposalId, '2015-11-02'])
})
