import type { Actor } from '#kernel/actor.ts'
import { assert } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'

/** Whoever asks; a route with an action always has one, and never a job. */
export function personOf(call: Call): Exclude<Actor, { kind: 'system' }> {
  assert(call.actor !== null && call.actor.kind !== 'system', 'a page is read by a person')
  return call.actor
}
