import type { Role } from '#kernel/actor.ts'

/** A member of the demo's staff; everyone is invented. */
export type StaffPart = { key: string; name: string; organisation: 'purchaser' | 'actingJobCentre' | 'provider'; roles: readonly Role[] }

/** The demo's staff by organisation: shared by the demo, the journeys and the tests. */
export const staffCast = [
  { key: 'birgitte', name: 'Birgitte Falk', organisation: 'purchaser', roles: ['business_director'] },
  { key: 'torben', name: 'Torben Vang', organisation: 'purchaser', roles: ['committee_secretary'] },
  { key: 'vibeke', name: 'Vibeke Holt', organisation: 'purchaser', roles: ['committee_member'] },
  { key: 'else', name: 'Else Nygaard', organisation: 'purchaser', roles: ['data_protection_officer'] },
  { key: 'ibrahim', name: 'Ibrahim Kaya', organisation: 'actingJobCentre', roles: ['caseworker'] },
  { key: 'lone', name: 'Lone Bæk', organisation: 'actingJobCentre', roles: ['job_centre_lead'] },
  { key: 'mette', name: 'Mette Holm', organisation: 'provider', roles: ['programme_manager'] },
  { key: 'soeren', name: 'Søren Bjerg', organisation: 'provider', roles: ['coach'] },
  { key: 'hanne', name: 'Hanne Krog', organisation: 'provider', roles: ['financial_adviser'] },
  { key: 'poul', name: 'Poul Riis', organisation: 'provider', roles: ['approver'] },
  { key: 'gitte', name: 'Gitte Dam', organisation: 'provider', roles: ['finance_clerk'] },
  { key: 'anne', name: 'Anne Vig', organisation: 'provider', roles: ['administrator'] },
] as const satisfies readonly StaffPart[]

/** The short name of one of the staff. */
export type StaffKey = (typeof staffCast)[number]['key']
