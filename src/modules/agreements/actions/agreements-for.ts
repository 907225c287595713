import type { StaffActor } from '#kernel/actor.ts'
import type { ActionRef } from '#kernel/permit.ts'
import { authorize } from '#modules/access/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Agreement } from '../domain/agreement.ts'
import { agreementsOf } from '../store/agreements.ts'

/** The agreements of the actor's organisation under which they may do this by their role, the newest first. */
export async function agreementsFor(tx: Tx, actor: StaffActor, action: ActionRef): Promise<Agreement[]> {
  const all = await agreementsOf(tx, actor.organisationId)
  return all.filter(({ parties }) => authorize(actor, action, { parties }).ok)
}
