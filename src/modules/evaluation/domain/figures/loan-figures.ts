import { type Ore, sumOre } from '#kernel/money.ts'
import { type Counts, countIn } from './cells.ts'
import type { DefinitionKey } from './definitions.ts'
import type { LoanStanding } from './facts.ts'
import { type LoanBook, isLate } from './loans.ts'
import { type Reading, bare } from './reading.ts'

/** How many loans stand where, and the sums. */
export function loanFigures(book: LoanBook, counts: Counts, standings: readonly LoanStanding[]): Reading[] {
  const atRisk = (days: number) => sumOre(standings.filter((one) => isLate(one, days)).map((one) => one.outstanding))
  const applied = countIn(counts, 'loans_applied')
  const count = (code: DefinitionKey): Reading => ({
    ...bare,
    code,
    key: code,
    group: 'loans',
    unit: 'loans',
    value: BigInt(countIn(counts, code)),
    n: applied,
    denominator: applied,
    of: 'loans_applied',
  })
  const amount = (code: DefinitionKey, value: Ore, restsOn: string): Reading => {
    return { ...bare, code, key: code, group: 'loans', unit: 'ore', value, n: countIn(counts, restsOn), restsOn }
  }
  return [
    count('loans_applied'),
    count('loans_in_process'),
    count('loans_declined'),
    count('loans_withdrawn'),
    count('loans_granted'),
    count('loans_paid_out'),
    count('loans_settled'),
    count('loans_par30'),
    count('loans_par90'),
    count('loans_deferred'),
    count('loans_lost'),
    amount('granted_ore', book.granted, 'loans_granted'),
    amount('median_granted_ore', book.medianGranted, 'loans_granted'),
    amount('paid_out_ore', book.paidOut, 'loans_paid_out'),
    amount('repaid_ore', book.repaid, 'loans_paid_out'),
    amount('outstanding_ore', book.outstanding, 'loans_outstanding'),
    amount('par30_ore', atRisk(30), 'loans_par30'),
    amount('par90_ore', atRisk(90), 'loans_par90'),
    amount('lost_ore', sumOre(standings.map((one) => one.lost)), 'loans_lost'),
  ]
}
