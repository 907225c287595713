import { defineActions } from '#modules/access/index.ts'

/** Who reads and writes notes, and who files. Which persons and notes an organisation sees at all, row-level security holds. */
export const actions = defineActions('journal', {
  see_notes: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'coach', as: 'any' },
    { role: 'financial_adviser', as: 'any' },
    'self',
  ],
  write_note: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'coach', as: 'any' },
    { role: 'financial_adviser', as: 'any' },
  ],
  answer_access: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
  ],
  file: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'coach', as: 'any' },
    { role: 'financial_adviser', as: 'any' },
  ],
})
