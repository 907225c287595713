import { createHash } from 'node:crypto'
import type { StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { tellAll } from '#modules/notices/index.ts'
import { loanActions } from '../actions.ts'
import { type SendRefusal, correctionOf, nextMonth, nothing, refusedSpan } from '../domain/sent-settlement.ts'
import { contentOf, insertSettlement, lockSettlements, settlementsOf } from '../store/settlements.ts'
import { reckonedMonths } from './settle-agreement.ts'

/**
 * Sends the settlement of the months that were not sent yet, to the one asked for: it is kept as it stands now, with its hash, and never
 * changes. What has changed since in months sent before is its correction. Who pays by it is told. The same request again sends nothing more.
 */
export async function sendSettlement(
  tx: Tx,
  command: { actor: StaffActor; agreement: Agreement; until: Day; requestId: string; on: Day; at: Instant },
): Promise<Result<string, NotPermitted | SendRefusal>> {
  const { actor, agreement, until, requestId: id, on, at } = command
  const permit = authorize(actor, loanActions.send_settlement, { parties: agreement.parties })
  if (!permit.ok) return permit
  await lockSettlements(tx, agreement.id)
  const sent = await settlementsOf(tx, agreement.id)
  if (sent.some((one) => one.id === id)) return ok(id)
  const from = nextMonth(sent, agreement.startsOn)
  const refusal = refusedSpan({ next: from, until, today: on })
  if (refusal !== null) return refuse(refusal)
  const months = await reckonedMonths(tx, agreement, { from, until })
  const [first, last] = [sent[0], sent.at(-1)]
  const before =
    first === undefined || last === undefined ? [] : await reckonedMonths(tx, agreement, { from: first.from, until: last.until })
  const correction = sent.length === 0 ? nothing : correctionOf(before, sent)
  const content = contentOf({ from, until, months, correction, terms: agreement.lossTerms })
  const sha256 = createHash('sha256').update(content).digest('hex')
  await insertSettlement(tx, { id, agreementId: agreement.id, from, until, content, sha256 }, { human: actor.humanId, on, at })
  await recordChange(tx, {
    actor,
    action: loanActions.send_settlement,
    on: { noun: 'settlement', id },
    codes: { months: months.length },
    at,
  })
  const href = `/settlement?agreement=${agreement.id}&sent=${id}`
  await tellAll(tx, { kind: 'settlement_locked', parties: agreement.parties, subject: { noun: 'settlement', id }, href, at })
  return ok(id)
}
