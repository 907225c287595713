import { defineActions } from '#modules/access/index.ts'

const teaching = [
  { role: 'programme_manager', as: 'provider' },
  { role: 'coach', as: 'provider' },
  { role: 'financial_adviser', as: 'provider' },
] as const

const teachingHere = [
  { role: 'programme_manager', as: 'own' },
  { role: 'coach', as: 'own' },
  { role: 'financial_adviser', as: 'own' },
] as const

/** Who plans, registers and reads sessions. */
export const activityActions = defineActions('activities', {
  see: [...teaching, { role: 'caseworker', as: 'acting_job_centre' }, { role: 'job_centre_lead', as: 'acting_job_centre' }],
  plan: teaching,
  move: teaching,
  cancel: teaching,
  register: teaching,
  see_cause: [{ role: 'programme_manager', as: 'provider' }],
  calendar: teachingHere,
  own_calendar: ['self'],
  remind: ['system'],
  warn: ['system'],
  answer_warning: ['self'],
  close_warning: [...teaching, { role: 'caseworker', as: 'acting_job_centre' }],
})
