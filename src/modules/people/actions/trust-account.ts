import type { AccountId, Actor, PersonId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { authorize, staff } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { deleteTrusted, saveTrusted } from '../store/contact.ts'
import { personView } from '../store/persons.ts'

/** Lets an account of the leader's own organisation see a protected person's name and contact, or takes it back; logged. */
export async function trustAccount(
  tx: Tx,
  { actor, personId, accountId, trusted, at }: { actor: Actor; personId: PersonId; accountId: AccountId; trusted: boolean; at: Instant },
): Promise<Result<true, NotPermitted | { kind: 'no_such_person' } | { kind: 'not_on_the_staff' }>> {
  const permitted = authorize(actor, actions.trust, {})
  if (!permitted.ok) return permitted
  if ((await personView(tx, personId)) === null) return refuse({ kind: 'no_such_person' })
  const own = actor.kind === 'staff' ? await staff(tx, { organisationId: actor.organisationId }) : []
  if (trusted && !own.some((member) => member.accountId === accountId)) return refuse({ kind: 'not_on_the_staff' })
  if (trusted) await saveTrusted(tx, personId, accountId, at)
  else await deleteTrusted(tx, personId, accountId)
  const codes = { account: accountId, trusted }
  await recordChange(tx, { actor, action: actions.trust, on: { noun: 'person', id: personId }, personId, codes, at })
  return ok(true)
}
