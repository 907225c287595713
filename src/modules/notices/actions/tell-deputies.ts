import type { Role, SystemActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { authorize, staff } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { deputyIsDue } from '../domain/director-notice.ts'
import { saveDeputyTold, unopenedToLock } from '../store/director-notices.ts'
import { tell } from '../store/notices.ts'

/**
 * Tells the deputy of each notice that the Business Director has left unopened for three days: the committee's secretary,
 * or the administrator where there is none. Answers of how many; each once.
 */
export async function tellDeputies(tx: Tx, { actor, today, at }: { actor: SystemActor; today: Day; at: Instant }): Promise<number> {
  assert(authorize(actor, actions.tell_deputy, {}).ok, 'deputies are told by a job')
  const due = (await unopenedToLock(tx)).filter((notice) => deputyIsDue(notice, today))
  if (due.length === 0) return 0
  const secretaries = await staff(tx, { organisationId: actor.organisationId, role: 'committee_secretary' })
  const role: Role = secretaries.length > 0 ? 'committee_secretary' : 'administrator'
  for (const { id, caseNumber } of due) {
    const subject = { noun: 'director_notice', id }
    const to = { organisationId: actor.organisationId, role }
    await tell(tx, { to, kind: 'director_notice_unopened', subject, href: '/notices', caseNumber, at })
    await saveDeputyTold(tx, id, at)
    await recordChange(tx, { actor, action: actions.tell_deputy, on: subject, codes: { role }, at })
  }
  return due.length
}
