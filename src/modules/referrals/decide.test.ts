import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { partsOf } from '#modules/people/index.ts'
import { sql } from '#platform/db/database.ts'

import { frozenText } from './domain/snapshot.ts'
import { replay } from './domain/progress.ts'
import { snapshotOf } from './store/decisions.ts'
import { happenings } from './store/events.ts'
import {
  agreeScores,
  answerHearing,
  confirmDecision,
  decisionsOf,
  dropProposal,
  openProposal,
  proposeDecision,
  referral,
  type ReferralId,
  type ReferralPorts,
  reviewReferral,
  submitAssessment,
} from './index.ts'

import {
  as,
  assessed,
  at,
  citizenOf,
  judged,
  monday,
  must,
  openScene,
  peek,
  proposed,
  type Scene,
  wording,
} from '../../../test/support/referral-scene.ts'

let scene: Scene
const admitted: string[] = []
const ports: ReferralPorts = {
  accepted: (_tx, given) => {
    admitted.push(given.caseNumber)
    return Promise.resolve()
  },
}
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.database.close())

const kind = (result: { ok: true } | { ok: false; refusal: { kind: string } }) => (result.ok ? 'ok' : result.refusal.kind)
const stateOf = (id: ReferralId, on = '2015-10-14') => as(scene, scene.cast.ibrahim, at(on), async (tx) => (await referral(tx, id))?.state)
const confirm = (actor: Scene['cast']['ibrahim'], id: ReferralId, proposalId: Awaited<ReturnType<typeof proposed>>, on = '2015-10-14') =>
  as(scene, actor, at(on), (tx) => confirmDecision(tx, ports, { actor, referralId: id, proposalId, at: at(on) }))

