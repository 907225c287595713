import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Sql, type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import type { Question, QuestionId, QuestionState } from '../domain/question.ts'

const questionRow = z
  .object({
    id: idColumn<'question'>(),
    agreement_id: idColumn<'agreement'>(),
    referral_id: idColumn<'referral'>().nullable(),
    person_id: idColumn<'person'>().nullable(),
    case_number: z.string(),
    from_organisation_id: idColumn<'organisation'>(),
    to_organisation_id: idColumn<'organisation'>(),
    state: z.enum(['open', 'answered', 'withdrawn']),
    answer_by: dayColumn,
    asked_by: z.string(),
    asked_at: instantColumn,
    closed_by: z.string().nullable(),
    closed_at: instantColumn.nullable(),
    question: z.string().nullable(),
    answer: z.string().nullable(),
  })
  .transform(
    (row): Question => ({
      id: row.id,
      agreementId: row.agreement_id,
      referralId: row.referral_id,
      personId: row.person_id,
      caseNumber: row.case_number,
      from: row.from_organisation_id,
      to: row.to_organisation_id,
      state: row.state,
      answerBy: row.answer_by,
      askedBy: row.asked_by,
      askedAt: row.asked_at,
      closedBy: row.closed_by,
      closedAt: row.closed_at,
      question: row.question,
      answer: row.answer,
    }),
  )

function found(tx: Tx, where: Sql): Promise<Question[]> {
  return tx.rows(
    questionRow,
    sql`select q.*, w.question, w.answer from collaboration.question q left join collaboration.question_words w on w.question_id = q.id ${where}`,
  )
}

/** The questions on a case, the newest first. */
export function questionsOfCase(tx: Tx, agreementId: string, caseNumber: string): Promise<Question[]> {
  return found(tx, sql`where q.agreement_id = ${agreementId} and q.case_number = ${caseNumber} order by q.asked_at desc, q.id`)
}

/** All questions under an agreement that the session may see, open ones first, then the newest. */
export function questionsOfAgreement(tx: Tx, agreementId: string): Promise<Question[]> {
  return found(tx, sql`where q.agreement_id = ${agreementId} order by q.state <> 'open', q.asked_at desc, q.id`)
}

/** The question, locked until the transaction ends; null when the session does not see it. */
export async function lockQuestion(tx: Tx, id: QuestionId): Promise<Question | null> {
  if ((await tx.run(sql`select from collaboration.question where id = ${id} for update`)) !== 1) return null
  return (await found(tx, sql`where q.id = ${id}`))[0] ?? null
}

/** Keeps a question; false when this request has already kept it. */
export async function saveQuestion(tx: Tx, made: Question, words: string, requestId: string): Promise<boolean> {
  const kept = await tx.run(sql`
    insert into collaboration.question (id, agreement_id, referral_id, person_id, case_number, from_organisation_id, to_organisation_id, state, answer_by, asked_by, asked_at, request_id)
    values (${made.id}, ${made.agreementId}, ${made.referralId}, ${made.personId}, ${made.caseNumber}, ${made.from}, ${made.to}, 'open', ${made.answerBy}, ${made.askedBy}, ${made.askedAt}, ${requestId})
    on conflict (request_id) do nothing`)
  if (kept === 0) return false
  await tx.run(sql`insert into collaboration.question_words (question_id, question) values (${made.id}, ${words})`)
  return true
}

/** Closes a question: answered with words, or withdrawn without. */
export async function closeQuestion(
  tx: Tx,
  id: QuestionId,
  {
    state,
    answer,
    actor,
    at,
  }: { state: Exclude<QuestionState, 'open'>; answer: string | null; actor: Exclude<Actor, { kind: 'system' }>; at: Instant },
): Promise<void> {
  await tx.run(sql`update collaboration.question set state = ${state}, closed_by = ${actor.accountId}, closed_at = ${at} where id = ${id}`)
  if (answer !== null) await tx.run(sql`update collaboration.question_words set answer = ${answer} where question_id = ${id}`)
}

/** Whether a case of this number has held a place under the agreement: for one who may not see whose it is. */
export async function hasCase(tx: Tx, agreementId: string, caseNumber: string): Promise<boolean> {
  return (await tx.one(z.object({ has: z.boolean() }), sql`select collaboration.has_case(${agreementId}, ${caseNumber}) as has`)).has
}
