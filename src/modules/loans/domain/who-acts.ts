import { type Ball, type LoanState, ballOf } from './loan-machine.ts'

/**
 * What on a loan waits for somebody, beside its state; `beyondAdviser`: what is asked for only the approver may grant; `payout`: nothing is
 * owed, and the next part can be paid out; `credit`: more was paid than is owed.
 */
export type Waiting = Record<'closing' | 'deferralAsked' | 'beyondAdviser' | 'review' | 'disputed' | 'payout' | 'credit', boolean>

/** Who must act on a loan: what waits for an answer goes before the borrower's next payment, and money the borrower has to come is the lender's to pay back. */
export function whoActs(state: LoanState, waiting: Waiting): Ball {
  if (ballOf(state) === null && waiting.credit) return 'lender'
  if (state !== 'repaying' && state !== 'handed_over') return waiting.review && ballOf(state) !== null ? 'provider' : ballOf(state)
  if (waiting.closing || waiting.disputed || waiting.beyondAdviser) return 'lender'
  if (waiting.deferralAsked || waiting.review) return 'provider'
  return waiting.payout ? 'lender' : ballOf(state)
}
