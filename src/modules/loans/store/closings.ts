import { z } from 'zod'
import type { HumanId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, nullable } from '#platform/db/row.ts'
import { type Closing, type ClosingKind, closingKinds } from '../domain/closing.ts'
import type { LoanId } from '../domain/loan.ts'

const closingRow = z
  .object({
    kind: z.enum(closingKinds),
    reason: z.string(),
    proposed_by: idColumn<'human'>(),
    proposed_on: dayColumn,
    notified_on: nullable(dayColumn),
  })
  .transform((row): Closing => {
    const { kind, reason } = row
    return { kind, reason, proposedBy: row.proposed_by, proposedOn: row.proposed_on, notifiedOn: row.notified_on }
  })

/** The proposal to close a loan that nobody has decided; null when there is none. */
export function openClosing(tx: Tx, loanId: LoanId): Promise<Closing | null> {
  return tx.maybe(
    closingRow,
    sql`select kind, reason, proposed_by, proposed_on, notified_on from loans.closing where loan_id = ${loanId} and outcome is null`,
  )
}

/** Keeps a proposal. */
export async function insertClosing(
  tx: Tx,
  made: { id: string; loanId: LoanId; kind: ClosingKind; reason: string; by: HumanId; on: Day },
): Promise<void> {
  await tx.run(sql`
    insert into loans.closing (id, loan_id, kind, reason, proposed_by, proposed_on)
    values (${made.id}, ${made.loanId}, ${made.kind}, ${made.reason}, ${made.by}, ${made.on})`)
}

/** Keeps the day the debtor was told of a hand-over. */
export async function saveNotified(tx: Tx, loanId: LoanId, on: Day): Promise<void> {
  await tx.run(sql`update loans.closing set notified_on = ${on} where loan_id = ${loanId} and outcome is null`)
}

/** Decides the open proposal. */
export async function saveClosing(tx: Tx, loanId: LoanId, decided: { by: HumanId; on: Day; outcome: 'done' | 'dropped' }): Promise<void> {
  await tx.run(sql`
    update loans.closing set decided_by = ${decided.by}, decided_on = ${decided.on}, outcome = ${decided.outcome}
    where loan_id = ${loanId} and outcome is null`)
}
