import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'
import type { LoanId } from '../domain/loan.ts'

const outcomes = ['signed', 'declined', 'expired', 'refused'] as const
/** What became of a signing. */
export type SigningEnd = (typeof outcomes)[number]

const signingRow = z
  .object({
    id: z.string(),
    loan_id: idColumn<'loan'>(),
    transaction_id: z.string(),
    sign_url: z.string(),
    note_sha256: z.string(),
    outcome: z.enum(outcomes).nullable(),
  })
  .transform(({ loan_id, transaction_id, sign_url, note_sha256, ...same }) => ({
    ...same,
    loanId: loan_id,
    transactionId: transaction_id,
    signUrl: sign_url,
    noteSha256: note_sha256,
  }))

/** A signing that was begun. */
export type Signing = z.output<typeof signingRow>

/** A signing of a loan; null when the session sees none. */
export function signingOf(tx: Tx, loanId: LoanId, id: string): Promise<Signing | null> {
  return tx.maybe(
    signingRow,
    sql`select id, loan_id, transaction_id, sign_url, note_sha256, outcome from loans.signing where id = ${id} and loan_id = ${loanId}`,
  )
}

/** Keeps that a borrower was sent to sign; the same request once. */
export async function insertSigning(
  tx: Tx,
  made: Pick<Signing, 'id' | 'loanId' | 'transactionId' | 'signUrl' | 'noteSha256'>,
  by: { accountId: AccountId; at: Instant },
): Promise<void> {
  await tx.run(sql`
    insert into loans.signing (id, loan_id, transaction_id, sign_url, note_sha256, begun_at, account_id)
    values (${made.id}, ${made.loanId}, ${made.transactionId}, ${made.signUrl}, ${made.noteSha256}, ${by.at}, ${by.accountId})
    on conflict (id) do nothing`)
}

/** Keeps what became of it, the first time that is known. */
export async function saveSigningEnd(tx: Tx, id: string, outcome: SigningEnd, at: Instant): Promise<void> {
  await tx.run(sql`update loans.signing set outcome = ${outcome}, ended_at = ${at} where id = ${id} and outcome is null`)
}
