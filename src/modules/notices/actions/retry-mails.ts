import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok } from '#kernel/result.ts'
import { type NotPermitted, authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { requeueFailed } from '../store/mails.ts'

/** Puts the own organisation's mails that were given up back into the queue, as when the mail server is there again. Answers how many. */
export async function retryMails(tx: Tx, { actor, at }: { actor: StaffActor; at: Instant }): Promise<Result<number, NotPermitted>> {
  const permitted = authorize(actor, actions.retry_mails, { ownerId: actor.organisationId })
  if (!permitted.ok) return permitted
  const count = await requeueFailed(tx, at)
  const on = { noun: 'organisation', id: actor.organisationId }
  await recordChange(tx, { actor, action: actions.retry_mails, on, codes: { count }, at })
  return ok(count)
}
