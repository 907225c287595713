import type { PersonId, StaffActor } from '#kernel/actor.ts'
import { type Instant, dayOf } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { type Representative, type RepresentativeId, type RepresentativeRefusal, mayRepresent } from '../domain/representative.ts'
import { personView } from '../store/persons.ts'
import { saveRepresentative, saveRepresentativeEnd } from '../store/representatives.ts'

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
  const may = mayRepresent(representative)
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
  await recordChange(tx, { actor, action: actions.represent, on: { noun: 'representative', id }, personId, codes: { ended: true }, at })
  return ok(true)
}
