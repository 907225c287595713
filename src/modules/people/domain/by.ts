import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'

/** Who wrote a row, and when; a citizen writes in no organisation, a job with no account. */
export type By = { accountId: string | null; organisationId: string | null; at: Instant }

/** The signature an actor leaves on a row. */
export function byOf(actor: Actor, at: Instant): By {
  return {
    accountId: actor.kind === 'system' ? null : actor.accountId,
    organisationId: actor.kind === 'citizen' ? null : actor.organisationId,
    at,
  }
}
