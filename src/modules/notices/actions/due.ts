import type { SystemActor } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { organisations } from '#modules/access/index.ts'
import { contextOf } from '#platform/http/context.ts'
import type { Mail } from '#platform/mail.ts'
import type { Deps } from '#platform/module.ts'
import type { DigitalPost } from '../domain/digital-post.ts'
import { remindOnce } from '../store/notices.ts'
import { readReceipts } from './read-receipts.ts'
import { sendDigitalPost } from './send-digital-post.ts'
import { sendMails } from './send-mails.ts'
import { tellDeputies } from './tell-deputies.ts'

/** Tells deputies, reminds of old tasks, sends mail and Digital Post and reads its receipts, for every organisation; may be run any number of times. Answers how many things it did. */
export async function noticesDue(
  deps: Deps & { mail: Mail | null; digitalPost: DigitalPost | null; publicUrl: () => string },
  today: Day,
): Promise<number> {
  const { db, clock } = deps
  const at = clock.now()
  const all = await db.read(contextOf(null, today), (tx) => organisations(tx))
  let done = 0
  for (const { id: organisationId } of all) {
    const actor: SystemActor = { kind: 'system', job: 'notices.due', organisationId }
    done += await db.transaction(contextOf(actor, today), (tx) => tellDeputies(tx, { actor, today, at }))
  }
  done += await db.transaction(contextOf(null, today), (tx) => remindOnce(tx, today, at))
  const contexts = all.map(({ id: organisationId }) => contextOf({ kind: 'system', job: 'notices.due', organisationId }, today))
  for (const context of contexts) done += await sendMails(deps, context, at)
  for (const context of contexts) done += await sendDigitalPost(deps, context, at)
  // Last, for it throws when the folder is gone: that must keep nothing else back.
  const { digitalPost } = deps
  if (digitalPost !== null) done += await readReceipts({ db, digitalPost }, contexts)
  return done
}
