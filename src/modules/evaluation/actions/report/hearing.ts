import type { StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf, isBefore } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { recordChange } from '#modules/audit/index.ts'
import { tellAll } from '#modules/notices/index.ts'
import { evaluationActions } from '../../actions.ts'
import type { ReportId } from '../../domain/report/report.ts'
import { hearingOn, insertComment, saveHearing } from '../../store/hearing.ts'
import { lockedReport } from './own-report.ts'
import type { DraftRefusal } from './publish-report.ts'

/** Why the hearing was not opened, in order of precedence. */
export type HearingRefusal = DraftRefusal | { kind: 'hearing_in_past'; today: Day }

/** Opens the hearing of the parties on a draft until a day, or gives it another last day; each party is told. */
export async function openHearing(
  tx: Tx,
  command: { actor: StaffActor; reportId: ReportId; untilOn: Day; at: Instant },
): Promise<Result<true, HearingRefusal>> {
  const { actor, reportId: id, untilOn, at } = command
  const own = await lockedReport(tx, { actor, id, action: evaluationActions.make })
  if (!own.ok) return own
  const { found, agreed } = own.value
  if (found.frozen !== null) return refuse({ kind: 'already_published' })
  if (isBefore(untilOn, dayOf(at))) return refuse({ kind: 'hearing_in_past', today: dayOf(at) })
  await saveHearing(tx, id, { untilOn, by: actor.accountId, at })
  const { parties } = agreed
  const subject = { noun: 'report', id }
  await tellAll(tx, { kind: 'evaluation_hearing', parties, subject, href: `/evaluation/${id}/hearing`, dueOn: untilOn, at })
  const codes = { until_on: untilOn.toString() }
  await recordChange(tx, { actor, action: evaluationActions.make, on: { noun: 'report', id }, codes, at })
  return ok(true)
}

/** Why a comment was not kept, in order of precedence. */
export type CommentRefusal =
  | { kind: 'no_such_report' }
  | NotPermitted
  | { kind: 'already_published' }
  | { kind: 'no_hearing' }
  | { kind: 'hearing_over'; untilOn: Day }

/** Keeps what a party says in the hearing, until its last day. */
export async function commentOnReport(
  tx: Tx,
  command: { actor: StaffActor; reportId: ReportId; words: string; requestId: string; at: Instant },
): Promise<Result<true, CommentRefusal>> {
  const { actor, reportId: id, words, requestId, at } = command
  const own = await lockedReport(tx, { actor, id, action: evaluationActions.comment })
  if (!own.ok) return own
  if (own.value.found.frozen !== null) return refuse({ kind: 'already_published' })
  const hearing = await hearingOn(tx, id)
  if (hearing === null) return refuse({ kind: 'no_hearing' })
  if (isBefore(hearing.untilOn, dayOf(at))) return refuse({ kind: 'hearing_over', untilOn: hearing.untilOn })
  const { organisationId, accountId: by } = actor
  if (!(await insertComment(tx, { requestId, id, organisationId, by, words, at }))) return ok(true)
  await recordChange(tx, { actor, action: evaluationActions.comment, on: { noun: 'report', id }, at })
  return ok(true)
}
