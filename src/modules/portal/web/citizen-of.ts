import type { CitizenActor } from '#kernel/actor.ts'
import { assert } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'

/** The citizen who reads their own page; a route of the portal lets nobody else through. */
export function citizenOf(call: Call): CitizenActor {
  assert(call.actor?.kind === 'citizen', 'a citizen reads their own page')
  return call.actor
}
