import type { Actor, PersonId } from '#kernel/actor.ts'
import { type Instant, dayOf } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { byOf } from '../domain/by.ts'
import { type Contact, saveContact, saveTrusted } from '../store/contact.ts'
import { saveEvent } from '../store/events.ts'
import { lockPerson, personView } from '../store/persons.ts'

/** Why a contact cannot be changed. `person_restricted`: nobody writes over what they may not see. */
export type ContactRefusal = NotPermitted | { kind: 'no_such_person' } | { kind: 'person_restricted' } | { kind: 'name_missing' }

/** Writes name, contact and protection anew. Whoever sets the protection keeps seeing the person. */
export async function updateContact(
  tx: Tx,
  { actor, personId, contact, at }: { actor: Actor; personId: PersonId; contact: Contact; at: Instant },
): Promise<Result<true, ContactRefusal>> {
  const permitted = authorize(actor, actions.change_contact, { personId })
  if (!permitted.ok) return permitted
  await lockPerson(tx, personId)
  const before = await personView(tx, personId)
  if (before === null || before.erased) return refuse({ kind: 'no_such_person' })
  if (before.restricted) return refuse({ kind: 'person_restricted' })
  if (contact.name.trim() === '') return refuse({ kind: 'name_missing' })
  const by = byOf(actor, at)
  const turned = before.protected !== contact.protectedAddress
  if (turned && contact.protectedAddress && actor.kind === 'staff') await saveTrusted(tx, personId, actor.accountId, at)
  await saveContact(tx, personId, { ...contact, name: contact.name.trim() }, at)
  await saveEvent(tx, personId, { name: turned ? 'protection_changed' : 'contact_changed', on: dayOf(at) }, by)
  const codes = { protected: contact.protectedAddress }
  await recordChange(tx, { actor, action: actions.change_contact, on: { noun: 'person', id: personId }, personId, codes, at })
  return ok(true)
}
