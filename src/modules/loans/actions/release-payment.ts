import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { milestonesOf } from '#modules/business/index.ts'
import { loanActions } from '../actions.ts'
import { replayLoan } from '../domain/engine/index.ts'
import { type Loan, secondPerson, settingsOf } from '../domain/loan.ts'
import { type Payment, type PaymentId, isLive } from '../domain/payment.ts'
import { moneyLog } from '../domain/recorded-event.ts'
import { type TrancheRefusal, dueTranche } from '../domain/tranche.ts'
import { eventsOf } from '../store/events.ts'
import { insertPayment, lockPayment, paymentById, paymentsOfLoan, saveDropped, saveReleased } from '../store/payments.ts'
import { tranchesOf } from '../store/tranches.ts'
import { type StepCommand, type TakeStepRefusal, lockedFor } from './take-step.ts'

/** A constraint that says the same as the domain: a tranche has one live order, a loan one open refund. */
export const paymentConstraints = {
  payment_order_once: { kind: 'payment_under_way' },
  payment_order_one_refund: { kind: 'payment_under_way' },
  payment_order_or_by_hand: { kind: 'payment_under_way' },
} as const

/** Why a payment was not released or asked for, in order of precedence. */
export type ReleaseRefusal =
  | TakeStepRefusal
  | TrancheRefusal
  | { kind: 'payment_under_way' }
  | { kind: 'no_cvr' }
  | { kind: 'over_overpaid'; left: Ore }

type Payee = Payment['payee']

/**
 * Releases the next tranche for payment to the NemKonto of the borrower or of the business: the payer is neither the decider nor the
 * borrower, and the tranche's conditions are met. It waits for a batch; no event is booked before that is approved.
 */
export async function releasePayout(
  tx: Tx,
  command: StepCommand & { actor: StaffActor; payee: Payee },
): Promise<Result<true, ReleaseRefusal>> {
  const { actor, payee, requestId } = command
  const locked = await lockedFor(tx, command, 'pay_out')
  if (!locked.ok) return locked
  const { loan } = locked.value
  if ((await paymentById(tx, paymentIdFrom(requestId))) !== null) return ok(true)
  const same = secondPerson(loan, 'pay_out', actor.humanId)
  if (same !== null) return refuse(same)
  const due = dueTranche(await tranchesOf(tx, loan.id), null)
  if (!due.ok) return due
  if ((await paymentsOfLoan(tx, loan.id)).some((one) => one.tranche === due.value.n && isLive(one)))
    return refuse({ kind: 'payment_under_way' })
  return keep(tx, command, loan, { purpose: 'pay_out', tranche: due.value.n, amount: due.value.amount, payee })
}

/** Asks for overpaid money to be paid back to the borrower's NemKonto; another human approves it. */
export async function askRefund(tx: Tx, command: StepCommand & { actor: StaffActor; amount: Ore }): Promise<Result<true, ReleaseRefusal>> {
  const locked = await lockedFor(tx, command, 'refund')
  if (!locked.ok) return locked
  const { loan } = locked.value
  if ((await paymentById(tx, paymentIdFrom(command.requestId))) !== null) return ok(true)
  const standing = replayLoan(settingsOf(loan), moneyLog(await eventsOf(tx, loan.id)), command.on)
  assert(standing.ok, 'what stands in the log can be replayed')
  const left = standing.value.overpaid
  if (command.amount > left) return refuse({ kind: 'over_overpaid', left })
  if ((await paymentsOfLoan(tx, loan.id)).some((one) => one.purpose === 'refund' && (one.state === 'asked' || one.state === 'released')))
    return refuse({ kind: 'payment_under_way' })
  return keep(tx, command, loan, { purpose: 'refund', tranche: null, amount: ore(command.amount), payee: 'cpr' })
}

async function keep(
  tx: Tx,
  { actor, requestId, at }: StepCommand & { actor: StaffActor },
  loan: Loan,
  wish: Pick<Payment, 'purpose' | 'tranche' | 'amount' | 'payee'>,
): Promise<Result<true, ReleaseRefusal>> {
  const cvr = wish.payee === 'cvr' ? ((await milestonesOf(tx, loan.enrolmentId)).findLast((one) => one.cvr !== null)?.cvr ?? null) : null
  if (wish.payee === 'cvr' && cvr === null) return refuse({ kind: 'no_cvr' })
  const released = wish.purpose === 'pay_out'
  const made = { ...wish, id: paymentIdFrom(requestId), lenderId: loan.lenderId, loanId: loan.id, cvr, by: actor.humanId, at, released }
  assert(await insertPayment(tx, made), 'a request id is never that of something else')
  const action = released ? loanActions.release_payment : loanActions.ask_refund
  await recordChange(tx, { actor, action, on: { noun: 'payment_order', id: requestId }, personId: loan.personId, at })
  return ok(true)
}

function paymentIdFrom(requestId: string): PaymentId {
  return requestId as PaymentId
}

/** Why a payment was not approved or dropped. */
export type DecidePaymentRefusal =
  | NotPermitted
  | { kind: 'no_such_payment' }
  | { kind: 'payment_decided_already' }
  | { kind: 'second_person_required'; because: 'asked' | 'borrower' }

/** Approves a refund that another human asked for, or drops a payment that has not been sent. */
export async function decidePayment(
  tx: Tx,
  command: { actor: StaffActor; id: PaymentId; decision: 'approve' | 'drop'; at: Instant },
): Promise<Result<true, DecidePaymentRefusal>> {
  const { actor, id, decision, at } = command
  const payment = await lockPayment(tx, id)
  if (payment === null) return refuse({ kind: 'no_such_payment' })
  const action = decision === 'approve' ? loanActions.approve_refund : loanActions.drop_payment
  const permit = authorize(actor, action, { ownerId: payment.lenderId })
  if (!permit.ok) return permit
  const { state, releasedBy } = payment
  if (decision === 'drop' ? state === 'dropped' : state === 'released' && releasedBy === actor.humanId) return ok(true)
  if (state !== 'asked' && !(decision === 'drop' && state === 'released')) return refuse({ kind: 'payment_decided_already' })
  if (decision === 'approve') {
    if (payment.borrowerHuman === actor.humanId) return refuse({ kind: 'second_person_required', because: 'borrower' })
    if (payment.askedBy === actor.humanId) return refuse({ kind: 'second_person_required', because: 'asked' })
    await saveReleased(tx, id, actor.humanId, at)
  } else await saveDropped(tx, id)
  await recordChange(tx, { actor, action, on: { noun: 'payment_order', id }, personId: payment.personId, at })
  return ok(true)
}
