import type { OrganisationId, PersonId, StaffActor } from '#kernel/actor.ts'
import { type Instant, dayOf } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type NotPermitted, authorize } from '#modules/access/index.ts'
import { type Agreement, agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { type Question, type QuestionId, answerDays } from '../domain/question.ts'
import { hasCase, saveQuestion } from '../store/questions.ts'
import { saveEvent } from '../store/events.ts'
import { tellOfQuestion } from './tell.ts'

/** A question on a case. `known` is the case behind the number, where the asker sees it; the purchaser asks by number alone. */
export type Asking = {
  actor: StaffActor
  agreementId: Id<'agreement'>
  caseNumber: string
  known: { referralId: Id<'referral'>; personId: PersonId } | null
  to: OrganisationId
  words: string
  requestId: string
  at: Instant
}

/** Why a question is not asked. */
export type AskRefusal = NotPermitted | { kind: 'no_such_agreement' } | { kind: 'no_such_case' } | { kind: 'ask_another_party' }

/** Asks another party of the agreement, which gets a task with the day an answer is wanted by. */
export async function askQuestion(tx: Tx, asking: Asking): Promise<Result<QuestionId, AskRefusal>> {
  const { actor, agreementId, caseNumber, known, to, at } = asking
  const agreed = await agreement(tx, agreementId)
  if (agreed === null) return refuse({ kind: 'no_such_agreement' })
  const permitted = authorize(actor, actions.ask, { parties: agreed.parties })
  if (!permitted.ok) return permitted
  if (!mayBeAsked(agreed, to, actor.organisationId)) return refuse({ kind: 'ask_another_party' })
  if (known === null && !(await hasCase(tx, agreementId, caseNumber))) return refuse({ kind: 'no_such_case' })
  const question = questionOf(asking)
  if (!(await saveQuestion(tx, question, asking.words, asking.requestId))) return ok(question.id)
  await saveEvent(tx, { noun: 'question', id: question.id, agreementId, name: 'ask', payload: { caseNumber, to } }, actor, at)
  await tellOfQuestion(tx, agreed, question, 'question_asked', at)
  const person = known === null ? {} : { personId: known.personId }
  await recordChange(tx, { actor, action: actions.ask, on: { noun: 'question', id: question.id }, ...person, at })
  return ok(question.id)
}

function mayBeAsked({ parties }: Agreement, to: OrganisationId, own: OrganisationId): boolean {
  return to !== own && [parties.actingJobCentre, parties.provider, parties.purchaser].includes(to)
}

function questionOf({ actor, agreementId, caseNumber, known, to, words, at }: Asking): Question {
  return {
    id: newId<'question'>(),
    agreementId,
    referralId: known?.referralId ?? null,
    personId: known?.personId ?? null,
    caseNumber,
    from: actor.organisationId,
    to,
    state: 'open',
    answerBy: dayOf(at).add({ days: answerDays }),
    askedBy: actor.accountId,
    askedAt: at,
    closedBy: null,
    closedAt: null,
    question: words,
    answer: null,
  }
}
