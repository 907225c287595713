import type { OrganisationId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'

/** What a lesson can be about: never a person. */
export const lessonSubjects = ['criterion', 'reason', 'activity', 'loan', 'cooperation'] as const
/** One of them. */
export type LessonSubject = (typeof lessonSubjects)[number]

/** A lesson as it was recorded. */
export type Lesson = {
  id: Id<'lesson'>
  about: LessonSubject
  title: string
  words: string
  learnedOn: Day
  organisationId: OrganisationId
  accountId: string
}

/** Why a text cannot stand in a lesson. */
export type LessonRefusal = { kind: 'names_a_person'; found: 'cpr' | 'case_number' }

const cpr = /\d{6}[- ]?\d{4}/
const caseNumber = /[A-ZÆØÅ]-\d{4}-\d{3}/

/** A lesson is about criteria and reasons, never about persons: a CPR or case number in it is refused (the table refuses it too). */
export function aboutNobody(...texts: readonly string[]): Result<true, LessonRefusal> {
  if (texts.some((text) => cpr.test(text))) return refuse({ kind: 'names_a_person', found: 'cpr' })
  if (texts.some((text) => caseNumber.test(text))) return refuse({ kind: 'names_a_person', found: 'case_number' })
  return ok(true)
}
