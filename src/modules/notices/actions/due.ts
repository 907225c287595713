import type { SystemActor } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { organisations } from '#modules/access/index.ts'
import { contextOf } from '#platform/http/context.ts'
import type { Mail } from '#platform/mail.ts'
import type { Deps } from '#platform/module.ts'
import { remindOnce } from '../store/notices.ts'
import { sendMails } from './send-mails.ts'
import { tellDeputies } from './tell-deputies.ts'

/** Tells deputies, reminds of old tasks and sends mail, for every organisation; may be run any number of times. Answers how many things it did. */
export async function noticesDue(deps: Deps & { mail: Mail | null; publicUrl: () => string }, today: Day): Promise<number> {
  const { db, clock } = deps
  const at = clock.now()
  const all = await db.read(contextOf(null, today), (tx) => organisations(tx))
  let done = 0
  for (const { id: organisationId } of all) {
    const actor: SystemActor = { kind: 'system', job: 'notices.due', organisationId }
    done += await db.transaction(contextOf(actor, today), (tx) => tellDeputies(tx, { actor, today, at }))
  }
  done += await db.transaction(contextOf(null, today), (tx) => remindOnce(tx, today, at))
  for (const { id: organisationId } of all)
    done += await sendMails(deps, contextOf({ kind: 'system', job: 'notices.due', organisationId }, today), at)
  return done
}
