import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { Ore } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { replayLoan } from '../domain/engine/index.ts'
import { settingsOf } from '../domain/loan.ts'
import { moneyLog } from '../domain/recorded-event.ts'
import { bookedLoans } from '../store/booked-loans.ts'

/**
 * How a loan that was paid out stands on a day: unpaid principal, days since the oldest instalment with something left could be paid
 * (0 when none is late), what was lost, whether an instalment was moved, and whether a part is still to be paid out. Amounts in øre.
 */
export type LoanStanding = {
  loanId: string
  caseNumber: string
  outstanding: Ore
  overdueDays: number
  lost: Ore
  deferred: boolean
  toPayOut: boolean
}

/** The paid-out loans of an agreement on a day, as known at a moment: published for the evaluation, without persons. */
export async function loanStandings(
  tx: Tx,
  asked: { agreementId: Id<'agreement'>; knownAt: Instant; cutoffOn: Day },
): Promise<LoanStanding[]> {
  const loans = await bookedLoans(tx, asked)
  return loans.flatMap(({ id, caseNumber, terms, events }) => {
    const state = replayLoan(settingsOf(terms), moneyLog(events), asked.cutoffOn)
    assert(state.ok, 'what stands in the log can be replayed')
    const { status, balance, arrears, lost, plan, toPayOut } = state.value
    if (status === 'not_paid_out') return []
    const deferred = plan.some((row) => row.movedFrom !== null)
    return [{ loanId: id, caseNumber, outstanding: balance, overdueDays: arrears.daysPastDue, lost, deferred, toPayOut: toPayOut > 0n }]
  })
}
