import type { AccountId, OrganisationId } from '#kernel/actor.ts'
import { type OutOfReach, outOfReach } from '#kernel/day-reach.ts'
import { type Day, type Instant, isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'

/** A consent's identity. */
export type ActingConsentId = Id<'acting_consent'>

/** What a citizen can let staff do in their name: answer an offered place, propose changes, apply for a loan. */
export const actingCovers = ['place', 'proposals', 'loan'] as const
/** One of them. */
export type ActingCover = (typeof actingCovers)[number]

/** How it was given; the last one by the citizen's own sign-in, and only by that. */
export const givenHows = ['meeting', 'phone', 'writing', 'representative', 'own_page'] as const
/** One of them. */
export type GivenHow = (typeof givenHows)[number]

/** A citizen's consent that the staff of one organisation act in their name (databeskyttelsesforordningen article 7). */
export type ActingConsent = {
  id: ActingConsentId
  organisationId: OrganisationId
  covers: readonly ActingCover[]
  givenHow: GivenHow
  givenOn: Day
  recordedAt: Instant
  recordedBy: AccountId
  withdrawnAt: Instant | null
  withdrawnBy: AccountId | null
}

/** Why a consent is not recorded. */
export type ActingConsentRefusal = { kind: 'given_ahead' } | OutOfReach | { kind: 'covers_nothing' } | { kind: 'consent_stands' }

/** Whether a consent can be recorded as it is told: for something, and on a day that has come. */
export function mayRecordActing(
  { covers, givenOn }: Pick<ActingConsent, 'covers' | 'givenOn'>,
  today: Day,
): Result<true, ActingConsentRefusal> {
  if (covers.length === 0) return refuse({ kind: 'covers_nothing' })
  if (isBefore(today, givenOn)) return refuse({ kind: 'given_ahead' })
  const out = outOfReach(givenOn, 'happened', today)
  return out === null ? ok(true) : refuse(out)
}

/** The consent on which staff of an organisation may do this today, if there is one. */
export function standingFor(
  known: readonly ActingConsent[],
  { organisationId, cover }: { organisationId: OrganisationId; cover: ActingCover },
): ActingConsent | null {
  return known.find((one) => one.organisationId === organisationId && one.withdrawnAt === null && one.covers.includes(cover)) ?? null
}
