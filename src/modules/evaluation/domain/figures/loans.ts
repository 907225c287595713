import { type Ore, ore, sumOre } from '#kernel/money.ts'
import type { CellsByCase } from './cells.ts'
import type { LoanFact, LoanStanding } from './facts.ts'

/** The loans under an agreement: what each case's loans count in, and the sums. `granted` were approved and not withdrawn before payout. */
export type LoanBook = { cells: CellsByCase; granted: Ore; medianGranted: Ore; paidOut: Ore; repaid: Ore; outstanding: Ore }

type Loan = { caseNumber: string; cells: readonly string[]; granted: Ore; paidOut: Ore; repaid: Ore; outstanding: Ore }

/**
 * Plays the events of every loan; a reversed payment or payout counts as never made. What is outstanding is told by the loans' own replay,
 * which knows credits and losses; without it by what was paid. Overpaid is no negative debt, and a lost loan is not repaid.
 */
export function loanBook(events: readonly LoanFact[], standings: readonly LoanStanding[] = []): LoanBook {
  const standingOf = new Map(standings.map((one) => [one.loanId, one]))
  const byLoan = new Map<string, LoanFact[]>()
  for (const event of events) {
    const own = byLoan.get(event.loanId)
    if (own === undefined) byLoan.set(event.loanId, [event])
    else own.push(event)
  }
  const loans = [...byLoan].map(([loanId, own]) => playLoan(own, standingOf.get(loanId)))
  const cells = new Map<string, string[]>()
  for (const loan of loans) cells.set(loan.caseNumber, [...(cells.get(loan.caseNumber) ?? []), ...loan.cells])
  for (const own of cells.values()) {
    if (own.includes('loans_granted')) own.push('loan_granted')
    if (own.includes('loans_paid_out')) own.push('loan_paid_out')
  }
  const sum = (of: (loan: Loan) => Ore) => sumOre(loans.map(of))
  return {
    cells,
    granted: sum((loan) => loan.granted),
    medianGranted: medianOf(loans.flatMap((loan) => (loan.granted > 0n ? [loan.granted] : []))),
    paidOut: sum((loan) => loan.paidOut),
    repaid: sum((loan) => loan.repaid),
    outstanding: sum((loan) => loan.outstanding),
  }
}

function medianOf(amounts: readonly Ore[]): Ore {
  const sorted = amounts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? ore(0n)
}

/** Which loans are more than 30 and 90 days late, deferred, or lost in whole or in part. */
export function standingCells(standings: readonly LoanStanding[]): CellsByCase {
  const cells = new Map<string, string[]>()
  for (const one of standings) {
    const own = cells.get(one.caseNumber) ?? []
    if (isLate(one, 30)) own.push('loans_par30')
    if (isLate(one, 90)) own.push('loans_par90')
    if (one.deferred) own.push('loans_deferred')
    if (one.lost > 0n) own.push('loans_lost')
    if (own.length > 0) cells.set(one.caseNumber, own)
  }
  return cells
}

/** True for a loan with an instalment more than that many days late and something left of it. */
export function isLate({ outstanding, overdueDays }: LoanStanding, days: number): boolean {
  return outstanding > 0n && overdueDays > days
}

function playLoan(events: readonly LoanFact[], standing: LoanStanding | undefined): Loan {
  const undone = new Set(events.flatMap((event) => (event.name === 'undo' && event.undoes !== null ? [event.undoes] : [])))
  const valid = events.filter((event) => !undone.has(event.eventId))
  const paid = (name: string) => sumOre(valid.filter((event) => event.name === name).map((event) => event.paid ?? ore(0n)))
  const [paidOut, repaid] = [paid('pay_out'), paid('pay')]
  const owed = standing?.outstanding ?? paidOut - repaid
  const place = paidOut > 0n ? paidPlace(owed, standing) : decided(valid)
  const granted = paidOut > 0n || place === 'loans_not_paid_out' ? (events[0]?.amount ?? ore(0n)) : ore(0n)
  const cells = ['loans_applied', place]
  if (paidOut > 0n) cells.push('loans_granted', 'loans_paid_out')
  else if (place === 'loans_not_paid_out') cells.push('loans_granted')
  return { caseNumber: events[0]?.caseNumber ?? '', cells, granted, paidOut, repaid, outstanding: ore(owed > 0n ? owed : 0n) }
}

function paidPlace(owed: bigint, standing: LoanStanding | undefined): string {
  if (owed > 0n) return 'loans_outstanding'
  // Nothing is owed, and a part is still to be paid out: it is not repaid yet.
  if (standing?.toPayOut === true) return 'loans_partly_paid_out'
  return standing !== undefined && standing.lost > 0n ? 'loans_closed_with_loss' : 'loans_settled'
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
