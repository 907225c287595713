import { defineActions } from '#modules/access/index.ts'

const keepers = [
  { role: 'finance_clerk', as: 'own' },
  { role: 'approver', as: 'own' },
] as const

/**
 * Who reads the books: finance, the approver and the director of the organisation whose books they are. A director sees amounts and
 * loan numbers here; the loan behind a number only who may see that. Months are closed and reopened by two of the keepers.
 */
export const ledgerActions = defineActions('ledger', {
  see: [...keepers, { role: 'business_director', as: 'own' }],
  close_month: keepers,
  change_rules: keepers,
  export: [{ role: 'finance_clerk', as: 'own' }],
})
