import type { OrganisationId, Role } from '#kernel/actor.ts'
import type { Id } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'

/** A document's identity. */
export type DocumentId = Id<'document'>

/** What kind of document it is. */
export const documentKinds = [
  'letter',
  'identification',
  'plan_or_budget',
  'offer_or_contract',
  'promissory_note',
  'account_statement',
  'register_or_tax',
  'course_certificate',
  'minutes',
  'health',
  'other',
] as const
/** One of the kinds. */
export type DocumentKind = (typeof documentKinds)[number]

/** Why a document is removed. What was about the wrong person is deleted at once; the rest is kept, unseen, with the case. */
export const removalReasons = ['wrong_person', 'wrong_file', 'sent_twice', 'citizen_took_back'] as const
/** One of the reasons. */
export type RemovalReason = (typeof removalReasons)[number]

/** The roles that see documents on health: those who see why a run is paused (GDPR art. 9; the others need to know only that it is). */
const healthRoles: readonly Role[] = ['caseworker', 'job_centre_lead', 'programme_manager']

/** The roles that see notes of debt, which name the debtor by CPR number: those who lend, and those who may be shown the number. */
const noteRoles: readonly Role[] = ['caseworker', 'job_centre_lead', 'programme_manager', 'financial_adviser', 'approver', 'finance_clerk']

/** The roles that see a kind that not everybody in the case needs to. */
const rolesOf: Partial<Record<DocumentKind, readonly Role[]>> = { health: healthRoles, promissory_note: noteRoles }

/** Who asks, as far as documents go: roles and organisation of staff, neither for the citizen. */
export type DocumentReader = { roles: readonly Role[]; organisationId: OrganisationId | null; citizen: boolean }

/** May the reader see a document of the kind? The citizen sees all that is shared, on health and debt too. */
export function seesKind({ roles, citizen }: DocumentReader, kind: DocumentKind): boolean {
  const only = rolesOf[kind]
  return only === undefined || citizen || roles.some((role) => only.includes(role))
}

/** What a change of a document needs to know of it. */
export type StandingDocument = { organisationId: OrganisationId | null; removed: boolean }

/** Why a document cannot be changed. `not_yours`: another organisation, or the citizen, added it. */
export type DocumentChangeRefusal = { kind: 'document_removed' } | { kind: 'not_yours' }

/**
 * Who added a document adds versions and removes it. What a citizen added, staff may remove (it can be about someone else), but
 * they do not write in the citizen's name.
 */
export function mayChange(
  document: StandingDocument,
  reader: DocumentReader,
  change: 'add_version' | 'remove',
): Result<true, DocumentChangeRefusal> {
  if (document.removed) return refuse({ kind: 'document_removed' })
  const own = document.organisationId === (reader.citizen ? null : reader.organisationId)
  const ofCitizen = document.organisationId === null && change === 'remove'
  return own || ofCitizen ? ok(true) : refuse({ kind: 'not_yours' })
}
