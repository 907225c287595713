import type { StaffActor } from '#kernel/actor.ts'
import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { agreementsOf } from '#modules/agreements/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'

/** The member of staff who asks: no citizen has an action of this page. */
export function staffOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'sessions are handled by staff')
  return call.actor
}

/** The names of every activity of the reader's agreements. */
export async function activityNames(tx: Tx, call: Call): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const agreed of await agreementsOf(tx, staffOf(call).organisationId)) {
    const version = await programmeVersion(tx, agreed.programmeVersionId)
    for (const phase of version.phases) for (const activity of phase.activities) names.set(activity.code, activity.name[call.lang])
  }
  return names
}
