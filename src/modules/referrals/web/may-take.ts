import type { Actor } from '#kernel/actor.ts'
import { mayEver } from '#modules/access/index.ts'
import { transitions } from '../domain/referral-machine.ts'
import type { ReferralEvent } from '../domain/states.ts'

const permits = new Map(
  [...Map.groupBy(transitions, ({ event }) => event)].map(([event, rows]) => [event, rows.flatMap(({ who }) => who)] as const),
)

/**
 * Could the reader ever take this step of a referral, by the roles of the machine's rows? What an authority does next may be another
 * role's to do; a link then leads to the case, not to a refusal.
 */
export function mayTake(actor: Actor | null, event: ReferralEvent): boolean {
  return actor !== null && mayEver(actor, { name: event, permits: permits.get(event) ?? [] })
}
