import type { Permit } from '#kernel/permit.ts'

/** Where a loan stands. Late or deferred is no state: it follows from the log on any day. */
export const loanStates = ['applied', 'advised', 'returned', 'declined', 'offered', 'accepted', 'repaying', 'settled', 'withdrawn'] as const
/** One of them. */
export type LoanState = (typeof loanStates)[number]

/** What can happen to a loan. */
export const loanEvents = [
  'apply',
  'advise',
  'return',
  'apply_again',
  'approve',
  'decline',
  'accept',
  'withdraw',
  'pay_out',
  'pay',
  'undo',
] as const
/** One of them. */
export type LoanEventName = (typeof loanEvents)[number]

/** Who has the ball in a state. */
export type Ball = 'provider' | 'lender' | 'citizen' | null

type Step = { from: readonly LoanState[]; to: LoanState | 'by_balance'; by: readonly Permit[] }

/**
 * Which step may follow which, and who may take it (DESIGN: the Loan machine). Approving makes the offer, with frozen terms,
 * at once: a decision that waits for a second press only delays. After a payment or its reversal the balance decides.
 */
export const loanSteps = {
  apply: { from: [], to: 'applied', by: ['self', { role: 'financial_adviser', as: 'provider' }] },
  advise: { from: ['applied'], to: 'advised', by: [{ role: 'financial_adviser', as: 'provider' }] },
  return: {
    from: ['applied', 'advised'],
    to: 'returned',
    by: [
      { role: 'financial_adviser', as: 'provider' },
      { role: 'approver', as: 'lender' },
    ],
  },
  apply_again: { from: ['returned'], to: 'applied', by: ['self', { role: 'financial_adviser', as: 'provider' }] },
  approve: { from: ['advised'], to: 'offered', by: [{ role: 'approver', as: 'lender' }] },
  decline: { from: ['advised'], to: 'declined', by: [{ role: 'approver', as: 'lender' }] },
  accept: { from: ['offered'], to: 'accepted', by: ['self', { role: 'financial_adviser', as: 'provider' }] },
  withdraw: {
    from: ['applied', 'advised', 'returned', 'offered', 'accepted'],
    to: 'withdrawn',
    by: ['self', { role: 'financial_adviser', as: 'provider' }],
  },
  pay_out: { from: ['accepted'], to: 'repaying', by: [{ role: 'finance_clerk', as: 'lender' }] },
  pay: { from: ['repaying', 'settled'], to: 'by_balance', by: [{ role: 'finance_clerk', as: 'lender' }] },
  undo: { from: ['repaying', 'settled'], to: 'by_balance', by: [{ role: 'finance_clerk', as: 'lender' }] },
} as const satisfies Record<LoanEventName, Step>

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
    case 'declined':
    case 'settled':
    case 'withdrawn':
      return null
  }
}
