import { z } from 'zod'
import type { AccountId, HumanId, OrganisationId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn, instantColumn } from '#platform/db/row.ts'
import { type Judgement, parseScore, type Score } from '../domain/assessment.ts'
import type { Assessment, AssessmentId, ReferralId } from '../domain/referral.ts'
import { type Authority, authorities } from '../domain/states.ts'

const assessmentRow = z
  .object({
    id: idColumn<'assessment'>(),
    round: z.int(),
    authority: z.enum(authorities),
    organisation_id: idColumn<'organisation'>(),
    account_id: idColumn<'account'>(),
    saved_at: instantColumn,
    submitted_at: instantColumn.nullable(),
  })
  .transform(
    (row): Assessment => ({
      id: row.id,
      round: row.round,
      authority: row.authority,
      organisationId: row.organisation_id,
      accountId: row.account_id,
      savedAt: row.saved_at,
      submittedAt: row.submitted_at,
    }),
  )

/** Who assesses in a round, and who is done; never a score. */
export function assessmentsOf(tx: Tx, referralId: ReferralId, round: number): Promise<Assessment[]> {
  return tx.rows(
    assessmentRow,
    sql`select id, round, authority, organisation_id, account_id, saved_at, submitted_at from referrals.assessment
        where referral_id = ${referralId} and round = ${round} order by authority`,
  )
}

const scoreColumn = z.int().transform((value, context): Score => {
  const score = parseScore(String(value))
  if (score !== null) return score
  context.addIssue({ code: 'custom', message: 'is not a score' })
  return z.NEVER
})
const judgementRow = z.object({ criterion: z.string(), score: scoreColumn.nullable(), sentence: z.string(), basis: z.string() })

/** An assessment's judgements. The database answers none of the other authority's until both are in. */
export function judgementsOf(tx: Tx, id: AssessmentId): Promise<Judgement[]> {
  return tx.rows(
    judgementRow,
    sql`select criterion, score, sentence, basis from referrals.score where assessment_id = ${id} order by criterion`,
  )
}

/** Who works on an assessment, and for whom. */
export type Assessor = { accountId: AccountId; humanId: HumanId; organisationId: OrganisationId; authority: Authority; at: Instant }

/** The authority's assessment of the round, made when it has none. */
export async function openAssessment(
  tx: Tx,
  given: { referralId: ReferralId; round: number; criteria: readonly string[] },
  by: Assessor,
): Promise<Assessment> {
  await tx.run(sql`
    insert into referrals.assessment (id, referral_id, round, authority, organisation_id, criteria, account_id, human_id, saved_at)
    values (${newId()}, ${given.referralId}, ${given.round}, ${by.authority}, ${by.organisationId}, ${[...given.criteria]}::text[],
      ${by.accountId}, ${by.humanId}, ${by.at})
    on conflict (referral_id, round, authority) do nothing`)
  return tx.one(
    assessmentRow,
    sql`select id, round, authority, organisation_id, account_id, saved_at, submitted_at from referrals.assessment
        where referral_id = ${given.referralId} and round = ${given.round} and authority = ${by.authority}`,
  )
}

/** Saves judgements in a draft; the database refuses once it is submitted. */
export async function saveJudgements(tx: Tx, id: AssessmentId, judgements: readonly Judgement[], by: Assessor): Promise<void> {
  await tx.run(
    sql`update referrals.assessment set account_id = ${by.accountId}, human_id = ${by.humanId}, saved_at = ${by.at} where id = ${id}`,
  )
  for (const { criterion, score, sentence, basis } of judgements) {
    await tx.run(sql`
      insert into referrals.score (assessment_id, criterion, score, sentence, basis)
      values (${id}, ${criterion}, ${score}, ${sentence}, ${basis})
      on conflict (assessment_id, criterion) do update set score = excluded.score, sentence = excluded.sentence, basis = excluded.basis`)
  }
}

/** Closes an assessment for good. */
export async function saveSubmitted(tx: Tx, id: AssessmentId, at: Instant): Promise<void> {
  await tx.run(sql`update referrals.assessment set submitted_at = ${at} where id = ${id}`)
}

/** An agreed score with its note. */
export type AgreedScore = { criterion: string; score: Score; note: string }
const agreedRow = z.object({ criterion: z.string(), score: scoreColumn, note: z.string() })

/** What the two agreed on in a round. */
export function agreedScores(tx: Tx, referralId: ReferralId, round: number): Promise<AgreedScore[]> {
  return tx.rows(
    agreedRow,
    sql`select criterion, score, note from referrals.agreed_score where referral_id = ${referralId} and round = ${round} order by criterion`,
  )
}

/** Keeps an agreed score; the database refuses while one assessment is still sealed. */
export async function saveAgreed(
  tx: Tx,
  referralId: ReferralId,
  round: number,
  agreed: AgreedScore,
  by: { accountId: AccountId; at: Instant },
): Promise<void> {
  await tx.run(sql`
    insert into referrals.agreed_score (referral_id, round, criterion, score, note, account_id, saved_at)
    values (${referralId}, ${round}, ${agreed.criterion}, ${agreed.score}, ${agreed.note}, ${by.accountId}, ${by.at})
    on conflict (referral_id, round, criterion)
    do update set score = excluded.score, note = excluded.note, account_id = excluded.account_id, saved_at = excluded.saved_at`)
}
