import type { Day, Instant } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { agreement } from '#modules/agreements/index.ts'
import { type NoticeKind, tellAll } from '#modules/notices/index.ts'
import type { Loan } from '../domain/loan.ts'

/** Tells everyone whom the table of notices names of something about a loan; the link is the loan's page. */
export async function tellOfLoan(tx: Tx, loan: Loan, what: { kind: NoticeKind; at: Instant; dueOn?: Day }): Promise<void> {
  const agreed = await agreement(tx, loan.agreementId)
  assert(agreed !== null, 'a loan has an agreement')
  const { id, personId, caseNumber } = loan
  const about = { subject: { noun: 'loan', id }, href: `/loans/${id}`, personId, caseNumber }
  await tellAll(tx, { ...about, ...what, parties: agreed.parties })
}
