import { defineActions } from '#modules/access/index.ts'

/** Who may say who looks after a case: each authority for itself. */
export const caseloadActions = defineActions('caseload', {
  assign: [
    { role: 'caseworker', as: 'own' },
    { role: 'job_centre_lead', as: 'own' },
    { role: 'programme_manager', as: 'own' },
    { role: 'coach', as: 'own' },
  ],
})
