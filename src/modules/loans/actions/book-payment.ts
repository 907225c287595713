import type { Actor, HumanId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { closeTasks } from '#modules/notices/index.ts'
import type { EventRefusal } from '../domain/engine/index.ts'
import { type SecondPersonRefusal, secondPerson } from '../domain/loan.ts'
import { type StepRefusal, refusedStep } from '../domain/loan-machine.ts'
import { type TrancheRefusal, dueTranche } from '../domain/tranche.ts'
import { lockLoan } from '../store/loans.ts'
import { eventsOf } from '../store/events.ts'
import type { LoanPayment } from '../store/payments.ts'
import { savePaidTranche, tranchesOf } from '../store/tranches.ts'
import { enter } from './enter.ts'
import { tellOfPayout } from './tell.ts'

type By = { actor: Actor; on: Day; at: Instant }

/** Why a payment cannot be booked, though it was released: what has happened to the loan since. */
export type BookRefusal = StepRefusal | SecondPersonRefusal | TrancheRefusal | EventRefusal

/**
 * Books a payment on its loan as it is ordered: from here the file may be at the bank, so the debt, the plan and the books say that the
 * money is on its way. State, conditions and people are asked again. Answers the event's identity.
 */
export async function bookPayment(tx: Tx, { actor, on, at }: By, payment: LoanPayment): Promise<Result<string, BookRefusal>> {
  const loan = await lockLoan(tx, payment.loanId)
  assert(loan !== null, 'a payment has its loan')
  const { purpose: name, amount, tranche } = payment
  const not = refusedStep(name, loan.state)
  if (not !== null) return refuse(not)
  if (tranche !== null) {
    const same = secondPerson(loan, 'pay_out', payment.askedBy)
    if (same !== null) return refuse(same)
    const due = dueTranche(await tranchesOf(tx, loan.id), tranche)
    if (!due.ok) return due
  }
  const eventId = newId()
  const payload = { amount: amount.toString(), ...(tranche === null ? {} : { tranche }) }
  const command = { actor, loanId: loan.id, requestId: eventId, on, at }
  const paidOutBy: HumanId = payment.askedBy
  const entry = { loan, name, on, body: { kind: name, amount }, payload, paidOutBy } as const
  const entered = await enter(tx, command, await eventsOf(tx, loan.id), entry)
  if (!entered.ok) return entered
  if (tranche !== null) {
    await savePaidTranche(tx, loan.id, tranche, eventId)
    await closeTasks(tx, { subject: { noun: 'loan', id: loan.id }, kind: 'loan_accepted', at })
    await tellOfPayout(tx, loan, at)
  }
  return ok(eventId)
}

/**
 * Takes the booking of a payment back, linked to what it takes back and effective its day, as if the money had never gone; the tranche is
 * free to be paid again. Refused where later events of the loan rest on it.
 */
export async function unbookPayment(tx: Tx, { actor, on, at }: By, payment: LoanPayment): Promise<Result<string, EventRefusal>> {
  const loan = await lockLoan(tx, payment.loanId)
  assert(loan !== null && payment.eventId !== null, 'a payment that was ordered is booked')
  const recorded = await eventsOf(tx, loan.id)
  const booked = recorded.find((event) => event.id === payment.eventId)
  assert(booked !== undefined, 'its event stands in the log')
  const undoId = newId()
  const command = { actor, loanId: loan.id, requestId: undoId, on, at }
  const body = { kind: 'undo', eventId: booked.id } as const
  const entered = await enter(tx, command, recorded, { loan, name: 'undo', on: booked.on, body, payload: { event: booked.id } })
  if (!entered.ok) return entered
  if (payment.tranche !== null) await savePaidTranche(tx, loan.id, payment.tranche, null)
  return ok(undoId)
}
