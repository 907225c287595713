import type { ActionRef, Permit } from '#kernel/permit.ts'
import { defineActions } from '#modules/access/index.ts'
import { type PlaceStepName, placeStepNames, stepOf } from './domain/place-machine.ts'

const parties: readonly Permit[] = [
  { role: 'caseworker', as: 'acting_job_centre' },
  { role: 'job_centre_lead', as: 'acting_job_centre' },
  { role: 'programme_manager', as: 'provider' },
]

const steps = Object.fromEntries(placeStepNames.map((name) => [name, stepOf(name).by])) as Record<PlaceStepName, readonly Permit[]>

/** Who may take each step is what the Place machine says; beside the steps, who may look. */
export const actions: Record<PlaceStepName, ActionRef> & Record<'see' | 'see_places' | 'see_pause_reason', ActionRef> = defineActions(
  'enrolments',
  {
    ...steps,
    see: [
      ...parties,
      { role: 'coach', as: 'provider' },
      { role: 'financial_adviser', as: 'provider' },
      { role: 'financial_adviser', as: 'lender' },
      { role: 'approver', as: 'provider' },
      { role: 'approver', as: 'lender' },
      'self',
    ],
    see_places: [
      ...parties,
      { role: 'coach', as: 'provider' },
      { role: 'business_director', as: 'purchaser' },
      { role: 'committee_secretary', as: 'purchaser' },
      { role: 'committee_member', as: 'purchaser' },
    ],
    // The reason of a pause may be illness: the caseworker and the programme manager only (DESIGN: the pause overlay).
    see_pause_reason: [{ role: 'caseworker', as: 'acting_job_centre' }, { role: 'programme_manager', as: 'provider' }, 'self'],
  },
)
