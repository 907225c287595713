import type { OrganisationId, PersonId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'

/** A question's identity. */
export type QuestionId = Id<'question'>
/** Where a question stands. */
export type QuestionState = 'open' | 'answered' | 'withdrawn'

/** A question on a case. Case, person and words are null where the reader may not see them or they were erased. */
export type Question = {
  id: QuestionId
  agreementId: Id<'agreement'>
  referralId: Id<'referral'> | null
  personId: PersonId | null
  caseNumber: string
  from: OrganisationId
  to: OrganisationId
  state: QuestionState
  answerBy: Day
  askedBy: string
  askedAt: Instant
  closedBy: string | null
  closedAt: Instant | null
  question: string | null
  answer: string | null
}

/** Days within which an answer is wanted. */
export const answerDays = 10

/** Why a question cannot be answered or withdrawn. */
export type QuestionRefusal =
  | { kind: 'question_closed'; state: QuestionState }
  | { kind: 'asked_of_another' }
  | { kind: 'asked_by_another' }

/** Only the organisation that was asked answers, and only once. */
export function mayAnswer(question: Pick<Question, 'state' | 'to'>, organisationId: OrganisationId): Result<true, QuestionRefusal> {
  if (question.to !== organisationId) return refuse({ kind: 'asked_of_another' })
  return question.state === 'open' ? ok(true) : refuse({ kind: 'question_closed', state: question.state })
}

/** Only the organisation that asked withdraws, and only while nobody has answered. */
export function mayWithdraw(question: Pick<Question, 'state' | 'from'>, organisationId: OrganisationId): Result<true, QuestionRefusal> {
  if (question.from !== organisationId) return refuse({ kind: 'asked_by_another' })
  return question.state === 'open' ? ok(true) : refuse({ kind: 'question_closed', state: question.state })
}
