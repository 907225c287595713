import type { StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { dayOf, isBefore } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type NotPermitted, authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { type LessonRefusal, type LessonSubject, aboutNobody } from '../domain/lesson.ts'
import { saveEvent } from '../store/events.ts'
import { saveLesson } from '../store/lessons.ts'

/** A lesson as it is given. */
export type LessonGiven = {
  actor: StaffActor
  agreementId: Id<'agreement'>
  about: LessonSubject
  title: string
  words: string
  learnedOn: Day
  requestId: string
  at: Instant
}

/** Why a lesson is not recorded. */
export type RecordLessonRefusal = NotPermitted | { kind: 'no_such_agreement' } | { kind: 'learned_in_future' } | LessonRefusal

/** Records what was learned, for all parties of the agreement; never on persons. */
export async function recordLesson(tx: Tx, given: LessonGiven): Promise<Result<Id<'lesson'>, RecordLessonRefusal>> {
  const { actor, agreementId, about, title, words, learnedOn, at, requestId } = given
  const agreed = await agreement(tx, agreementId)
  if (agreed === null) return refuse({ kind: 'no_such_agreement' })
  const permitted = authorize(actor, actions.record_lesson, { parties: agreed.parties })
  if (!permitted.ok) return permitted
  if (isBefore(dayOf(at), learnedOn)) return refuse({ kind: 'learned_in_future' })
  const clean = aboutNobody(title, words)
  if (!clean.ok) return clean
  const id = newId<'lesson'>()
  const lesson = { id, about, title, words, learnedOn, organisationId: actor.organisationId, accountId: actor.accountId }
  if (!(await saveLesson(tx, agreementId, lesson, { at, requestId }))) return ok(id)
  await saveEvent(tx, { noun: 'lesson', id, agreementId, name: 'record', payload: { about } }, actor, at)
  await recordChange(tx, { actor, action: actions.record_lesson, on: { noun: 'lesson', id }, codes: { about }, at })
  return ok(id)
}
