import { defineActions } from '#modules/access/index.ts'

/** Who reads the books: finance and the approver of the organisation whose books they are. */
export const ledgerActions = defineActions('ledger', {
  see: [
    { role: 'finance_clerk', as: 'own' },
    { role: 'approver', as: 'own' },
  ],
})
