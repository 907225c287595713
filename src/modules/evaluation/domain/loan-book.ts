import { type Ore, ore, sumOre } from '#kernel/money.ts'
import type { LoanFact } from './facts.ts'
import { type CountNode, leaf, sumOf } from './tree.ts'

/** The loans under an agreement: how many stand where, and the sums. `granted` were approved and not withdrawn before payout. */
export type LoanBook = { tree: CountNode; granted: Ore; paidOut: Ore; repaid: Ore; outstanding: Ore }

type Loan = { leaf: string; granted: Ore; paidOut: Ore; repaid: Ore; outstanding: Ore }

/** Plays the events of every loan; a reversed payment or payout counts as never made. Overpaid is no negative debt. */
export function loanBook(events: readonly LoanFact[]): LoanBook {
  const byLoan = new Map<string, LoanFact[]>()
  for (const event of events) byLoan.set(event.loanId, [...(byLoan.get(event.loanId) ?? []), event])
  const loans = [...byLoan.values()].map(playLoan)
  const count = (code: string) => leaf(code, loans.filter((loan) => loan.leaf === code).length)
  const paid = sumOf('loans_paid_out', [count('loans_outstanding'), count('loans_settled')])
  const granted = sumOf('loans_granted', [count('loans_not_paid_out'), paid])
  const sum = (of: (loan: Loan) => Ore) => sumOre(loans.map(of))
  return {
    tree: sumOf('loans_applied', [count('loans_in_process'), count('loans_declined'), count('loans_withdrawn'), granted]),
    granted: sum((loan) => loan.granted),
    paidOut: sum((loan) => loan.paidOut),
    repaid: sum((loan) => loan.repaid),
    outstanding: sum((loan) => loan.outstanding),
  }
}

function playLoan(events: readonly LoanFact[]): Loan {
  const undone = new Set(events.flatMap((event) => (event.name === 'undo' && event.undoes !== null ? [event.undoes] : [])))
  const standing = events.filter((event) => !undone.has(event.eventId))
  const paid = (name: string) => sumOre(standing.filter((event) => event.name === name).map((event) => event.paid ?? ore(0n)))
  const [paidOut, repaid] = [paid('pay_out'), paid('pay')]
  const owed = paidOut - repaid
  const place = paidOut > 0n ? (owed > 0n ? 'loans_outstanding' : 'loans_settled') : decided(standing)
  const granted = paidOut > 0n || place === 'loans_not_paid_out' ? (events[0]?.amount ?? ore(0n)) : ore(0n)
  return { leaf: place, granted, paidOut, repaid, outstanding: ore(owed > 0n ? owed : 0n) }
}

const decisions: Readonly<Record<string, string>> = {
  apply: 'loans_in_process',
  apply_again: 'loans_in_process',
  return: 'loans_in_process',
  advise: 'loans_in_process',
  approve: 'loans_not_paid_out',
  accept: 'loans_not_paid_out',
  decline: 'loans_declined',
  withdraw: 'loans_withdrawn',
}

function decided(events: readonly LoanFact[]): string {
  return events.reduce((stands, event) => decisions[event.name] ?? stands, 'loans_in_process')
}
