import type { Permit } from '#kernel/permit.ts'
import { defineActions } from '#modules/access/index.ts'
import { whoMay } from './domain/referral-machine.ts'

const jobCentre = [
  { role: 'caseworker', as: 'acting_job_centre' },
  { role: 'job_centre_lead', as: 'acting_job_centre' },
] as const satisfies readonly Permit[]

/** Who may do what in a referral. Steps of the machine take their permits from its table, so that the two cannot differ. */
export const actions = defineActions('referrals', {
  start: jobCentre,
  edit: jobCentre,
  see: [
    ...jobCentre,
    { role: 'programme_manager', as: 'provider' },
    { role: 'coach', as: 'provider' },
    { role: 'financial_adviser', as: 'provider' },
    'self',
  ],
  share: whoMay('share'),
  approve_sharing: whoMay('approve_sharing'),
  object_to_sharing: whoMay('object_to_sharing'),
  take_back: whoMay('take_back'),
  submit: whoMay('submit'),
  request_information: whoMay('request_information'),
  answer_information: whoMay('answer_information'),
  start_assessment: whoMay('start_assessment'),
  assess: whoMay('submit_assessment'),
  conciliate: whoMay('conciliate'),
  propose: whoMay('propose'),
  drop_proposal: whoMay('drop_proposal'),
  decide: whoMay('accept'),
  answer_hearing: whoMay('answer_hearing'),
  review: whoMay('review'),
  see_distance: [...jobCentre, { role: 'programme_manager', as: 'provider' }, { role: 'coach', as: 'provider' }],
  reassess: [
    { role: 'programme_manager', as: 'provider' },
    { role: 'coach', as: 'provider' },
  ],
  stop_sharing: whoMay('stop_sharing'),
  tell_delay: whoMay('tell_delay'),
  complain: whoMay('complain'),
  settle_complaint: whoMay('forward_complaint'),
  withdraw_complaint: whoMay('withdraw_complaint'),
  withdraw: whoMay('withdraw'),
  register_by_mistake: whoMay('register_by_mistake'),
  reopen: whoMay('reopen'),
  lapse: whoMay('lapse'),
})
