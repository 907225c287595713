import { defineActions } from '#modules/access/index.ts'
import { businessSteps } from './domain/business-machine.ts'

/** Every milestone is an action of the same name; reading is one more. */
export const businessActions = defineActions('business', {
  see: [...businessSteps.idea.by, { role: 'caseworker', as: 'acting_job_centre' }, { role: 'job_centre_lead', as: 'acting_job_centre' }],
  idea: businessSteps.idea.by,
  tested: businessSteps.tested.by,
  plan_approved: businessSteps.plan_approved.by,
  registered: businessSteps.registered.by,
  trading: businessSteps.trading.by,
  self_supporting: businessSteps.self_supporting.by,
  ceased: businessSteps.ceased.by,
})
