import { defineActions } from '#modules/access/index.ts'
import { loanSteps } from './domain/loan-machine.ts'

const seers = [
  { role: 'programme_manager', as: 'provider' },
  { role: 'financial_adviser', as: 'provider' },
  { role: 'approver', as: 'lender' },
  { role: 'finance_clerk', as: 'lender' },
] as const

/** Every step of the loan's machine is an action of the same name; reading is one more. */
export const loanActions = defineActions('loans', {
  see: [...seers, 'self'],
  list: seers,
  apply: loanSteps.apply.by,
  advise: loanSteps.advise.by,
  return: loanSteps.return.by,
  apply_again: loanSteps.apply_again.by,
  approve: loanSteps.approve.by,
  decline: loanSteps.decline.by,
  accept: loanSteps.accept.by,
  withdraw: loanSteps.withdraw.by,
  pay_out: loanSteps.pay_out.by,
  pay: loanSteps.pay.by,
  undo: loanSteps.undo.by,
})
