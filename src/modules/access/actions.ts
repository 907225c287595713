import { defineActions } from './domain/authorize.ts'

/** Who may look after accounts: the administrator of the organisation itself, and of no other. */
export const accessActions = defineActions('access', {
  see_accounts: [{ role: 'administrator', as: 'own' }],
  invite: [{ role: 'administrator', as: 'own' }],
  end_role: [{ role: 'administrator', as: 'own' }],
  invite_citizen: [
    { role: 'caseworker', as: 'any' },
    { role: 'programme_manager', as: 'any' },
    { role: 'financial_adviser', as: 'any' },
  ],
})
