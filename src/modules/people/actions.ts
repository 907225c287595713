import { defineActions } from '#modules/access/index.ts'

const jobCentre = [
  { role: 'caseworker', as: 'any' },
  { role: 'job_centre_lead', as: 'any' },
] as const

/** Those who carry a case: the job centre and the programme's manager. */
const caseLeaders = [...jobCentre, { role: 'programme_manager', as: 'any' }] as const

/** With them, those who work with the citizen. */
const caseTeam = [...caseLeaders, { role: 'coach', as: 'any' }, { role: 'financial_adviser', as: 'any' }] as const

/** With them, those who lend and pay. */
const staffOfCases = [...caseTeam, { role: 'approver', as: 'any' }, { role: 'finance_clerk', as: 'any' }] as const

/**
 * Who may do what with a person. `any` organisation, since what an organisation may see at all is decided by its part in
 * the person (people.part) in the database: an action on a person it has no part in answers `no_such_person`.
 */
export const actions = defineActions('people', {
  register: jobCentre,
  see: [...staffOfCases, 'self'],
  change_contact: [...caseLeaders, 'self'],
  see_support_basis: [...caseLeaders, 'self'],
  record_support_basis: jobCentre,
  record_consent: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'financial_adviser', as: 'any' },
    'self',
  ],
  reveal_cpr: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'finance_clerk', as: 'any' },
  ],
  see_documents: [...staffOfCases, 'self'],
  attach_document: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'coach', as: 'any' },
    { role: 'financial_adviser', as: 'any' },
    { role: 'finance_clerk', as: 'any' },
    'self',
  ],
  remove_document: [...caseTeam, 'self'],
  represent: caseLeaders,
  record_acting_consent: [...caseTeam, 'self'],
  act_for: caseTeam,
  see_access: caseTeam,
  declare_conflict: caseTeam,
  decide_conflict: [
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
  ],
  trust: [
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
  ],
  see_support_basis_codes: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'administrator', as: 'any' },
  ],
  change_support_basis_codes: [{ role: 'administrator', as: 'any' }],
  erase: [{ role: 'data_protection_officer', as: 'any' }],
})
