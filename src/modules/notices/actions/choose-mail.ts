import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok } from '#kernel/result.ts'
import { type NotPermitted, authorize } from '#modules/access/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { MailChoice } from '../domain/mail.ts'
import { saveMailChoice } from '../store/mail-choices.ts'

/** Keeps which notices the reader also wants as mail. Decisions come as mail whatever is chosen. */
export async function chooseMail(
  tx: Tx,
  { actor, choice, at }: { actor: Exclude<Actor, { kind: 'system' }>; choice: MailChoice; at: Instant },
): Promise<Result<true, NotPermitted>> {
  const permitted = authorize(actor, actions.choose_mail, actor.kind === 'citizen' ? { personId: actor.personId } : {})
  if (!permitted.ok) return permitted
  await saveMailChoice(tx, actor.accountId, choice, at)
  return ok(true)
}
