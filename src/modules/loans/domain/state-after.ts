import type { LoanState as Standing } from './engine/index.ts'
import { type LoanEventName, type LoanState, loanSteps } from './loan-machine.ts'

/** The state after a step that moves no money. */
export function stepState(name: LoanEventName, from: LoanState): LoanState {
  const { to } = loanSteps[name]
  return to === 'same' || to === 'by_balance' ? from : to
}

/**
 * The state the balance gives; a claim that was handed over stays so until it is recalled or paid. A loan of which a part is still to be paid
 * out is not settled, whatever is owed.
 */
export function stateAfter(name: LoanEventName, from: LoanState, standing: Pick<Standing, 'status' | 'toPayOut'>): LoanState {
  if (loanSteps[name].to !== 'by_balance') return stepState(name, from)
  switch (standing.status) {
    case 'settled':
    case 'overpaid':
      if (standing.toPayOut === 0n) return 'settled'
      return from === 'handed_over' ? 'handed_over' : 'repaying'
    case 'written_off':
    case 'remitted':
      return standing.status
    // A loan whose only payout came back is accepted again.
    case 'not_paid_out':
      return name === 'undo' ? 'accepted' : from
    case 'repaying':
    case 'in_arrears':
      return from === 'handed_over' ? 'handed_over' : 'repaying'
  }
}
