import type { Actor, OrganisationId, PersonId } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import type { ActionRef, NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import {
  type ActingConsent,
  type ActingConsentId,
  type ActingConsentRefusal,
  type ActingCover,
  type GivenHow,
  mayRecordActing,
  standingFor,
} from '../domain/acting-consent.ts'
import { actingConsents, saveActedFor, saveActingConsent, saveWithdrawal } from '../store/acting-consents.ts'
import { personView } from '../store/persons.ts'

type Human = Exclude<Actor, { kind: 'system' }>

/** A consent as it is told; a citizen gives it to an organisation on their own page, staff record it for their own organisation. */
export type ActingTold = {
  id: ActingConsentId
  organisationId: OrganisationId
  covers: readonly ActingCover[]
  givenHow: GivenHow
  givenOn: Day
}

/** Records that a citizen lets the staff of an organisation act in their name. */
export async function recordActingConsent(
  tx: Tx,
  { actor, personId, told, at }: { actor: Human; personId: PersonId; told: ActingTold; at: Instant },
): Promise<Result<true, NotPermitted | { kind: 'no_such_person' } | ActingConsentRefusal>> {
  const permitted = authorize(actor, actions.record_acting_consent, { personId })
  if (!permitted.ok) return permitted
  const person = await personView(tx, personId)
  if (person === null || person.erased) return refuse({ kind: 'no_such_person' })
  const own: ActingTold =
    actor.kind === 'citizen'
      ? { ...told, givenHow: actor.scope === undefined ? 'own_page' : 'representative', givenOn: dayOf(at) }
      : { ...told, organisationId: actor.organisationId, givenHow: told.givenHow === 'own_page' ? 'meeting' : told.givenHow }
  const may = mayRecordActing(own, dayOf(at))
  if (!may.ok) return may
  const kept = await saveActingConsent(tx, personId, own, { actor, at })
  if (kept === 'stands') return refuse({ kind: 'consent_stands' })
  const on = { noun: 'acting_consent', id: own.id }
  const codes = { organisation: own.organisationId, covers: own.covers.join(','), how: own.givenHow }
  if (kept === 'kept') await recordChange(tx, { actor, action: actions.record_acting_consent, on, personId, codes, at })
  return ok(true)
}

/** Takes a consent back, at once: by the citizen, or by staff who are told so. What was done on it stands. */
export async function withdrawActingConsent(
  tx: Tx,
  { actor, personId, id, at }: { actor: Human; personId: PersonId; id: ActingConsentId; at: Instant },
): Promise<Result<true, NotPermitted | { kind: 'no_such_consent' }>> {
  const permitted = authorize(actor, actions.record_acting_consent, { personId })
  if (!permitted.ok) return permitted
  const known = (await actingConsents(tx, personId)).find((one) => one.id === id)
  const others = actor.kind === 'staff' && known?.organisationId !== actor.organisationId
  if (known === undefined || others || !(await saveWithdrawal(tx, personId, id, { actor, at }))) return refuse({ kind: 'no_such_consent' })
  const on = { noun: 'acting_consent', id }
  await recordChange(tx, { actor, action: actions.record_acting_consent, on, personId, codes: { withdrawn: true }, at })
  return ok(true)
}

/** The consent on which this actor may act in the person's name; null for a citizen, who needs none, and where none stands. */
export async function consentToAct(tx: Tx, actor: Actor, personId: PersonId, cover: ActingCover): Promise<ActingConsent | null> {
  if (actor.kind !== 'staff') return null
  return standingFor(await actingConsents(tx, personId), { organisationId: actor.organisationId, cover })
}

/** Why staff may not do it in the citizen's name. */
export type NoActingConsent = { kind: 'no_acting_consent' }

/**
 * Asks that a deed of the citizen's may be done by this actor, and keeps that it was done in the citizen's name, on which consent, also in the log that
 * the citizen reads. A citizen does it in person: nothing is asked or kept. Called within the transaction of the deed.
 */
export async function actFor(
  tx: Tx,
  deed: { actor: Actor; personId: PersonId; cover: ActingCover; action: ActionRef; subjectId: string; at: Instant },
): Promise<Result<true, NoActingConsent>> {
  const { actor, personId, cover, action, subjectId, at } = deed
  if (actor.kind !== 'staff') return ok(true)
  const consent = await consentToAct(tx, actor, personId, cover)
  if (consent === null) return refuse({ kind: 'no_acting_consent' })
  await saveActedFor(tx, personId, { consentId: consent.id, cover, deed: action.name, subjectId }, { actor, at })
  const on = { noun: 'acting_consent', id: consent.id }
  await recordChange(tx, { actor, action: actions.act_for, on, personId, codes: { deed: action.name, subject: subjectId }, at })
  return ok(true)
}
