import type { Actor, OrganisationId, PersonId } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf, isBefore } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { byOf } from '../domain/by.ts'
import { saveConsent } from '../store/consents.ts'
import { personView } from '../store/persons.ts'

/** Why a consent cannot be recorded. */
export type ConsentRefusal = NotPermitted | { kind: 'no_such_person' } | { kind: 'consent_in_future' }

/** A person's yes or no to sharing one item with one organisation, on the day it was said. */
export type ConsentCommand = {
  actor: Actor
  personId: PersonId
  item: string
  organisationId: OrganisationId
  given: boolean
  on: Day
  at: Instant
}

/** Keeps the word; the last one counts, and a consent can be withdrawn at any time (forvaltningsloven § 28). */
export async function recordConsent(tx: Tx, command: ConsentCommand): Promise<Result<true, ConsentRefusal>> {
  const { actor, personId, item, organisationId, given, on, at } = command
  const permitted = authorize(actor, actions.record_consent, { personId })
  if (!permitted.ok) return permitted
  const person = await personView(tx, personId)
  if (person === null || person.erased) return refuse({ kind: 'no_such_person' })
  if (isBefore(dayOf(at), on)) return refuse({ kind: 'consent_in_future' })
  await saveConsent(tx, personId, { item, organisationId, given, on }, byOf(actor, at))
  const codes = { item, organisation: organisationId, given }
  await recordChange(tx, { actor, action: actions.record_consent, on: { noun: 'person', id: personId }, personId, codes, at })
  return ok(true)
}
