import type { PersonId, StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize, endRepresenting, inviteRepresentative } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import {
  type Representative,
  type RepresentativeId,
  type RepresentativeRefusal,
  type SignInRefusal,
  mayRepresent,
  maySignIn,
} from '../domain/representative.ts'
import { personView } from '../store/persons.ts'
import { representativesOf, saveRepresentationsEnd, saveRepresentative, saveRepresentativeEnd } from '../store/representatives.ts'

/** Records who acts for a person, on what basis, for what and when. Nobody records for a person they see masked. */
export async function recordRepresentative(
  tx: Tx,
  command: { actor: StaffActor; personId: PersonId; representative: Representative; at: Instant },
): Promise<Result<true, NotPermitted | { kind: 'no_such_person' } | RepresentativeRefusal>> {
  const { actor, personId, representative, at } = command
  const permitted = authorize(actor, actions.represent, { personId })
  if (!permitted.ok) return permitted
  const person = await personView(tx, personId)
  if (person === null || person.erased || person.restricted) return refuse({ kind: 'no_such_person' })
  const may = mayRepresent(representative, dayOf(at))
  if (!may.ok) return may
  const isNew = await saveRepresentative(tx, personId, representative, { actor, at })
  const { id, basis, scope } = representative
  const on = { noun: 'representative', id }
  if (isNew) await recordChange(tx, { actor, action: actions.represent, on, personId, codes: { basis, scope }, at })
  return ok(true)
}

/** Ends a representation today: today is its last day. */
export async function endRepresentative(
  tx: Tx,
  { actor, personId, id, at }: { actor: StaffActor; personId: PersonId; id: RepresentativeId; at: Instant },
): Promise<Result<true, NotPermitted | { kind: 'no_such_representative' }>> {
  const permitted = authorize(actor, actions.represent, { personId })
  if (!permitted.ok) return permitted
  const ended = await saveRepresentativeEnd(tx, personId, id, dayOf(at))
  if (!ended) return refuse({ kind: 'no_such_representative' })
  await endRepresenting(tx, id, dayOf(at))
  await recordChange(tx, { actor, action: actions.represent, on: { noun: 'representative', id }, personId, codes: { ended: true }, at })
  return ok(true)
}

/** Ends, with the day of a death, whatever anybody did for the citizen: their sign-ins open nothing more. The step that records the death is logged. */
export async function endRepresentations(tx: Tx, personId: PersonId, diedOn: Day): Promise<void> {
  for (const id of await saveRepresentationsEnd(tx, personId, diedOn)) await endRepresenting(tx, id, diedOn)
}

/**
 * Gives one who acts for a person a one-time link to a sign-in of their own, which opens and ends with the days of the representation and whose name says
 * for whom, unless the citizen's is protected. Answers the link's secret.
 */
export async function inviteToActFor(
  tx: Tx,
  command: {
    actor: StaffActor
    personId: PersonId
    id: RepresentativeId
    email: string
    nameFor: (name: string, whom: string | null) => string
    at: Instant
  },
): Promise<Result<{ token: string }, NotPermitted | { kind: 'no_such_representative' } | SignInRefusal>> {
  const { actor, personId, id, email, at } = command
  const permitted = authorize(actor, actions.represent, { personId })
  if (!permitted.ok) return permitted
  const person = await personView(tx, personId)
  const found = (await representativesOf(tx, personId)).find((one) => one.id === id)
  if (found === undefined || person === null || person.erased || person.restricted) return refuse({ kind: 'no_such_representative' })
  const may = maySignIn(found, dayOf(at))
  if (!may.ok) return may
  const name = command.nameFor(found.name, person.protected ? null : person.name)
  const { scope, from, until } = found
  const invited = await inviteRepresentative(tx, { representationId: id, personId, scope, name, email, from, until })
  if (!invited.ok) return invited
  const codes = { scope, account: invited.value.accountId }
  await recordChange(tx, { actor, action: actions.represent, on: { noun: 'representative', id }, personId, codes, at })
  return ok({ token: invited.value.token })
}
