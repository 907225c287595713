import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type NotPermitted, authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { type DirectorNoticeId, type ReceiptRefusal, mayGiveReceipt } from '../domain/director-notice.ts'
import { directorNoticeToLock, saveReceipt } from '../store/director-notices.ts'
import { closeTasks } from '../store/notices.ts'

/** Why a receipt is refused. */
export type GiveReceiptRefusal = NotPermitted | { kind: 'no_such_notice' } | ReceiptRefusal

/** The Business Director, or a deputy who has been told, signs that a notice was opened; its tasks close. */
export async function giveReceipt(
  tx: Tx,
  { actor, id, at }: { actor: StaffActor; id: DirectorNoticeId; at: Instant },
): Promise<Result<true, GiveReceiptRefusal>> {
  const permitted = authorize(actor, actions.give_receipt, { ownerId: actor.organisationId })
  if (!permitted.ok) return permitted
  const notice = await directorNoticeToLock(tx, id)
  if (notice === null) return refuse({ kind: 'no_such_notice' })
  const may = mayGiveReceipt(notice, actor)
  if (!may.ok) return may
  await saveReceipt(tx, id, actor.accountId, at)
  const on = { noun: 'director_notice', id }
  await closeTasks(tx, { subject: on, at })
  await recordChange(tx, { actor, action: actions.give_receipt, on, codes: { event: notice.event, case_number: notice.caseNumber }, at })
  return ok(true)
}
