import type { HumanId, OrganisationId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Ore, sumOre } from '#kernel/money.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { LoanId } from './loan.ts'

/** Where a payment stands. A refund is asked for before it is released; a batch orders it; the bank pays, rejects or returns it. */
export const paymentStates = ['asked', 'released', 'ordered', 'paid', 'rejected', 'came_back', 'dropped'] as const
/** One of them. */
export type PaymentState = (typeof paymentStates)[number]

/** Identities of a payment and of a batch. */
export type PaymentId = Id<'payment_order'>
/** A batch's identity. */
export type BatchId = Id<'payment_batch'>

/** Whose NemKonto is paid to: the borrower's, or that of the business by its CVR number. */
export const payees = ['cpr', 'cvr'] as const

/** A payment to a borrower, from release to settled. */
export type Payment = {
  id: PaymentId
  lenderId: OrganisationId
  loanId: LoanId
  purpose: 'pay_out' | 'refund'
  tranche: number | null
  amount: Ore
  payee: (typeof payees)[number]
  cvr: string | null
  state: PaymentState
  askedBy: HumanId
  askedAt: Instant
  releasedBy: HumanId | null
  batchId: BatchId | null
  eventId: string | null
  settledOn: Day | null
  reason: string | null
}

/** True while a payment is on its way or has arrived: its tranche is not paid again. */
export function isLive({ state }: Pick<Payment, 'state'>): boolean {
  return state === 'released' || state === 'ordered' || state === 'paid'
}

/** Payments that go to the bank in one file. The totals are those that were approved. */
export type Batch = {
  id: BatchId
  lenderId: OrganisationId
  number: string
  messageId: string
  accountId: Id<'own_account'>
  state: 'draft' | 'approved' | 'dropped'
  madeBy: HumanId
  madeAt: Instant
  approvedBy: HumanId | null
  approvedAt: Instant | null
  executeOn: Day | null
}

/** Why a batch is not approved, in order of precedence; `borrower` is the approver's own loan. */
export type ApproveBatchRefusal =
  | { kind: 'batch_decided_already' }
  | { kind: 'batch_empty' }
  | { kind: 'second_person_required'; because: 'made_batch' | 'released' | 'borrower' }

type Hands = Pick<Payment, 'askedBy' | 'amount'> & { borrowerHuman: HumanId | null }

/**
 * Whoever made the batch, asked for a payment in it, or borrows in it does not approve it; a payout is asked for by whoever releases it. Who
 * approved a refund may, for another asked for it: two humans, never three. Answers the total.
 */
export function checkBatch(
  batch: Pick<Batch, 'state' | 'madeBy'>,
  payments: readonly Hands[],
  human: HumanId,
): Result<Ore, ApproveBatchRefusal> {
  if (batch.state !== 'draft') return refuse({ kind: 'batch_decided_already' })
  if (payments.length === 0) return refuse({ kind: 'batch_empty' })
  if (payments.some((one) => one.borrowerHuman === human)) return refuse({ kind: 'second_person_required', because: 'borrower' })
  if (payments.some((one) => one.askedBy === human)) return refuse({ kind: 'second_person_required', because: 'released' })
  if (batch.madeBy === human) return refuse({ kind: 'second_person_required', because: 'made_batch' })
  return ok(sumOre(payments.map((one) => one.amount)))
}

/** What the bank or a clerk says of a payment that was sent. */
export type Outcome = { state: 'paid'; on: Day } | { state: 'rejected' | 'came_back'; on: Day; reason: string }

/** Why an outcome cannot follow. */
export type OutcomeRefusal = { kind: 'payment_not_sent' } | { kind: 'payment_settled_otherwise'; state: PaymentState }

/** What an outcome does to a payment: null when it is told a second time. A paid one can still come back, never be rejected. */
export function judgeOutcome(payment: Pick<Payment, 'state'>, outcome: Outcome): Result<Outcome['state'] | null, OutcomeRefusal> {
  const { state } = payment
  if (state === 'asked' || state === 'released' || state === 'dropped') return refuse({ kind: 'payment_not_sent' })
  if (state === outcome.state) return ok(null)
  const follows = state === 'ordered' || (state === 'paid' && outcome.state === 'came_back')
  return follows ? ok(outcome.state) : refuse({ kind: 'payment_settled_otherwise', state })
}

/** What the bank knows a payment by, from end to end: its identity without dashes, at most 35 characters of the basic set. */
export function endToEndOf(id: PaymentId): string {
  return id.replaceAll('-', '').toUpperCase()
}
