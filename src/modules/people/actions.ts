import { defineActions } from '#modules/access/index.ts'

/**
 * Who may do what with a person. `any` organisation, since what an organisation may see at all is decided by its part in
 * the person (people.part) in the database: an action on a person it has no part in answers `no_such_person`.
 */
export const actions = defineActions('people', {
  register: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
  ],
  see: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'coach', as: 'any' },
    { role: 'financial_adviser', as: 'any' },
    { role: 'approver', as: 'any' },
    { role: 'finance_clerk', as: 'any' },
    'self',
  ],
  change_contact: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    'self',
  ],
  see_support_basis: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    'self',
  ],
  record_support_basis: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
  ],
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
  see_documents: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'coach', as: 'any' },
    { role: 'financial_adviser', as: 'any' },
    { role: 'approver', as: 'any' },
    { role: 'finance_clerk', as: 'any' },
    'self',
  ],
  attach_document: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'coach', as: 'any' },
    { role: 'financial_adviser', as: 'any' },
    { role: 'finance_clerk', as: 'any' },
    'self',
  ],
  remove_document: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'coach', as: 'any' },
    { role: 'financial_adviser', as: 'any' },
    'self',
  ],
  represent: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
  ],
  see_access: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'coach', as: 'any' },
    { role: 'financial_adviser', as: 'any' },
  ],
  declare_conflict: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'coach', as: 'any' },
    { role: 'financial_adviser', as: 'any' },
  ],
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
