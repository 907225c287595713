import type { Day } from '#kernel/days.ts'
import { publishedDeadline } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Loan, LoanId } from '../domain/loan.ts'
import type { LoanState } from '../domain/loan-machine.ts'
import { lastSentOn } from '../store/events.ts'

/** The states in which the lender owes a decision; while an application is returned with questions it waits for the borrower. */
const undecided: readonly LoanState[] = ['applied', 'advised']

/**
 * The last day to decide each application that is not decided, by what its lender had published on the day it was last sent (retssikkerhedsloven
 * § 3, stk. 2). Loans that are decided, and lenders without a deadline, are left out.
 */
export async function decideBys(tx: Tx, loans: readonly Pick<Loan, 'id' | 'state' | 'lenderId'>[]): Promise<Map<LoanId, Day>> {
  const waiting = loans.filter(({ state }) => undecided.includes(state))
  const came = await lastSentOn(
    tx,
    waiting.map(({ id }) => id),
  )
  const found = await Promise.all(
    waiting.map(async ({ id, lenderId }) => {
      const on = came.get(id)
      return [id, on === undefined ? null : await publishedDeadline(tx, [lenderId], 'loan', on)] as const
    }),
  )
  return new Map(found.flatMap(([id, decideBy]) => (decideBy === null ? [] : [[id, decideBy] as const])))
}
