import type { Tx } from '#platform/db/database.ts'
import { join, sql } from '#platform/db/database.ts'
import type { StateRow } from '../domain/engine/index.ts'
import type { LoanId } from '../domain/loan.ts'

/** Writes a loan's plan as it stands, in the transaction of the event that changed it: lists and reminders scan these rows. */
export async function saveInstalments(tx: Tx, loanId: LoanId, plan: readonly StateRow[]): Promise<void> {
  await tx.run(sql`delete from loans.instalment where loan_id = ${loanId}`)
  if (plan.length === 0) return
  const rows = plan.map(
    (row) =>
      sql`(${loanId}::uuid, ${row.n}::int, ${row.due}::date, ${row.payableBy}::date, ${row.total}::bigint, ${row.paid}::bigint, ${row.paidOn}::date)`,
  )
  await tx.run(sql`insert into loans.instalment (loan_id, n, due_on, payable_by, amount_ore, paid_ore, paid_on) values ${join(rows)}`)
}
