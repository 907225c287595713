import { defineActions } from '#modules/access/index.ts'

/** Who may open the worklist and a case, and who puts an organisation's things in place. Row-level security shows each only the persons their organisation has a part in. */
export const workbenchActions = defineActions('workbench', {
  see_worklist: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'coach', as: 'any' },
    { role: 'financial_adviser', as: 'any' },
  ],
  begin: [{ role: 'administrator', as: 'any' }],
  see_case: [
    { role: 'caseworker', as: 'acting_job_centre' },
    { role: 'job_centre_lead', as: 'acting_job_centre' },
    { role: 'programme_manager', as: 'provider' },
    { role: 'coach', as: 'provider' },
    { role: 'financial_adviser', as: 'provider' },
  ],
})
