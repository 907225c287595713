import { defineActions } from '#modules/access/index.ts'

/** A programme is no secret: every member of staff may read it. Only the organisation that offers it makes a new version. */
export const actions = defineActions('programmes', {
  see: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'coach', as: 'any' },
    { role: 'financial_adviser', as: 'any' },
    { role: 'approver', as: 'any' },
    { role: 'finance_clerk', as: 'any' },
    { role: 'business_director', as: 'any' },
    { role: 'committee_member', as: 'any' },
    { role: 'committee_secretary', as: 'any' },
    { role: 'data_protection_officer', as: 'any' },
    { role: 'administrator', as: 'any' },
  ],
  change_rules: [{ role: 'administrator', as: 'own' }],
  publish_deadline: [{ role: 'administrator', as: 'own' }],
  make_version: [{ role: 'administrator', as: 'own' }, 'system'],
})
