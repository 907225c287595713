import { type Ball, type LoanState, ballOf } from './loan-machine.ts'

/**
 * What on a loan waits for somebody, beside its state; `beyondAdviser`: what is asked for only the approver may grant; `payout`: nothing is
 * owed, and the next part can be paid out.
 */
export type Waiting = Record<'closing' | 'deferralAsked' | 'beyondAdviser' | 'review' | 'disputed' | 'payout', boolean>

/** Who must act on a loan: what waits for an answer goes before the borrower's next payment. */
export function whoActs(state: LoanState, waiting: Waiting): Ball {
  if (state !== 'repaying' && state !== 'handed_over') return waiting.review && ballOf(state) !== null ? 'provider' : ballOf(state)
  if (waiting.closing || waiting.disputed || waiting.beyondAdviser) return 'lender'
  if (waiting.deferralAsked || waiting.review) return 'provider'
  return waiting.payout ? 'lender' : ballOf(state)
}
