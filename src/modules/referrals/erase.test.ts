import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { PersonId, StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { erasePerson } from '#modules/people/index.ts'
import { nobody, raw, sql } from '#platform/db/database.ts'
import { type Scene, as, assessed, at, must, openScene, peek, proposed, wording } from '../../../test/support/referral-scene.ts'
import { type ReferralId, confirmDecision, eraseReferrals, referral } from './index.ts'

let scene: Scene
let id: ReferralId
let personId: PersonId
beforeAll(async () => {
  scene = await openScene()
  const { ibrahim } = scene.cast
  id = await assessed(scene, [1, 2], [1, 2])
  const when = at('2015-10-14')
  const proposalId = await proposed(scene, id, wording('hearing'))
  const ports = { accepted: () => Promise.resolve() }
  must(await as(scene, ibrahim, when, (tx) => confirmDecision(tx, ports, { actor: ibrahim, referralId: id, proposalId, at: when })))
  const found = await as(scene, ibrahim, when, (tx) => referral(tx, id))
  if (found === null) throw new Error('the referral is not there')
  personId = found.personId
})
afterAll(() => scene.database.close())

const owner = (statement: ReturnType<typeof sql>) =>
  scene.database.ownerDb.transaction(nobody(day('2016-02-01')), (tx) => tx.run(statement))

/** Free text that people write about the person, and where it lies. */
const words = [
  ['referrals.score', 'sentence'],
  ['referrals.score', 'basis'],
  ['referrals.agreed_score', 'note'],
  ['referrals.proposal', 'considerations'],
  ['referrals.proposal', 'legal_rule'],
  ['referrals.proposal', 'reason_text'],
  ['referrals.event_text', 'text'],
  ['referrals.question', 'text'],
  ['referrals.question', 'answer'],
  ['referrals.reassessment_score', 'sentence'],
] as const

const count = async (table: string, column: string) =>
  (await peek(scene, z.object({ n: z.int() }), sql`select count(*)::int as n from ${raw(table)} where ${raw(column)} ilike '%sletmig%'`))[0]
    ?.n

test('erasing takes every word about the person and leaves the figures, though the eraser’s organisation never saw the case', async () => {
  await owner(sql`insert into referrals.agreed_score (referral_id, round, criterion, score, note, account_id, saved_at)
    select ${id}, 1, 'economy', 2, 'x', ${scene.cast.mette.accountId}, ${at('2015-10-14')}`)
  await owner(sql`insert into referrals.question (id, referral_id, section, reason, text, asked_at, asked_by, answer, answered_at, answered_by)
    values (gen_random_uuid(), ${id}, 'idea', 'unclear', 'x', ${at('2015-10-07')}, ${scene.cast.mette.accountId}, 'x', ${at('2015-10-08')}, ${scene.cast.ibrahim.accountId})`)
  await owner(sql`insert into referrals.event_text (event_id, referral_id, text) select min(id), referral_id, 'x' from referrals.event
    where referral_id = ${id} group by referral_id on conflict do nothing`)
  for (const [table, column] of words) {
    await owner(sql`update ${raw(table)} set ${raw(column)} = 'Erasmus Sletmig'`)
    if (table !== 'referrals.reassessment_score') expect(await count(table, column), `${table}.${column}`).toBeGreaterThan(0)
  }
  const figures = sql`
    select (select array_agg(score order by criterion, assessment_id) from referrals.score)::text as scores,
      (select array_agg(outcome || coalesce(reason, '') order by proposed_at) from referrals.proposal)::text as outcomes,
      (select count(*) from referrals.event)::int as events, (select max(snapshot_sha256) from referrals.decision) as hash`
  const shape = z.object({ scores: z.string(), outcomes: z.string(), events: z.int(), hash: z.string().nullable() })
  const before = await peek(scene, shape, figures)
  await owner(sql`update people.part set from_on = '2015-01-01', until_on = '2015-12-31' where person_id = ${personId}`)
  const dpo: StaffActor = { ...scene.cast.ibrahim, roles: ['data_protection_officer'] }
  const on = at('2016-02-01')
  must(
    await as(scene, dpo, on, (tx) =>
      erasePerson(tx, { actor: dpo, personId, reason: 'retention_over', at: on, erasers: [eraseReferrals] }),
    ),
  )
  for (const [table, column] of words) expect(await count(table, column), `${table}.${column}`).toBe(0)
  expect(await peek(scene, shape, figures)).toEqual(before)
})

test('the words of somebody who is not erased cannot be taken, and a refusal still needs them', async () => {
  const other = await assessed(scene, [1], [1])
  const found = await as(scene, scene.cast.ibrahim, at('2015-10-12'), (tx) => referral(tx, other))
  await expect(as(scene, scene.cast.ibrahim, at('2015-10-12'), (tx) => eraseReferrals(tx, found?.personId ?? ''))).rejects.toThrow(
    'erased with their person',
  )
  await proposed(scene, other, wording('hearing'))
  await expect(owner(sql`update referrals.proposal set considerations = '' where referral_id = ${other}`)).rejects.toThrow(
    'refusal_says_why',
  )
})
