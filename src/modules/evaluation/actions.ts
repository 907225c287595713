import type { Role } from '#kernel/actor.ts'
import { defineActions } from '#modules/access/index.ts'

const secretary = { role: 'committee_secretary', as: 'purchaser' } as const
const manager = { role: 'programme_manager', as: 'provider' } as const
const lead = { role: 'job_centre_lead', as: 'acting_job_centre' } as const
const director = { role: 'business_director', as: 'purchaser' } as const

/** Of whatever organisation: the law is the same for all. */
function anyOf(...roles: readonly Role[]) {
  return roles.map((role) => ({ role, as: 'any' }) as const)
}

/**
 * The purchaser's committee secretary makes, publishes and records. Drafts are read by those who answer for the pilot; politicians
 * read what is published. Small cells are seen by those who know the cases anyway, and by the secretary for a closed agenda item.
 */
export const evaluationActions = defineActions('evaluation', {
  see_published: [secretary, director, manager, lead, { role: 'committee_member', as: 'purchaser' }],
  see_draft: [secretary, director, manager, lead],
  see_closed: [secretary, manager, lead],
  see_rows: [manager, lead],
  comment: [director, manager, lead, secretary],
  make: [secretary],
  compare: [secretary],
  publish: [secretary],
  decide: [secretary],
  tell_due: ['system'],
  see_reimbursement: anyOf('committee_secretary', 'programme_manager', 'job_centre_lead', 'business_director', 'administrator'),
  change_reimbursement: anyOf('administrator'),
})
