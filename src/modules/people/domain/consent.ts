import type { OrganisationId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'

/** What a person can agree to share; higher modules may use codes of their own beside these. */
export const consentItems = [
  'identity_contact',
  'support_basis',
  'business_idea',
  'assessment',
  'attendance',
  'economy',
  'health',
  'loan_status',
] as const

/** One word of a person about one item and one organisation. */
export type ConsentWord = { item: string; organisationId: OrganisationId; given: boolean; on: Day }

/** Where a consent stands: given on a day, and withdrawn since or not. */
export type Consent = { item: string; organisationId: OrganisationId; given: boolean; givenOn: Day | null; withdrawnOn: Day | null }

/** The standing of every item, from the words in the order they were recorded; the last word on an item counts. */
export function standingConsents(words: readonly ConsentWord[]): Consent[] {
  const standing = new Map<string, Consent>()
  for (const { item, organisationId, given, on } of words) {
    const key = `${item} ${organisationId}`
    const before = standing.get(key)
    const givenOn = given ? on : (before?.givenOn ?? null)
    standing.set(key, { item, organisationId, given, givenOn, withdrawnOn: given ? null : on })
  }
  return [...standing.values()]
}