describe('deciding', () => {
  test('two authorities accept: the person is admitted, the decision is frozen and its letter kept', async () => {
    const id = await assessed(scene, [3, 3, 2, 4], [3, 3, 3, 4])
    const proposal = await proposed(scene, id, wording('accepted'))
    const { ibrahim } = scene.cast
    const decided = must(await confirm(ibrahim, id, proposal))
    expect(await stateOf(id)).toBe('accepted')
    const seen = await as(scene, ibrahim, at('2015-10-14'), async (tx) => ({
      decisions: await decisionsOf(tx, id),
      snapshot: await snapshotOf(tx, proposal),
      number: (await referral(tx, id))?.caseNumber,
      history: await happenings(tx, id),
    }))
    expect(seen.decisions).toMatchObject([{ outcome: 'accepted', letterId: decided.letterId }])
    expect(admitted.filter((one) => one === seen.number)).toHaveLength(1)
    const { salt = '', content, snapshot_sha256 } = seen.snapshot ?? {}
    expect(createHash('sha256').update(frozenText({ salt, content })).digest('hex')).toBe(snapshot_sha256)
    // Turned by the job centre, read by the provider: what was kept back from it is not in there, what was shared is.
    expect(JSON.stringify(content)).not.toContain('Rask')
    expect(JSON.stringify(content)).toContain('To lån')
    expect(replay(seen.history).state).toBe('accepted')
    const { letterId } = decided
    expect(letterId).not.toBeNull()
  })

  test('nobody decides alone: not the same person in another job, not a colleague, not without the right role', async () => {
    const id = await assessed(scene, [3], [3])
    const proposal = await proposed(scene, id, wording('accepted'))
    const { mette, soeren, birgitte, ibrahim } = scene.cast
    const colleague = await scene.hire('Nanna', scene.organisations.naestved, ['programme_manager'])
    const twoHats = await scene.hire('MetteV', scene.organisations.vallensbaek, ['caseworker'], mette.humanId)
    expect(kind(await confirm(mette, id, proposal))).toBe('second_person_required')
    expect(kind(await confirm(colleague, id, proposal))).toBe('other_authority_required')
    expect(kind(await confirm(twoHats, id, proposal))).toBe('second_person_required')
    expect(kind(await confirm(soeren, id, proposal))).toBe('not_permitted')
    expect(kind(await confirm(birgitte, id, proposal))).toBe('no_such_referral')
    expect(await stateOf(id)).toBe('joint_assessment')
    must(await confirm(ibrahim, id, proposal))
  })

  test('the database itself refuses a decision with one key', async () => {
    const id = await assessed(scene, [3], [3])
    const proposal = await proposed(scene, id, wording('accepted'))
    const { mette, ibrahim } = scene.cast
    const forged = (humanId: string, confirmer: typeof mette) =>
      as(scene, confirmer, at('2015-10-14'), (tx) =>
        tx.run(sql`
          insert into referrals.decision (id, referral_id, proposal_id, outcome, decided_on, decided_at, deciding_authority, proposed_by_human_id,
            proposed_organisation_id, confirmed_by, confirmed_by_human_id, confirmed_organisation_id, snapshot_sha256)
          values (gen_random_uuid(), ${id}, ${proposal}, 'accepted', '2015-10-14', ${at('2015-10-14')}, 'x', ${mette.humanId},
            ${mette.organisationId}, ${confirmer.accountId}, ${humanId}, ${confirmer.organisationId}, ${'0'.repeat(64)})`),
      )
    await expect(forged(mette.humanId, ibrahim)).rejects.toThrow(/two_humans/)
    await expect(forged(ibrahim.humanId, mette)).rejects.toThrow(/two_organisations/)
  })

  test('two confirm at the same instant: one decides, the other is told, one letter goes out', async () => {
    const id = await assessed(scene, [3], [3])
    const proposal = await proposed(scene, id, wording('accepted'))
    const { ibrahim, lone } = scene.cast
    const answers = await Promise.all([confirm(ibrahim, id, proposal), confirm(lone, id, proposal), confirm(ibrahim, id, proposal)])
    expect(answers.map(kind).toSorted()).toEqual(['not_in_state', 'not_in_state', 'ok'])
    const number = await as(scene, ibrahim, monday, async (tx) => (await referral(tx, id))?.caseNumber ?? '')
    const letters = await peek(
      scene,
      z.object({ n: z.int() }),
      sql`select count(*)::int as n from notices.letter where case_number = ${number}`,
    )
    expect(letters[0]?.n).toBe(1)
  })

  test('differences as large as the threshold are talked over first, with a note; a changed score drops the key', async () => {
    const id = await assessed(scene, [3, 3, 3, 3, 3, 4], [3, 3, 3, 3, 3, 2])
    expect(await stateOf(id)).toBe('conciliation')
    const { mette, ibrahim } = scene.cast
    const on = at('2015-10-13')
    const propose = () =>
      as(scene, mette, on, (tx) => proposeDecision(tx, { actor: mette, referralId: id, at: on, draft: wording('accepted') }))
    expect(await propose()).toMatchObject({ ok: false, refusal: { kind: 'not_conciliated', criteria: ['economy'] } })
    const agree = (score: 2 | 3, note: string) =>
      as(scene, ibrahim, on, (tx) =>
        agreeScores(tx, { actor: ibrahim, referralId: id, at: on, agreed: [{ criterion: 'economy', score, note }] }),
      )
    expect(kind(await agree(3, ' '))).toBe('note_missing')
    must(await agree(3, 'Ordningerne er overholdt'))
    const first = must(await propose())
    must(await agree(2, 'Vi blev klogere'))
    expect(kind(await confirm(ibrahim, id, first))).toBe('proposal_changed')
    const second = must(await propose())
    must(await confirm(ibrahim, id, second))
  })

  test('an objection drops the proposal with its words', async () => {
    const id = await assessed(scene, [3], [3])
    const first = await proposed(scene, id, wording('accepted'))
    const { ibrahim } = scene.cast
    const on = at('2015-10-14')
    must(await as(scene, ibrahim, on, (tx) => dropProposal(tx, { actor: ibrahim, referralId: id, at: on, text: 'Vi er ikke enige' })))
    expect(await as(scene, ibrahim, on, (tx) => openProposal(tx, id))).toBeNull()
    expect(kind(await confirm(ibrahim, id, first))).toBe('proposal_changed')
  })

  test('a refusal: hearing first, then the deadline or the answer, then two keys, a letter, and the parts end', async () => {
    const id = await assessed(scene, [2], [2])
    const { ibrahim, mette } = scene.cast
    const on = at('2015-10-13')
    const early = await as(scene, mette, on, (tx) =>
      proposeDecision(tx, { actor: mette, referralId: id, at: on, draft: wording('refused') }),
    )
    expect(kind(early)).toBe('hearing_first')
    const hearing = await proposed(scene, id, wording('hearing'))
    must(await confirm(ibrahim, id, hearing))
    expect(await stateOf(id)).toBe('refusal_proposed')
    const late = at('2015-10-27')
    const running = await as(scene, mette, late, (tx) =>
      proposeDecision(tx, { actor: mette, referralId: id, at: late, draft: wording('refused') }),
    )
    expect(kind(running)).toBe('hearing_running')
    const fatou = await citizenOf(scene, id)
    must(
      await as(scene, fatou, late, (tx) =>
        answerHearing(tx, { actor: fatou, referralId: id, at: late, text: 'Jeg har fået en kunde mere' }),
      ),
    )
    const refusal = await proposed(scene, id, wording('refused'), '2015-10-28')
    const { letterId } = must(await confirm(ibrahim, id, refusal, '2015-10-29'))
    expect(letterId).not.toBeNull()
    expect(await stateOf(id, '2015-10-29')).toBe('refused')
    const parts = await as(scene, ibrahim, at('2015-10-29'), async (tx) => {
      const found = await referral(tx, id)
      return found ? await partsOf(tx, found.personId) : []
    })
    expect(parts.every((part) => part.until?.toString() === '2015-12-29')).toBe(true)
    expect(await as(scene, mette, at('2015-12-30'), (tx) => referral(tx, id))).toBeNull()
  })

  test('a refusal without its rule, or with a hearing of two days, names each fault', async () => {
    const id = await assessed(scene, [2], [2])
    const { mette } = scene.cast
    const on = at('2015-10-13')
    const draft = wording('hearing', { legalRule: ' ', hearingUntil: day('2015-10-15'), considerations: '' })
    const result = await as(scene, mette, on, (tx) => proposeDecision(tx, { actor: mette, referralId: id, at: on, draft }))
    const problems = !result.ok && result.refusal.kind === 'decision_incomplete' ? result.refusal.problems.map((one) => one.kind) : []
    expect(problems).toEqual(['considerations_missing', 'legal_rule_missing', 'hearing_too_short'])
  })

  test('not now has a review day; the review starts a sealed round anew', async () => {
    const id = await assessed(scene, [2], [2])
    const { ibrahim, mette } = scene.cast
    must(await confirm(ibrahim, id, await proposed(scene, id, wording('not_now'))))
    const seen = await as(scene, ibrahim, at('2015-10-14'), (tx) => referral(tx, id))
    expect([seen?.state, seen?.reviewOn?.toString(), seen?.ball]).toEqual(['not_now', '2016-01-12', 'acting_job_centre'])
    const later = at('2016-01-12')
    must(await as(scene, ibrahim, later, (tx) => reviewReferral(tx, { actor: ibrahim, referralId: id, at: later })))
    must(await as(scene, mette, later, (tx) => submitAssessment(tx, { actor: mette, referralId: id, at: later, judgements: judged([4]) })))
    const after = await as(scene, ibrahim, later, (tx) => referral(tx, id))
    expect([after?.round, after?.assessed]).toEqual([2, ['provider']])
  })
})
