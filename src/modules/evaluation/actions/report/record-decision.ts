import type { StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf, isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import {
  type ChangePlacesRefusal,
  type ExtensionRefusal,
  type TerminationRefusal,
  changePlaces,
  extendAgreement,
  terminateAgreement,
} from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { evaluationActions } from '../../actions.ts'
import type { ReportId } from '../../domain/report/report.ts'
import { decisionOn, insertDecision } from '../../store/reports.ts'
import { type OwnRefusal, lockedReport } from './own-report.ts'

/** What the committee decided; an extension says until when, with how many places, when it is evaluated again, and why if it goes beyond the agreement's options. */
export type DecisionWish = {
  actor: StaffActor
  reportId: ReportId
  kind: 'extend' | 'change' | 'stop'
  extension: { endsOn: Day; places: number; evaluationDueOn: Day | null; beyondReason?: string } | null
  change: { from: Day; places: number } | null
  requestId: string
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
  | ChangePlacesRefusal
  | TerminationRefusal

/**
 * Records the committee's decision on a published report, once. Extending makes the agreement's next period,
 * changing buys another number of places where one is given, and stopping ends the agreement for new runs: all in the same transaction.
 */
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

// Stopping ends the agreement for new runs, and those in it run off; a change of places is made from the day it holds.
async function carryOut(tx: Tx, wish: DecisionWish, agreementId: Id<'agreement'>): Promise<Result<number | null, DecisionRefusal>> {
  if (wish.kind === 'stop') {
    const ended = await terminateAgreement(tx, { actor: wish.actor, agreementId, on: wish.decidedOn, reason: 'by_purchaser', at: wish.at })
    return ended.ok ? ok(null) : ended
  }
  if (wish.kind === 'change') return wish.change === null ? ok(null) : changeNumber(tx, wish, { agreementId, ...wish.change })
  if (wish.extension === null) return refuse({ kind: 'extension_missing' })
  const { actor, decidedOn, extension, at } = wish
  const period = await extendAgreement(tx, { actor, agreementId, decidedOn, ...extension, at })
  return period.ok ? ok(period.value.number) : period
}

async function changeNumber(
  tx: Tx,
  { actor, requestId, words, at }: DecisionWish,
  change: { agreementId: Id<'agreement'>; from: Day; places: number },
): Promise<Result<null, DecisionRefusal>> {
  const changed = await changePlaces(tx, { actor, ...change, reason: words.slice(0, 500), requestId, at })
  return changed.ok ? ok(null) : changed
}
