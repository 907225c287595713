import type { CitizenActor } from '#kernel/actor.ts'
import type { ActionRef } from '#kernel/permit.ts'
import { authorize } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import type { Deps } from '#platform/module.ts'
import { citizenOf } from './citizen-of.ts'

/** Reads something of the citizen's own for a page of theirs, of one unmoving snapshot, after the reading is logged for good. */
export async function readOwn<Facts>(
  { db }: Deps,
  call: Call,
  action: ActionRef,
  read: (tx: Tx, actor: CitizenActor) => Promise<Facts>,
): Promise<{ actor: CitizenActor; facts: Facts } | Response> {
  const actor = citizenOf(call)
  const permit = authorize(actor, action, { personId: actor.personId })
  if (!permit.ok) return call.refused(permit.refusal)
  await db.transaction(call.context, (tx) => recordRead(tx, { actor, page: 'portal.own', personId: actor.personId, at: call.now }))
  return { actor, facts: await db.read(call.context, (tx) => read(tx, actor)) }
}
