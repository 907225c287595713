import { defineActions } from '#modules/access/index.ts'

/** An agreement is open to all who work under it, and to the purchaser's director, committee and secretary. */
export const actions = defineActions('agreements', {
  see: [
    { role: 'caseworker', as: 'acting_job_centre' },
    { role: 'job_centre_lead', as: 'acting_job_centre' },
    { role: 'programme_manager', as: 'provider' },
    { role: 'coach', as: 'provider' },
    { role: 'financial_adviser', as: 'provider' },
    { role: 'financial_adviser', as: 'lender' },
    { role: 'approver', as: 'provider' },
    { role: 'approver', as: 'lender' },
    { role: 'finance_clerk', as: 'lender' },
    { role: 'finance_clerk', as: 'provider' },
    { role: 'business_director', as: 'purchaser' },
    { role: 'committee_member', as: 'purchaser' },
    { role: 'committee_secretary', as: 'purchaser' },
    { role: 'data_protection_officer', as: 'purchaser' },
    { role: 'data_protection_officer', as: 'provider' },
    { role: 'data_protection_officer', as: 'acting_job_centre' },
    { role: 'administrator', as: 'purchaser' },
    { role: 'administrator', as: 'provider' },
    { role: 'administrator', as: 'acting_job_centre' },
    { role: 'administrator', as: 'lender' },
  ],
  make: [{ role: 'administrator', as: 'own' }, 'system'],
  sign: [{ role: 'committee_secretary', as: 'purchaser' }, 'system'],
  extend: [{ role: 'committee_secretary', as: 'purchaser' }],
  terminate: [{ role: 'committee_secretary', as: 'purchaser' }],
  change_places: [{ role: 'committee_secretary', as: 'purchaser' }],
  agree_losses: [{ role: 'committee_secretary', as: 'purchaser' }],
  keep_document: [
    { role: 'committee_secretary', as: 'purchaser' },
    { role: 'programme_manager', as: 'provider' },
  ],
  advance: ['system'],
})
