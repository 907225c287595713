import { roles } from '#kernel/actor.ts'
import { defineActions } from './domain/authorize.ts'

/** Who may look after accounts: the administrator of the organisation itself, and of no other. One's own is everybody's. */
export const accessActions = defineActions('access', {
  see_accounts: [{ role: 'administrator', as: 'own' }],
  invite: [{ role: 'administrator', as: 'own' }],
  end_role: [{ role: 'administrator', as: 'own' }],
  link_staff: [{ role: 'administrator', as: 'own' }],
  demand_second_factor: [{ role: 'administrator', as: 'own' }],
  change_organisation_contact: [{ role: 'administrator', as: 'own' }],
  invite_citizen: [
    { role: 'caseworker', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'financial_adviser', as: 'any' },
  ],
  /** One names one's own deputy; a leader, another's: the action asks which. */
  name_deputy: [
    { role: 'caseworker', as: 'own' },
    { role: 'job_centre_lead', as: 'own' },
    { role: 'programme_manager', as: 'own' },
    { role: 'coach', as: 'own' },
    { role: 'financial_adviser', as: 'own' },
  ],
  /** Everyone looks after their own sign-in, whatever their role; the action knows no other account than the actor's. */
  own_sign_in: [...roles.map((role) => ({ role, as: 'any' as const })), 'self'],
})
