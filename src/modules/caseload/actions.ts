import { defineActions } from '#modules/access/index.ts'

const lookingAfter = [
  { role: 'caseworker', as: 'own' },
  { role: 'job_centre_lead', as: 'own' },
  { role: 'programme_manager', as: 'own' },
  { role: 'coach', as: 'own' },
] as const

/** Who may say who looks after a case, and hand one over: each authority for itself; the hand-over asks whose the case is, too. */
export const caseloadActions = defineActions('caseload', { assign: lookingAfter, hand_over: lookingAfter })
