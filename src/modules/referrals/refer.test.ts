import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import { sql } from '#platform/db/database.ts'

import {
  answerQuestion,
  recordedEvents,
  referral,
  type ReferralId,
  requestInformation,
  returnAnswers,
  saveSectionAnswers,
  shareReferral,
  approveSharing,
  objectToSharing,
  startReferral,
  submitReferral,
  withdrawReferral,
} from './index.ts'
import { questionsOf } from './store/questions.ts'
import {
  as,
  at,
  citizenOf,
  draftOf,
  freshCpr,
  monday,
  must,
  openScene,
  peek,
  type Scene,
  sent,
} from '../../../test/support/referral-scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.database.close())

const kind = (result: { ok: true } | { ok: false; refusal: { kind: string } }) => (result.ok ? 'ok' : result.refusal.kind)
const stateOf = (id: ReferralId, on = '2015-10-14') => as(scene, scene.cast.ibrahim, at(on), async (tx) => (await referral(tx, id))?.state)

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
