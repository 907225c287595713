import { z } from 'zod'
import type { AccountId, OrganisationId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn } from '#platform/db/row.ts'
import type { Score } from '../domain/assessment.ts'
import { type Moment, moments, type Reassessment } from '../domain/distance.ts'
import type { ReferralId } from '../domain/referral.ts'

const scoreColumn = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
const row = z.object({
  moment: z.enum(moments),
  made_on: dayColumn,
  account_id: idColumn<'account'>(),
  criterion: z.string().nullable(),
  score: scoreColumn.nullable(),
  sentence: z.string().nullable(),
})

/** What was seen at each moment so far, in the order of the run. */
export async function reassessmentsOf(tx: Tx, referralId: ReferralId): Promise<Reassessment[]> {
  const rows = await tx.rows(
    row,
    sql`select m.moment, m.made_on, m.account_id, s.criterion, s.score, s.sentence from referrals.reassessment m
        left join referrals.reassessment_score s on s.reassessment_id = m.id where m.referral_id = ${referralId} order by s.criterion`,
  )
  return moments.flatMap((moment): Reassessment[] => {
    const mine = rows.filter((one) => one.moment === moment)
    const [first] = mine
    if (!first) return []
    const scores = mine.flatMap(({ criterion, score }): [string, Score][] => (criterion && score ? [[criterion, score]] : []))
    const sentences = mine.flatMap(({ criterion, sentence }): [string, string][] => (criterion && sentence ? [[criterion, sentence]] : []))
    return [{ moment, on: first.made_on, accountId: first.account_id, scores: new Map(scores), sentences: new Map(sentences) }]
  })
}

/** Keeps a whole reassessment; a second one at the same moment breaks `reassessed_once`. */
export async function saveReassessment(
  tx: Tx,
  given: {
    referralId: ReferralId
    moment: Moment
    on: Day
    by: { accountId: AccountId; organisationId: OrganisationId; at: Instant }
    scores: readonly { criterion: string; score: Score; sentence: string }[]
  },
): Promise<void> {
  const id = newId<'reassessment'>()
  const { accountId, organisationId, at } = given.by
  await tx.run(sql`
    insert into referrals.reassessment (id, referral_id, moment, made_on, account_id, organisation_id, saved_at)
    values (${id}, ${given.referralId}, ${given.moment}, ${given.on}, ${accountId}, ${organisationId}, ${at})`)
  for (const { criterion, score, sentence } of given.scores)
    await tx.run(sql`
      insert into referrals.reassessment_score (reassessment_id, criterion, score, sentence) values (${id}, ${criterion}, ${score}, ${sentence})`)
}
