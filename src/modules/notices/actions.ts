import { defineActions } from '#modules/access/index.ts'
import { roles } from '#kernel/actor.ts'

/**
 * Who may do what with notices and letters. Everyone has a box of their own, so reading it is for any role; what lies in it
 * is decided by row-level security. A letter is for those who work with the person, and for the person.
 */
export const actions = defineActions('notices', {
  see_own: [...roles.map((role) => ({ role, as: 'any' }) as const), 'self'],
  see_director_notices: [
    { role: 'business_director', as: 'own' },
    { role: 'committee_secretary', as: 'own' },
    { role: 'administrator', as: 'own' },
  ],
  give_receipt: [
    { role: 'business_director', as: 'own' },
    { role: 'committee_secretary', as: 'own' },
    { role: 'administrator', as: 'own' },
  ],
  see_letter: [
    { role: 'caseworker', as: 'any' },
    { role: 'job_centre_lead', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'financial_adviser', as: 'any' },
    { role: 'approver', as: 'any' },
    { role: 'finance_clerk', as: 'any' },
    'self',
  ],
  see_post: [
    { role: 'caseworker', as: 'own' },
    { role: 'job_centre_lead', as: 'own' },
    { role: 'programme_manager', as: 'own' },
    { role: 'financial_adviser', as: 'own' },
  ],
  mark_printed: [
    { role: 'caseworker', as: 'own' },
    { role: 'job_centre_lead', as: 'own' },
    { role: 'programme_manager', as: 'own' },
    { role: 'financial_adviser', as: 'own' },
  ],
  choose_mail: [...roles.map((role) => ({ role, as: 'any' }) as const), 'self'],
  retry_mails: [
    { role: 'caseworker', as: 'own' },
    { role: 'job_centre_lead', as: 'own' },
    { role: 'programme_manager', as: 'own' },
    { role: 'financial_adviser', as: 'own' },
  ],
  tell_deputy: ['system'],
})
