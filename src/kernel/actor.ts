import type { Id } from './ids.ts'

/** The roles a member of staff may hold, always in an organisation (DESIGN: roles). A citizen is not a role. */
export const roles = [
  'caseworker',
  'job_centre_lead',
  'programme_manager',
  'coach',
  'financial_adviser',
  'approver',
  'finance_clerk',
  'business_director',
  'committee_member',
  'committee_secretary',
  'data_protection_officer',
  'administrator',
] as const

/** A role held in an organisation. */
export type Role = (typeof roles)[number]
/** An organisation's identity. */
export type OrganisationId = Id<'organisation'>
/** A sign-in's identity. One human may have several. */
export type AccountId = Id<'account'>
/** A natural person's identity behind accounts: what "two people" is judged by. */
export type HumanId = Id<'human'>
/** A citizen's identity in the case. */
export type PersonId = Id<'person'>

/** A member of staff, acting for one organisation at a time. */
export type StaffActor = {
  kind: 'staff'
  accountId: AccountId
  humanId: HumanId
  name: string
  organisationId: OrganisationId
  roles: readonly Role[]
}
/**
 * A citizen, acting in their own case; or one who acts for them within the `scope` of the representation, by an account of their own whose name
 * says for whom. `scope` is left out when it is the citizen.
 */
export type CitizenActor = {
  kind: 'citizen'
  accountId: AccountId
  humanId: HumanId
  name: string
  personId: PersonId
  scope?: 'everything' | 'economy' | 'meetings'
}
/** The program itself, doing what has fallen due for one organisation. */
export type SystemActor = { kind: 'system'; job: string; organisationId: OrganisationId }
/** Whoever does something. */
export type Actor = StaffActor | CitizenActor | SystemActor
