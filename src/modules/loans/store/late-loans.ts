import { z } from 'zod'
import type { Day } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'
import type { LoanId } from '../domain/loan.ts'

const lateRow = z
  .object({ loan_id: idColumn<'loan'>(), lender_id: idColumn<'organisation'>() })
  .transform((row) => ({ id: row.loan_id, lenderId: row.lender_id }))

/** A late loan and the organisation that reminds. */
export type Late = z.output<typeof lateRow>

/** Loans with an instalment that can no longer be paid in time and that nobody has looked at today, at most `most`, from `after` on. */
export function lateLoans(tx: Tx, after: LoanId | null, today: Day, most: number): Promise<Late[]> {
  return tx.rows(lateRow, sql`select loan_id, lender_id from loans.late_loans(${today}::date, ${after}::uuid, ${most}::int)`)
}

/** Keeps that late loans were looked at today. */
export async function saveLooked(tx: Tx, ids: readonly LoanId[], today: Day): Promise<void> {
  await tx.run(sql`update loans.loan set reminders_looked_on = ${today} where id = any(${[...ids]}::uuid[])`)
}

/** Loans whose default interest has to be looked at today, at most `most`, from `after` on. */
export function interestLoans(tx: Tx, after: LoanId | null, today: Day, most: number): Promise<Late[]> {
  return tx.rows(lateRow, sql`select loan_id, lender_id from loans.interest_loans(${today}::date, ${after}::uuid, ${most}::int)`)
}

/** Keeps that a loan's interest was looked at today. */
export async function saveInterestLooked(tx: Tx, id: LoanId, today: Day): Promise<void> {
  await tx.run(sql`update loans.loan set interest_looked_on = ${today} where id = ${id}`)
}

/** Applications that nobody has decided, over all lenders, the next `most` after one. */
export function undecidedLoans(tx: Tx, after: LoanId | null, most: number): Promise<Late[]> {
  return tx.rows(lateRow, sql`select loan_id, lender_id from loans.undecided_loans(${after}::uuid, ${most}::int)`)
}
