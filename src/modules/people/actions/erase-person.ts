import type { Actor, PersonId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { eraseDocuments } from '../store/documents.ts'
import { eraseRepresentatives } from '../store/representatives.ts'
import { saveErased } from '../store/persons.ts'

/** What another module deletes of a person: its names and free text. Handed in where the modules are put together. */
export type Eraser = (tx: Tx, personId: PersonId) => Promise<void>

/** Why a person is erased (code). */
export const erasureReasons = ['retention_over', 'citizen_asked', 'registered_by_mistake'] as const
/** One of the reasons. */
export type ErasureReason = (typeof erasureReasons)[number]

/** Why a person cannot be erased. `case_open`: an organisation still works with the person. */
export type ErasureRefusal = NotPermitted | { kind: 'no_such_person' } | { kind: 'already_erased' } | { kind: 'case_open' }

/**
 * Erases name, contact, CPR number and what the other modules hold in words. Ids and events stay, so figures and chains
 * of the past still hold. Refused while any organisation has a live part in the person.
 */
export async function erasePerson(
  tx: Tx,
  {
    actor,
    personId,
    reason,
    at,
    erasers,
  }: { actor: Actor; personId: PersonId; reason: ErasureReason; at: Instant; erasers: readonly Eraser[] },
): Promise<Result<true, ErasureRefusal>> {
  const permitted = authorize(actor, actions.erase, {})
  if (!permitted.ok) return permitted
  const answer = await saveErased(tx, personId, reason, at)
  if (answer !== 'erased') return refuse({ kind: answer })
  await eraseDocuments(tx, personId)
  await eraseRepresentatives(tx, personId)
  for (const erase of erasers) await erase(tx, personId)
  await recordChange(tx, { actor, action: actions.erase, on: { noun: 'person', id: personId }, personId, codes: { reason }, at })
  return ok(true)
}
