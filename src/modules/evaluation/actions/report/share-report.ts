import type { StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf, isBefore } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type Db, nobody } from '#platform/db/database.ts'
import type { Tx } from '#platform/db/database.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { evaluationActions } from '../../actions.ts'
import type { ReportId } from '../../domain/report/report.ts'
import { insertLink, reportByKey, stopLinks } from '../../store/links.ts'
import { decisionOn, report } from '../../store/reports.ts'
import { earlierReports } from '../figures/earlier.ts'
import { digestOfKey, newKey } from '../survey/ask.ts'
import { type OwnRefusal, lockedReport } from './own-report.ts'
import type { ReadReport } from './read-report.ts'

/** Why no link was made, in order of precedence. */
export type ShareRefusal = OwnRefusal | { kind: 'not_published' } | { kind: 'link_in_past'; today: Day }

/** Makes a link by which a published report is read without signing in, in its open version; the key is answered once and kept nowhere. */
export async function shareReport(
  tx: Tx,
  command: { actor: StaffActor; reportId: ReportId; untilOn: Day; at: Instant },
): Promise<Result<{ key: string }, ShareRefusal>> {
  const { actor, reportId: id, untilOn, at } = command
  const own = await lockedReport(tx, { actor, id, action: evaluationActions.publish })
  if (!own.ok) return own
  if (own.value.found.frozen === null) return refuse({ kind: 'not_published' })
  if (isBefore(untilOn, dayOf(at))) return refuse({ kind: 'link_in_past', today: dayOf(at) })
  const key = newKey()
  await insertLink(tx, { sha256: digestOfKey(key), id, untilOn, by: actor.accountId, at })
  const codes = { link_until: untilOn.toString() }
  await recordChange(tx, { actor, action: evaluationActions.publish, on: { noun: 'report', id }, codes, at })
  return ok({ key })
}

/** Closes every open link to a report. */
export async function closeLinks(
  tx: Tx,
  { actor, reportId: id, at }: { actor: StaffActor; reportId: ReportId; at: Instant },
): Promise<Result<true, OwnRefusal>> {
  const own = await lockedReport(tx, { actor, id, action: evaluationActions.publish })
  if (!own.ok) return own
  await stopLinks(tx, id, at)
  await recordChange(tx, { actor, action: evaluationActions.publish, on: { noun: 'report', id }, codes: { links: 'closed' }, at })
  return ok(true)
}

/** The published report a key opens, without any right but to read its open version; null when it opens none. */
export async function readByKey(db: Db, key: string, today: Day): Promise<ReadReport | null> {
  const opened = await db.read(nobody(today), (tx) => reportByKey(tx, digestOfKey(key), today))
  if (opened === null) return null
  const context = { accountId: null, organisationId: opened.purchaserId, personId: null, today }
  return db.read(context, async (tx) => {
    const found = await report(tx, opened.reportId)
    const agreed = found === null ? null : await agreement(tx, found.agreementId)
    if (found?.frozen == null || agreed === null) return null
    const { dataset } = found.frozen
    const none = { mayRows: false, mayDraft: false, mayClosed: false, maySecretary: false, isPublishing: false, inWords: [] }
    const last = (await earlierReports(tx, found))[0] ?? null
    return { report: found, agreed, dataset, comparison: dataset.comparison, decision: await decisionOn(tx, found.id), last, ...none }
  })
}
