import type { Actor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { NotPermitted, Parties } from '#kernel/permit.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { accountNames, authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import type { Ore } from '#kernel/money.ts'
import { recordRead } from '#modules/audit/index.ts'
import { milestonesOf } from '#modules/business/index.ts'
import { type Document, documentsOf } from '#modules/people/index.ts'
import { type ProgrammeVersion, programmeVersion } from '#modules/programmes/index.ts'
import { loanActions } from '../actions.ts'
import type { Closing } from '../domain/closing.ts'
import type { Tranche } from '../domain/tranche.ts'
import { type LoanState as Standing, type PlanRow, makePlan, replayLoan } from '../domain/engine/index.ts'
import { type Hand, type Loan, type LoanId, settingsOf } from '../domain/loan.ts'
import { type RecordedEvent, moneyLog } from '../domain/recorded-event.ts'
import { openClosing } from '../store/closings.ts'
import { eventsOf } from '../store/events.ts'
import { handsOf, loan } from '../store/loans.ts'
import { type Review, reviewOwed } from './review.ts'
import { type PayTo, payToOf } from '../store/own-accounts.ts'
import { type LoanPayment, paymentsOfLoan } from '../store/payments.ts'
import { tranchesOf } from '../store/tranches.ts'
import { type AidView, aidView } from './aid.ts'
import type { InterestRefusal } from '../domain/late-interest.ts'
import { interestUpTo } from './claim-interest.ts'
import { decideBys } from './decide-by.ts'
import { type BudgetBehind, budgetBehind } from './budget-behind.ts'

/** A loan with all that follows from its log on a day. Before the payout `preview` is the plan as if paid out on that day. */
export type LoanView = {
  loan: Loan
  parties: Parties
  version: ProgrammeVersion
  events: RecordedEvent[]
  /** Names of those who did what happened, by account; a protected citizen's is left out for who may not see it. */
  names: ReadonlyMap<string, string>
  standing: Standing
  preview: PlanRow[] | null
  /** What the application is judged by, for those who judge it. */
  budget: BudgetBehind | null
  tranches: Tranche[]
  /** Quotes, vouchers and the signed note that the reader may see. */
  documents: Document[]
  /** Default interest up to today, or which rate is missing; null where the product takes none. */
  interest: Result<Ore, InterestRefusal> | null
  /** The review that is owed because the run ended; null when none is. */
  review: Review | null
  /** Everyone who sent or advised the application. */
  hands: Hand[]
  /** Its state aid: declared, reckoned as of today, and as it was offered. */
  aid: AidView
  /** The proposal to close the claim that nobody has decided. */
  closing: Closing | null
  /** Where the borrower pays to; null while the lender has confirmed no account. */
  payTo: PayTo | null
  /** Payments to the borrower, for the lender. */
  payments: LoanPayment[]
  /** The last day to decide an application by the lender's published deadline; null when none runs. */
  decideBy: Day | null
  /** CVR number of the business, which can be paid to. */
  cvr: string | null
}

/** Reads a loan for a page; the reading is logged. */
export async function readLoan(
  tx: Tx,
  asked: { actor: Actor; loanId: LoanId; asOf: Day; at: Instant },
): Promise<Result<LoanView, NotPermitted | { kind: 'no_such_loan' }>> {
  const found = await loan(tx, asked.loanId)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return refuse({ kind: 'no_such_loan' })
  const permit = authorize(asked.actor, loanActions.see, { parties: agreed.parties, personId: found.personId })
  if (!permit.ok) return permit
  await recordRead(tx, { actor: asked.actor, page: 'loans.loan', personId: found.personId, at: asked.at })
  const events = await eventsOf(tx, found.id)
  const standing = replayLoan(settingsOf(found), moneyLog(events), asked.asOf)
  assert(standing.ok, 'what stands in the log can be replayed')
  const plan = standing.value.status === 'not_paid_out' ? makePlan(settingsOf(found), asked.asOf) : null
  const [version, beside, names] = await Promise.all([
    programmeVersion(tx, agreed.programmeVersionId),
    besideLoan(tx, asked, found, events),
    doersOf(tx, events),
  ])
  return ok({
    loan: found,
    parties: agreed.parties,
    version,
    events,
    names,
    standing: standing.value,
    preview: plan?.ok === true ? plan.value : null,
    ...beside,
  })
}

/** The names of those who did what happened, by account; a protected citizen's is left out for who may not see it. */
export function doersOf(tx: Tx, events: readonly RecordedEvent[]): Promise<Map<string, string>> {
  return accountNames(tx, [...new Set(events.flatMap(({ accountId }) => accountId ?? []))])
}

/** What other stores know of the loan; asked side by side, since none waits for another's answer. */
async function besideLoan(tx: Tx, { actor, asOf }: { actor: Actor; asOf: Day }, found: Loan, events: readonly RecordedEvent[]) {
  const { id, personId, lenderId } = found
  const [budget, tranches, documents, interest, review, hands, aid, closing, payTo, payments, deadlines, milestones] = await Promise.all([
    budgetBehind(tx, actor, found),
    tranchesOf(tx, id),
    documentsOf(tx, { actor, personId, about: { noun: 'loan', id } }),
    interestUpTo(tx, found, events, asOf),
    reviewOwed(tx, found, events),
    handsOf(tx, id),
    aidView(tx, found, asOf),
    openClosing(tx, id),
    payToOf(tx, lenderId),
    paymentsOfLoan(tx, id),
    decideBys(tx, [found]),
    milestonesOf(tx, found.enrolmentId),
  ])
  const decideBy = deadlines.get(id) ?? null
  const cvr = milestones.findLast((one) => one.cvr !== null)?.cvr ?? null
  return { budget, tranches, documents, interest, review, hands, aid, closing, payTo, payments, decideBy, cvr }
}
