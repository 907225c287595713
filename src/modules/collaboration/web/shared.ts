import type { Actor, StaffActor } from '#kernel/actor.ts'
import { assert } from '#kernel/result.ts'
import type { Organisation } from '#modules/access/index.ts'
import { type Agreement, agreementsFor } from '#modules/agreements/index.ts'
import type { ActionRef } from '#kernel/permit.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'

/** The member of staff who asks for a staff page. */
export function staffOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'a staff page is read by staff')
  return call.actor
}

/** Whoever asks; a route with an action always has one, and never a job. */
export function personOf(call: Call): Exclude<Actor, { kind: 'system' }> {
  assert(call.actor !== null && call.actor.kind !== 'system', 'a page is read by a person')
  return call.actor
}

/** The agreement a page is about, and the others under which the reader may do the same. */
export type Chosen = { agreement: Agreement; others: readonly Agreement[] }

/** The agreement that was asked for, else the newest, of those under which the reader may do this; null when there is none. */
export async function chosenAgreement(tx: Tx, actor: StaffActor, action: ActionRef, wanted: string | null = null): Promise<Chosen | null> {
  const all = await agreementsFor(tx, actor, action)
  const agreement = all.find(({ id }) => id === wanted) ?? all[0]
  return agreement === undefined ? null : { agreement, others: all.filter(({ id }) => id !== agreement.id) }
}

/** The short name of an organisation. */
export function nameOf(organisations: readonly Organisation[], id: string | null): string {
  return organisations.find((organisation) => organisation.id === id)?.shortName ?? ''
}
