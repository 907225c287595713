import { defineActions } from '#modules/access/index.ts'
import { businessSteps } from './domain/business-machine.ts'
import { planSteps } from './domain/plan.ts'

const jobCentre = [
  { role: 'caseworker', as: 'acting_job_centre' },
  { role: 'job_centre_lead', as: 'acting_job_centre' },
] as const

/** Every milestone is an action of the same name, every step of a plan one of its own; the rest is reading and writing. */
export const businessActions = defineActions('business', {
  see: [...businessSteps.idea.by, ...jobCentre],
  idea: businessSteps.idea.by,
  tested: businessSteps.tested.by,
  plan_approved: businessSteps.plan_approved.by,
  registered: businessSteps.registered.by,
  vat_registered: businessSteps.vat_registered.by,
  first_sale: businessSteps.first_sale.by,
  trading: businessSteps.trading.by,
  self_supporting: businessSteps.self_supporting.by,
  ceased: businessSteps.ceased.by,
  see_plan: [...planSteps.open.by, ...jobCentre],
  write_plan: planSteps.open.by,
  comment_plan: planSteps.open.by,
  submit_plan: planSteps.submit.by,
  take_back_plan: planSteps.take_back.by,
  return_plan: planSteps.return.by,
  approve_plan: planSteps.approve.by,
  see_budget: [...planSteps.open.by, ...jobCentre, { role: 'approver', as: 'lender' }],
  write_budget: planSteps.open.by,
  keep_budget: planSteps.open.by,
  see_goals: [...planSteps.open.by, ...jobCentre],
  set_goal: planSteps.open.by,
  finish_goal_step: planSteps.open.by,
  review_goal: businessSteps.idea.by,
})
