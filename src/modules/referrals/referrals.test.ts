import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { partsOf } from '#modules/people/index.ts'
import { sql } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'
import { frozenText } from './domain/snapshot.ts'
import { replay } from './domain/progress.ts'
import { snapshotOf } from './store/decisions.ts'
import { happenings } from './store/events.ts'
import {
  agreeScores,
  answerHearing,
  answerQuestion,
  confirmDecision,
  decisionsOf,
  dropProposal,
  openProposal,
  proposeDecision,
  recordedEvents,
  referral,
  type ReferralId,
  type ReferralPorts,
  registerMistake,
  reopenReferral,
  requestInformation,
  returnAnswers,
  reviewReferral,
  saveAssessment,
  saveSectionAnswers,
  startAssessment,
  shareReferral,
  approveSharing,
  objectToSharing,
  startReferral,
  submitAssessment,
  submitReferral,
  withdrawReferral,
} from './index.ts'
import { questionsOf } from './store/questions.ts'
import {
  as,
  assessed,
  at,
  citizenOf,
  draftOf,
  freshCpr,
  judged,
  monday,
  must,
  openScene,
  peek,
  proposed,
  type Scene,
  sent,
  wording,
} from './test/scene.ts'

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

describe('referring', () => {
  test('a complete draft is sent: the provider sees the case from then on, and not before', async () => {
    const { mette } = scene.cast
    const id = await draftOf(scene)
    expect(await as(scene, mette, monday, (tx) => referral(tx, id))).toBeNull()
    const actor = scene.cast.ibrahim
    must(await as(scene, actor, monday, (tx) => submitReferral(tx, { actor, referralId: id, at: monday })))
    const seen = await as(scene, mette, monday, (tx) => referral(tx, id))
    expect(seen?.state).toBe('submitted')
    expect(seen?.ball).toBe('provider')
    expect(seen?.caseNumber).toMatch(/^I-2015-\d{3}$/)
  })

  test('an incomplete one is not, and what is missing is named', async () => {
    const actor = scene.cast.ibrahim
    const { referralId } = must(
      await startReferral(scene.db, {
        actor,
        agreementId: scene.agreementId,
        cpr: freshCpr(),
        name: 'Bo Lund',
        protectedAddress: false,
        at: monday,
      }),
    )
    const result = await as(scene, actor, monday, (tx) => submitReferral(tx, { actor, referralId, at: monday }))
    expect(result).toMatchObject({ ok: false, refusal: { kind: 'incomplete' } })
    const missing = !result.ok && result.refusal.kind === 'incomplete' ? result.refusal.missing.map((one) => one.section) : []
    expect(new Set(missing)).toEqual(new Set(['contact', 'support_basis', 'idea', 'fitness', 'sharing']))
  })

  test('one person has one open referral, also when two clerks refer at the same instant', async () => {
    const cpr = freshCpr()
    const actor = scene.cast.ibrahim
    const command = { agreementId: scene.agreementId, cpr, name: 'Bo Lund', protectedAddress: false, at: monday }
    const answers = await Promise.all([
      startReferral(scene.db, { ...command, actor }),
      startReferral(scene.db, { ...command, actor: scene.cast.lone }),
      startReferral(scene.db, { ...command, actor }),
    ])
    expect(answers.map(kind).toSorted()).toEqual(['already_referred', 'already_referred', 'ok'])
    const rows = await peek(
      scene,
      z.object({ n: z.int() }),
      sql`
      select count(*)::int as n from referrals.referral r join people.person p on p.id = r.person_id where p.cpr = ${cpr}`,
    )
    expect(rows[0]?.n).toBe(1)
  })

  test.each(['mette', 'soeren', 'anne', 'birgitte'] as const)('%s may not refer anyone', async (who) => {
    const actor = scene.cast[who]
    const result = await startReferral(scene.db, {
      actor,
      agreementId: scene.agreementId,
      cpr: freshCpr(),
      name: 'X',
      protectedAddress: false,
      at: monday,
    })
    expect(kind(result)).toBe('not_permitted')
  })

  test('a caseworker of a municipality outside the agreement does not find the case', async () => {
    const id = await sent(scene)
    const outsider = await scene.hire('Ulla', scene.organisations.ishoej, ['caseworker'])
    expect(kind(await as(scene, outsider, monday, (tx) => submitReferral(tx, { actor: outsider, referralId: id, at: monday })))).toBe(
      'no_such_referral',
    )
  })

  test('what the citizen does not share, the database does not answer to the provider', async () => {
    const open = await sent(scene, { health: true })
    const closed = await sent(scene, { health: false })
    const codes = (id: ReferralId) =>
      as(scene, scene.cast.mette, monday, async (tx) =>
        (await tx.rows(z.object({ code: z.string() }), sql`select code from referrals.section where referral_id = ${id}`)).map(
          (row) => row.code,
        ),
      )
    expect(await codes(open)).toContain('health')
    expect(await codes(closed)).not.toContain('health')
    expect(await codes(closed)).toContain('economy')
  })

  test('shared with the citizen: an objection brings it back with the words, an approval sends it', async () => {
    const id = await draftOf(scene)
    const { ibrahim } = scene.cast
    const fatou = await citizenOf(scene, id)
    const share = () => as(scene, ibrahim, monday, (tx) => shareReferral(tx, { actor: ibrahim, referralId: id, at: monday }))
    must(await share())
    expect(kind(await as(scene, fatou, monday, (tx) => objectToSharing(tx, { actor: fatou, referralId: id, at: monday, text: ' ' })))).toBe(
      'text_missing',
    )
    must(
      await as(scene, fatou, monday, (tx) =>
        objectToSharing(tx, { actor: fatou, referralId: id, at: monday, text: 'Min gæld skal ikke med' }),
      ),
    )
    const events = await as(scene, ibrahim, monday, (tx) => recordedEvents(tx, id))
    expect(events.at(-1)).toMatchObject({ name: 'object_to_sharing', text: 'Min gæld skal ikke med', state: 'draft' })
    must(await share())
    const agreed = { identity_contact: true, support_basis: true, business_idea: true, health: false, economy: false }
    const approve = (informed: boolean) =>
      as(scene, fatou, monday, (tx) => approveSharing(tx, { actor: fatou, referralId: id, at: monday, informed, agreed }))
    expect(kind(await approve(false))).toBe('not_informed')
    must(await approve(true))
    expect(await stateOf(id)).toBe('submitted')
    expect(kind(await approve(true))).toBe('not_in_state')
  })

  test('another citizen does not find the case', async () => {
    const id = await sent(scene)
    const stranger = await citizenOf(scene, await sent(scene))
    const result = await as(scene, stranger, monday, (tx) =>
      withdrawReferral(tx, { actor: stranger, referralId: id, at: monday, reason: 'got_job', text: '' }),
    )
    expect(kind(result)).toBe('no_such_referral')
  })

  test('a returned case opens only the sections asked about, and goes back when all is answered', async () => {
    const id = await sent(scene)
    const { ibrahim, mette } = scene.cast
    const base = { referralId: id, at: monday }
    const ask = (questions: { section: 'idea' | 'contact'; reason: string; text: string }[]) =>
      as(scene, mette, monday, (tx) => requestInformation(tx, { ...base, actor: mette, questions }))
    expect(kind(await ask([]))).toBe('no_questions')
    expect(kind(await ask([{ section: 'idea', reason: 'nonsense', text: 'Hvad?' }]))).toBe('question_reason_unknown')
    must(await ask([{ section: 'idea', reason: 'idea_unclear', text: 'Hvem er kunderne?' }]))
    const write = (input: Parameters<typeof saveSectionAnswers>[1]['input']) =>
      as(scene, ibrahim, monday, (tx) => saveSectionAnswers(tx, { ...base, actor: ibrahim, input }))
    expect(kind(await write({ section: 'fitness', why: 'x', health: '', economy: '' }))).toBe('section_closed')
    must(await write({ section: 'idea', title: 'Frokost', text: 'Tre faste kunder i Vallensbæk' }))
    const back = () => as(scene, ibrahim, monday, (tx) => returnAnswers(tx, { ...base, actor: ibrahim }))
    expect(kind(await back())).toBe('questions_unanswered')
    const [question] = await as(scene, ibrahim, monday, (tx) => questionsOf(tx, id))
    if (!question) throw new Error('no question')
    must(
      await as(scene, ibrahim, monday, (tx) =>
        answerQuestion(tx, { ...base, actor: ibrahim, questionId: question.id, answer: 'Tre firmaer' }),
      ),
    )
    must(await back())
    expect(await stateOf(id)).toBe('submitted')
  })
})

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
    expect(rows.length).toBeGreaterThan(15)
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
