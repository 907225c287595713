import { type Id, newId } from '#kernel/ids.ts'
import { assert, ok, refuse, type Result } from '#kernel/result.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { MachineRefusal } from '../domain/guards.ts'
import type { Section } from '../domain/sections.ts'
import { questionsOf, saveAnswer, saveQuestion } from '../store/questions.ts'
import { closeReferralTasks, tellCase } from './tell.ts'
import { type CaseRefusal, type Command, openCase, takeStep } from './take-step.ts'

/** A question to one section, with its kind from the programme's list. */
export type AskedQuestion = { section: Section; reason: string; text: string }

/** Why information cannot be asked for. */
export type AskRefusal =
  | CaseRefusal
  | MachineRefusal
  | { kind: 'question_reason_unknown'; code: string }
  | { kind: 'question_text_missing' }

/** Returns the case with typed questions; only the sections asked about open again. */
export async function requestInformation(
  tx: Tx,
  command: Command & { questions: readonly AskedQuestion[] },
): Promise<Result<true, AskRefusal>> {
  const opened = await openCase(tx, command, actions.request_information)
  if (!opened.ok) return opened
  const open = opened.value
  const { reasons } = await programmeVersion(tx, open.referral.programmeVersionId)
  for (const { reason, text } of command.questions) {
    if (!reasons.return_for_information.some((one) => one.code === reason)) return refuse({ kind: 'question_reason_unknown', code: reason })
    if (text.trim() === '') return refuse({ kind: 'question_text_missing' })
  }
  const reason = command.questions[0]?.reason ?? null
  const step = await takeStep(tx, open, { name: 'request_information' }, { questions: command.questions.length }, { reason })
  if (!step.ok) return step
  assert(open.actor.kind === 'staff', 'only staff are permitted to ask')
  for (const { section, reason: kind, text } of command.questions)
    await saveQuestion(
      tx,
      open.referral.id,
      { id: newId(), section, reason: kind, text: text.trim() },
      { accountId: open.actor.accountId, at: open.at },
    )
  await closeReferralTasks(tx, open)
  await tellCase(tx, open, 'referral_returned', { state: 'information_requested' })
  return ok(true)
}

/** Why an answer is refused. */
export type AnswerRefusal = CaseRefusal | MachineRefusal | { kind: 'no_such_question' } | { kind: 'answer_missing' }

/** Answers one question; it can be answered again until the case is sent back. */
export async function answerQuestion(
  tx: Tx,
  command: Command & { questionId: Id<'question'>; answer: string },
): Promise<Result<true, AnswerRefusal>> {
  const opened = await openCase(tx, command, actions.answer_information)
  if (!opened.ok) return opened
  const { referral, actor, at } = opened.value
  if (referral.state !== 'information_requested')
    return refuse({ kind: 'not_in_state', state: referral.state, event: 'answer_information' })
  if (command.answer.trim() === '') return refuse({ kind: 'answer_missing' })
  assert(actor.kind === 'staff', 'only staff are permitted to answer')
  const kept = await saveAnswer(tx, referral.id, command.questionId, command.answer.trim(), { accountId: actor.accountId, at })
  return kept ? ok(true) : refuse({ kind: 'no_such_question' })
}

/** Sends the case back to where it was asked, once every question has its answer. */
export async function returnAnswers(tx: Tx, command: Command): Promise<Result<true, CaseRefusal | MachineRefusal>> {
  const opened = await openCase(tx, command, actions.answer_information)
  if (!opened.ok) return opened
  const open = opened.value
  const unanswered = (await questionsOf(tx, open.referral.id)).filter((question) => question.answer === null).length
  const step = await takeStep(tx, open, { name: 'answer_information' }, { unanswered })
  if (!step.ok) return step
  await closeReferralTasks(tx, open)
  await tellCase(tx, open, 'referral_answered', { state: step.value.state })
  return ok(true)
}
