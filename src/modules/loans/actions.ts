import { defineActions } from '#modules/access/index.ts'
import { loanSteps } from './domain/loan-machine.ts'

const seers = [
  { role: 'programme_manager', as: 'provider' },
  { role: 'financial_adviser', as: 'provider' },
  { role: 'approver', as: 'lender' },
  { role: 'finance_clerk', as: 'lender' },
] as const

const payers = [
  { role: 'finance_clerk', as: 'own' },
  { role: 'approver', as: 'own' },
] as const

/** Every step of the loan's machine is an action of the same name; reading is one more. */
export const loanActions = defineActions('loans', {
  see: [...seers, 'self'],
  list: seers,
  see_bank: payers,
  import_bank_file: [{ role: 'finance_clerk', as: 'own' }],
  settle_bank_line: [{ role: 'finance_clerk', as: 'own' }],
  see_rates: seers.filter(({ role }) => role !== 'programme_manager').map(({ role }) => ({ role, as: 'own' as const })),
  enter_rate: [{ role: 'approver', as: 'own' }],
  see_own_accounts: payers,
  propose_own_account: payers,
  confirm_own_account: payers,
  apply: loanSteps.apply.by,
  advise: loanSteps.advise.by,
  return: loanSteps.return.by,
  declare_aid: loanSteps.declare_aid.by,
  apply_again: loanSteps.apply_again.by,
  approve: loanSteps.approve.by,
  decline: loanSteps.decline.by,
  accept: loanSteps.accept.by,
  withdraw: loanSteps.withdraw.by,
  meet_condition: loanSteps.meet_condition.by,
  pay_out: loanSteps.pay_out.by,
  pay: loanSteps.pay.by,
  refund: loanSteps.refund.by,
  undo: loanSteps.undo.by,
  ask_deferral: loanSteps.ask_deferral.by,
  defer: loanSteps.defer.by,
  refuse_deferral: loanSteps.refuse_deferral.by,
  undo_deferral: loanSteps.undo_deferral.by,
  dispute: loanSteps.dispute.by,
  end_dispute: loanSteps.end_dispute.by,
  note_death: loanSteps.note_death.by,
  remind: loanSteps.remind.by,
  claim_interest: loanSteps.claim_interest.by,
  take_interest_back: loanSteps.take_interest_back.by,
  waive: loanSteps.waive.by,
  arrears_pause: loanSteps.arrears_pause.by,
  arrears_resume: loanSteps.arrears_resume.by,
  propose_closing: loanSteps.propose_closing.by,
  drop_closing: loanSteps.drop_closing.by,
  write_off: loanSteps.write_off.by,
  remit: loanSteps.remit.by,
  hand_over: loanSteps.hand_over.by,
  recall: loanSteps.recall.by,
  recover: loanSteps.recover.by,
})
