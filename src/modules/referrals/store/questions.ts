import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn, instantColumn } from '#platform/db/row.ts'
import type { Question, ReferralId } from '../domain/referral.ts'
import { sections } from '../domain/sections.ts'

const questionRow = z
  .object({
    id: idColumn<'question'>(),
    section: z.enum(sections),
    reason: z.string(),
    text: z.string(),
    asked_at: instantColumn,
    asked_by: idColumn<'account'>(),
    answer: z.string().nullable(),
    answered_at: instantColumn.nullable(),
  })
  .transform(
    ({ asked_at, asked_by, answered_at, ...same }): Question => ({
      ...same,
      askedAt: asked_at,
      askedBy: asked_by,
      answeredAt: answered_at,
    }),
  )

/** The questions asked in the referral, oldest first. */
export function questionsOf(tx: Tx, referralId: ReferralId): Promise<Question[]> {
  return tx.rows(
    questionRow,
    sql`select id, section, reason, text, asked_at, asked_by, answer, answered_at from referrals.question
        where referral_id = ${referralId} order by asked_at, section, id`,
  )
}

/** Keeps a question. */
export async function saveQuestion(
  tx: Tx,
  referralId: ReferralId,
  question: Pick<Question, 'id' | 'section' | 'reason' | 'text'>,
  by: { accountId: AccountId; at: Instant },
): Promise<void> {
  await tx.run(sql`
    insert into referrals.question (id, referral_id, section, reason, text, asked_at, asked_by)
    values (${question.id}, ${referralId}, ${question.section}, ${question.reason}, ${question.text}, ${by.at}, ${by.accountId})`)
}

/** Keeps an answer; a second one replaces the first while the question is still open to change. */
export async function saveAnswer(
  tx: Tx,
  referralId: ReferralId,
  id: Id<'question'>,
  answer: string,
  by: { accountId: AccountId; at: Instant },
): Promise<boolean> {
  const rows = await tx.run(sql`
    update referrals.question set answer = ${answer}, answered_at = ${by.at}, answered_by = ${by.accountId}
    where id = ${id} and referral_id = ${referralId}`)
  return rows === 1
}
