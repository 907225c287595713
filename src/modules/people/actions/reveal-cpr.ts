import type { Actor, PersonId } from '#kernel/actor.ts'
import { type CprNumber, parseCpr } from '#kernel/cpr.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { wholeCpr } from '../store/persons.ts'

/** Shows the whole CPR number and logs that it was shown. A masked person's is not: the answer is the same as for nobody. */
export async function revealCpr(
  tx: Tx,
  { actor, personId, at }: { actor: Actor; personId: PersonId; at: Instant },
): Promise<Result<CprNumber, NotPermitted | { kind: 'no_such_person' }>> {
  const permitted = authorize(actor, actions.reveal_cpr, { personId })
  if (!permitted.ok) return permitted
  const kept = await wholeCpr(tx, personId)
  const cpr = parseCpr(kept ?? '')
  if (!cpr.ok) return refuse({ kind: 'no_such_person' })
  await recordChange(tx, { actor, action: actions.reveal_cpr, on: { noun: 'person', id: personId }, personId, at })
  return ok(cpr.value.number)
}
