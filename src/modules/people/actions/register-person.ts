import type { Actor, PersonId } from '#kernel/actor.ts'
import { type CprRefusal, parseCpr } from '#kernel/cpr.ts'
import { type Instant, dayOf } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { byOf } from '../domain/by.ts'
import { type Contact, saveFirstContact, saveTrusted } from '../store/contact.ts'
import { saveEvent } from '../store/events.ts'
import { saveRegistered } from '../store/persons.ts'

/** Who is to be registered; what is left out is unknown. */
export type Registration = {
  actor: Actor
  cpr: string
  name: string
  address?: string | null
  phone?: string | null
  email?: string | null
  language?: 'da' | 'en'
  interpreter?: string | null
  protectedAddress: boolean
  at: Instant
}

/** Why a person cannot be registered. A failed check digit is none of these: `parseCpr` warns of it (kernel/cpr.ts). */
export type RegistrationRefusal = NotPermitted | CprRefusal | { kind: 'name_missing' }

/**
 * Registers a person, or finds the one who has the CPR number: one human is stored once. The actor's organisation gets a
 * part in the person. A contact that stands already is not overwritten, and a protected person another organisation
 * registered stays masked until someone lets the account see them (`trustAccount`).
 */
export async function registerPerson(tx: Tx, command: Registration): Promise<Result<PersonId, RegistrationRefusal>> {
  const { actor, at } = command
  const permitted = authorize(actor, actions.register, {})
  if (!permitted.ok) return permitted
  const cpr = parseCpr(command.cpr)
  if (!cpr.ok) return cpr
  if (command.name.trim() === '') return refuse({ kind: 'name_missing' })
  const { personId, existed } = await saveRegistered(tx, cpr.value, at)
  const isFirst = await saveFirstContact(tx, personId, contactOf(command), at)
  if (isFirst && command.protectedAddress && actor.kind === 'staff') await saveTrusted(tx, personId, actor.accountId, at)
  if (!existed) await saveEvent(tx, personId, { name: 'registered', on: dayOf(at) }, byOf(actor, at))
  await recordChange(tx, { actor, action: actions.register, on: { noun: 'person', id: personId }, personId, codes: { existed }, at })
  return ok(personId)
}

function contactOf({ name, address, phone, email, language, interpreter, protectedAddress }: Registration): Contact {
  return {
    name: name.trim(),
    address: address ?? null,
    phone: phone ?? null,
    email: email ?? null,
    lang: language ?? 'da',
    interpreter: interpreter ?? null,
    protectedAddress,
  }
}
