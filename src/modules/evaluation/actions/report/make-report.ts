import type { StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf, isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { evaluationActions } from '../../actions.ts'
import type { ReportId } from '../../domain/report/report.ts'
import { type SectionWords, sections } from '../../domain/report/sections.ts'
import { insertSection } from '../../store/sections.ts'
import { insertReport } from '../../store/reports.ts'

/** A report to make; `requestId` is its identity, so that a double click makes one. `cutoffOn` is the last day that counts. */
export type ReportWish = {
  actor: StaffActor
  agreementId: Id<'agreement'>
  title: string
  cutoffOn: Day
  words?: SectionWords
  requestId: ReportId
  at: Instant
}

/** Why no report was made, in order of precedence. */
export type ReportRefusal =
  | { kind: 'no_such_agreement' }
  | NotPermitted
  | { kind: 'cutoff_before_agreement'; startsOn: Day }
  | { kind: 'cutoff_in_future'; today: Day }

/** Makes a draft on an agreement for a cut-off from its first day to today. Its figures are computed each time it is read. */
export async function makeReport(tx: Tx, wish: ReportWish): Promise<Result<ReportId, ReportRefusal>> {
  const { actor, agreementId, requestId, at } = wish
  const agreed = await agreement(tx, agreementId)
  if (agreed === null) return refuse({ kind: 'no_such_agreement' })
  const permit = authorize(actor, evaluationActions.make, { parties: agreed.parties })
  if (!permit.ok) return permit
  if (isBefore(wish.cutoffOn, agreed.startsOn)) return refuse({ kind: 'cutoff_before_agreement', startsOn: agreed.startsOn })
  if (isBefore(dayOf(at), wish.cutoffOn)) return refuse({ kind: 'cutoff_in_future', today: dayOf(at) })
  if (!(await insertReport(tx, { ...wish, id: requestId, by: actor.accountId }))) return ok(requestId)
  for (const section of sections) {
    const words = wish.words?.[section] ?? ''
    if (words !== '') await insertSection(tx, { id: requestId, section, words, by: actor.accountId, at })
  }
  await recordChange(tx, {
    actor,
    action: evaluationActions.make,
    on: { noun: 'report', id: requestId },
    codes: { cutoff_on: wish.cutoffOn.toString() },
    at,
  })
  return ok(requestId)
}
