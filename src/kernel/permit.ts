import type { OrganisationId, Role } from './actor.ts'

/** How an organisation stands to what is acted on; `own`: it owns it, `any`: whatever organisation the role is held in. */
export const positions = ['acting_job_centre', 'provider', 'purchaser', 'lender', 'own', 'any'] as const
/** One of the positions. */
export type Position = (typeof positions)[number]

/** Who may do an action: a role in an organisation that stands so, the citizen it is about, or the program's own jobs. */
export type Permit = { readonly role: Role; readonly as: Position } | 'self' | 'system'

/** An action by its full name, `module.verb`, with those who may do it. */
export type ActionRef = { readonly name: string; readonly permits: readonly Permit[] }

/** The organisations of an agreement by their part in it. */
export type Parties = {
  actingJobCentre: OrganisationId
  provider: OrganisationId
  purchaser: OrganisationId
  lender: OrganisationId
}

/** The answer to one who may not: the action's name, nothing of what it was about. */
export type NotPermitted = { kind: 'not_permitted'; action: string }
