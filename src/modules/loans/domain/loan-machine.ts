import type { Permit } from '#kernel/permit.ts'

/** Where a loan stands. Late or deferred is no state: it follows from the log on any day. */
export const loanStates = [
  'applied',
  'advised',
  'returned',
  'declined',
  'offered',
  'accepted',
  'repaying',
  'handed_over',
  'settled',
  'written_off',
  'remitted',
  'withdrawn',
] as const
/** One of them. */
export type LoanState = (typeof loanStates)[number]

/** The states in which a loan is over: no other loan of the run waits for it. */
export const overStates: readonly LoanState[] = ['declined', 'withdrawn', 'settled', 'written_off', 'remitted']

/** Who has the ball in a state. */
export type Ball = 'provider' | 'lender' | 'citizen' | null

type Step = { from: readonly LoanState[]; to: LoanState | 'by_balance' | 'same'; by: readonly Permit[] }

const adviser = { role: 'financial_adviser', as: 'provider' } as const
const approver = { role: 'approver', as: 'lender' } as const
const clerk = { role: 'finance_clerk', as: 'lender' } as const
const owed = ['repaying', 'handed_over'] as const
const paidBack = ['repaying', 'handed_over', 'settled'] as const

/**
 * Which step may follow which, and who may take it (DESIGN: the Loan machine). Approving makes the offer, with frozen terms,
 * at once: a decision that waits for a second press only delays. After money has moved the balance decides the state.
 */
export const loanSteps = {
  apply: { from: [], to: 'applied', by: ['self', adviser] },
  advise: { from: ['applied'], to: 'advised', by: [adviser] },
  return: { from: ['applied', 'advised'], to: 'returned', by: [adviser, approver] },
  tell_delay: { from: ['applied', 'advised'], to: 'same', by: [adviser, approver, 'system'] },
  declare_aid: { from: ['applied', 'advised', 'returned'], to: 'same', by: ['self', adviser] },
  apply_again: { from: ['returned'], to: 'applied', by: ['self', adviser] },
  approve: { from: ['advised'], to: 'offered', by: [approver] },
  decline: { from: ['advised'], to: 'declined', by: [approver] },
  accept: { from: ['offered'], to: 'accepted', by: ['self', adviser] },
  withdraw: { from: ['applied', 'advised', 'returned', 'offered', 'accepted'], to: 'withdrawn', by: ['self', adviser] },
  meet_condition: { from: ['offered', 'accepted', 'repaying'], to: 'same', by: [adviser] },
  pay_out: { from: ['accepted', 'repaying'], to: 'by_balance', by: [clerk] },
  waive_rest: { from: owed, to: 'by_balance', by: ['self', adviser, approver] },
  pay: { from: paidBack, to: 'by_balance', by: [clerk] },
  refund: { from: paidBack, to: 'by_balance', by: [clerk] },
  undo: { from: [...paidBack, 'written_off'], to: 'by_balance', by: [clerk] },
  ask_deferral: { from: ['repaying'], to: 'same', by: ['self', adviser] },
  defer: { from: ['repaying'], to: 'by_balance', by: [adviser, approver] },
  refuse_deferral: { from: ['repaying'], to: 'same', by: [adviser, approver] },
  undo_deferral: { from: ['repaying'], to: 'by_balance', by: [adviser, approver] },
  dispute: { from: owed, to: 'same', by: ['self', adviser, clerk] },
  end_dispute: { from: owed, to: 'same', by: [approver] },
  note_death: { from: owed, to: 'same', by: [adviser, clerk] },
  remind: { from: ['repaying'], to: 'by_balance', by: [clerk, 'system'] },
  claim_interest: { from: ['repaying', 'settled'], to: 'by_balance', by: ['system'] },
  take_interest_back: { from: ['repaying', 'settled'], to: 'by_balance', by: ['system'] },
  waive: { from: owed, to: 'by_balance', by: [clerk] },
  arrears_pause: { from: owed, to: 'same', by: [clerk] },
  arrears_resume: { from: owed, to: 'same', by: [clerk] },
  review: { from: ['applied', 'advised', 'returned', 'offered', 'accepted', ...owed], to: 'same', by: [adviser] },
  propose_closing: { from: owed, to: 'same', by: [adviser, clerk] },
  drop_closing: { from: owed, to: 'same', by: [adviser, clerk, approver] },
  write_off: { from: owed, to: 'written_off', by: [approver] },
  remit: { from: owed, to: 'remitted', by: [approver] },
  hand_over: { from: ['repaying'], to: 'handed_over', by: [approver] },
  recall: { from: ['handed_over'], to: 'repaying', by: [clerk] },
  recover: { from: ['written_off'], to: 'same', by: [clerk] },
} as const satisfies Record<string, Step>

/** What can happen to a loan. */
export type LoanEventName = keyof typeof loanSteps
/** All of it. */
export const loanEvents = Object.keys(loanSteps).filter((name): name is LoanEventName => Object.hasOwn(loanSteps, name))

/** Why a step cannot be taken now. */
export type StepRefusal = { kind: 'not_now'; event: LoanEventName; state: LoanState }

/** Null when the step may be taken in the state. */
export function refusedStep(event: LoanEventName, state: LoanState): StepRefusal | null {
  const from: readonly LoanState[] = loanSteps[event].from
  return from.includes(state) ? null : { kind: 'not_now', event, state }
}

/** Who has the ball: exactly one for every open state, nobody when it is over. */
export function ballOf(state: LoanState): Ball {
  switch (state) {
    case 'applied':
      return 'provider'
    case 'advised':
    case 'accepted':
      return 'lender'
    case 'returned':
    case 'offered':
    case 'repaying':
      return 'citizen'
    case 'handed_over':
      return 'lender'
    case 'declined':
    case 'settled':
    case 'written_off':
    case 'remitted':
    case 'withdrawn':
      return null
  }
}
