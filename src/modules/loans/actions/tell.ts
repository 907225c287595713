import type { Day, Instant } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Agreement, agreement } from '#modules/agreements/index.ts'
import { enrolment } from '#modules/enrolments/index.ts'
import { type NoticeKind, type TellAll, readersOf, tellAllOf } from '#modules/notices/index.ts'
import type { Loan } from '../domain/loan.ts'
import { waitingTranches } from '../domain/tranche.ts'
import { tranchesOf } from '../store/tranches.ts'

/** What is told about a loan; `only` leaves out those of the table whom it does not concern this time. */
type Told = { kind: NoticeKind; at: Instant; dueOn?: Day } & Pick<TellAll, 'only'>

/**
 * Tells everyone whom the table of notices names of something about a loan; the link is the loan's page, and the case for caseworker and coach,
 * who may not see the loan.
 */
export async function tellOfLoan(tx: Tx, loan: Loan, what: Told): Promise<void> {
  const agreed = await agreement(tx, loan.agreementId)
  assert(agreed !== null, 'a loan has an agreement')
  await tellOfLoans(tx, [{ loan, parties: agreed.parties, what }])
}

/** Tells that a part went out: the whole loan, when it was the last of them. */
export async function tellOfPayout(tx: Tx, loan: Loan, at: Instant): Promise<void> {
  const waiting = waitingTranches(await tranchesOf(tx, loan.id))
  await tellOfLoan(tx, loan, { kind: waiting.length === 0 ? 'loan_paid_out' : 'loan_part_paid_out', at })
}

/** The same of several loans, each with the parties of its agreement. */
export async function tellOfLoans(tx: Tx, told: readonly { loan: Loan; parties: Agreement['parties']; what: Told }[]): Promise<void> {
  const all: TellAll[] = []
  for (const { loan, parties, what } of told) {
    const { id, personId, caseNumber } = loan
    all.push({
      subject: { noun: 'loan', id },
      href: `/loans/${id}`,
      personId,
      caseNumber,
      ...what,
      parties,
      ...(await caseHref(tx, loan, what)),
    })
  }
  await tellAllOf(tx, all)
}

// Reminders go out by the thousand and neither reads them: the case is looked up for the few kinds they do read.
async function caseHref(tx: Tx, { enrolmentId }: Loan, { kind }: Told): Promise<{ caseHref?: string }> {
  const run = readersOf(kind).some((reader) => reader === 'caseworker' || reader === 'coach') ? await enrolment(tx, enrolmentId) : null
  return run === null ? {} : { caseHref: `/cases/${run.referralId}` }
}
