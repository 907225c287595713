import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type NotPermitted, authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { closeTasks } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { type Question, type QuestionId, type QuestionRefusal, mayAnswer, mayWithdraw } from '../domain/question.ts'
import { saveEvent } from '../store/events.ts'
import { closeQuestion, lockQuestion } from '../store/questions.ts'
import { tellOfQuestion } from './tell.ts'

/** How a question is closed: with an answer by the one who was asked, or withdrawn by the one who asked (`answer` null). */
export type Closing = { actor: StaffActor; questionId: QuestionId; answer: string | null; at: Instant }

/** Why it is not closed. */
export type CloseRefusal = NotPermitted | { kind: 'no_such_question' } | QuestionRefusal

/** Answers a question, or withdraws it; the asker is told of the answer, and the task is done. */
export async function closeQuestionWith(tx: Tx, { actor, questionId, answer, at }: Closing): Promise<Result<Question, CloseRefusal>> {
  const question = await lockQuestion(tx, questionId)
  const agreed = question === null ? null : await agreement(tx, question.agreementId)
  if (question === null || agreed === null) return refuse({ kind: 'no_such_question' })
  const action = answer === null ? actions.withdraw_question : actions.answer
  const permitted = authorize(actor, action, { parties: agreed.parties })
  if (!permitted.ok) return permitted
  const may = answer === null ? mayWithdraw(question, actor.organisationId) : mayAnswer(question, actor.organisationId)
  if (!may.ok) return may
  await closeQuestion(tx, questionId, { state: answer === null ? 'withdrawn' : 'answered', answer, actor, at })
  await saveEvent(
    tx,
    { noun: 'question', id: questionId, agreementId: agreed.id, name: answer === null ? 'withdraw' : 'answer' },
    actor,
    at,
  )
  await closeTasks(tx, { subject: { noun: 'question', id: questionId }, at })
  if (answer !== null) await tellOfQuestion(tx, agreed, question, 'question_answered', at)
  const person = question.personId === null ? {} : { personId: question.personId }
  await recordChange(tx, { actor, action, on: { noun: 'question', id: questionId }, ...person, at })
  return ok({ ...question, state: answer === null ? 'withdrawn' : 'answered', answer })
}
