import type { StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf, isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { type ExtensionRefusal, extendAgreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { evaluationActions } from '../../actions.ts'
import type { ReportId } from '../../domain/report/report.ts'
import { decisionOn, insertDecision } from '../../store/reports.ts'
import { type OwnRefusal, lockedReport } from './own-report.ts'

/** What the committee decided; an extension says until when, with how many places, and when it is evaluated again. */
export type DecisionWish = {
  actor: StaffActor
  reportId: ReportId
  kind: 'extend' | 'change' | 'stop'
  extension: { endsOn: Day; places: number; evaluationDueOn: Day | null } | null
  decidedOn: Day
  caseNumber: string
  words: string
  at: Instant
}

/** Why no decision was recorded, in order of precedence. */
export type DecisionRefusal =
  | OwnRefusal
  | { kind: 'not_published' }
  | { kind: 'already_decided' }
  | { kind: 'decided_in_future'; today: Day }
  | { kind: 'decided_before_report'; publishedOn: Day }
  | { kind: 'extension_missing' }
  | ExtensionRefusal

/** Records the committee's decision on a published report, once. Extending makes the agreement's next period in the same transaction. */
export async function recordDecision(tx: Tx, wish: DecisionWish): Promise<Result<{ periodNumber: number | null }, DecisionRefusal>> {
  const { actor, reportId: id, at } = wish
  const own = await lockedReport(tx, { actor, id, action: evaluationActions.decide })
  if (!own.ok) return own
  const { found, agreed } = own.value
  if (found.frozen === null) return refuse({ kind: 'not_published' })
  if ((await decisionOn(tx, id)) !== null) return refuse({ kind: 'already_decided' })
  const publishedOn = dayOf(found.frozen.at)
  if (isBefore(dayOf(at), wish.decidedOn)) return refuse({ kind: 'decided_in_future', today: dayOf(at) })
  if (isBefore(wish.decidedOn, publishedOn)) return refuse({ kind: 'decided_before_report', publishedOn })
  const carried = await carryOut(tx, wish, agreed.id)
  if (!carried.ok) return carried
  const periodNumber = carried.value
  await insertDecision(tx, id, { ...wish, periodNumber, by: actor.accountId })
  const codes = { decision: wish.kind, period: periodNumber }
  await recordChange(tx, { actor, action: evaluationActions.decide, on: { noun: 'report', id }, codes, at })
  return ok({ periodNumber })
}

// To change or stop is carried out by people: the agreement runs to its last day, and those in it run off.
async function carryOut(tx: Tx, wish: DecisionWish, agreementId: Id<'agreement'>): Promise<Result<number | null, DecisionRefusal>> {
  if (wish.kind !== 'extend') return ok(null)
  if (wish.extension === null) return refuse({ kind: 'extension_missing' })
  const { actor, decidedOn, extension, at } = wish
  const period = await extendAgreement(tx, { actor, agreementId, decidedOn, ...extension, at })
  return period.ok ? ok(period.value.number) : period
}
