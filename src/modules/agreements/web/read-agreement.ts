import type { StaffActor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'
import type { Deps } from '#platform/module.ts'
import type { Agreement } from '../domain/agreement.ts'
import { agreement } from '../store/agreements.ts'

/** The member of staff who calls; a route with a staff action lets nobody else through. */
export function staffOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'a staff action is asked by staff')
  return call.actor
}

/** The agreement of the address, or null when the session sees none. */
export async function readAgreement({ db }: Deps, call: Call): Promise<Agreement | null> {
  const id = parseId<'agreement'>(call.param('id'))
  return id === null ? null : db.read(call.context, (tx) => agreement(tx, id))
}
