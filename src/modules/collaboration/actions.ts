import type { Permit } from '#kernel/permit.ts'
import { defineActions } from '#modules/access/index.ts'

const jobCentre: readonly Permit[] = [
  { role: 'caseworker', as: 'acting_job_centre' },
  { role: 'job_centre_lead', as: 'acting_job_centre' },
]
const programme: readonly Permit[] = [
  { role: 'programme_manager', as: 'provider' },
  { role: 'coach', as: 'provider' },
]
const purchaser: readonly Permit[] = [{ role: 'business_director', as: 'purchaser' }]
const committee: readonly Permit[] = [{ role: 'committee_secretary', as: 'purchaser' }]
const three = [...jobCentre, ...programme, ...purchaser]

/** The three parties ask, answer, learn and meet; the citizen sees the proposals on the own case and may make one (memo: close contact). */
export const actions = defineActions('collaboration', {
  see_questions: three,
  ask: three,
  answer: three,
  withdraw_question: three,
  see_lessons: [...three, ...committee],
  record_lesson: [...three, ...committee],
  see_meetings: [...three, ...committee],
  plan_meeting: [...three, ...committee],
  write_minutes: [...three, ...committee],
  see_proposals: [...jobCentre, ...programme, 'self'],
  propose: [...jobCentre, ...programme, 'self'],
  answer_proposal: [...jobCentre, ...programme],
  withdraw_proposal: [...jobCentre, ...programme, 'self'],
})
