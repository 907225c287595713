import { type Day, isBefore } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { closeTasks } from '#modules/notices/index.ts'
import type { EventRefusal, LoanEventBody } from '../domain/engine/index.ts'
import { type Loan, secondPerson } from '../domain/loan.ts'
import type { RecordedEvent } from '../domain/recorded-event.ts'
import { isLive } from '../domain/payment.ts'
import { type TrancheRefusal, dueTranche } from '../domain/tranche.ts'
import { paymentsOfLoan } from '../store/payments.ts'
import { savePaidTranche, tranchesOf } from '../store/tranches.ts'
import { tellOfPayout } from './tell.ts'
import { type MakesCredit, creditMade } from './credit-made.ts'
import { enter, logFor } from './enter.ts'
import { type StepCommand, type TakeStepRefusal, alreadyDone, lockedFor } from './take-step.ts'

/** Why no money was moved: what any step is refused for, a day in the future, a tranche that is not due, or what the loan's log forbids. */
export type MoneyRefusal =
  | TakeStepRefusal
  | { kind: 'day_in_the_future' }
  | MakesCredit
  | { kind: 'payment_under_way' }
  | TrancheRefusal
  | EventRefusal

/**
 * Money in or out. A payment may be backdated; `credit` is what of it may become the borrower's credit, and left out where nobody can be asked, for
 * money that has come in is booked; `tranche` is the next one not paid out when left out; `eventId` is the payment,
 * refund or recovery that is taken back.
 */
export type MoneyMove =
  | { kind: 'pay_out'; tranche?: number }
  | { kind: 'pay'; amount: Ore; on: Day; credit?: Ore }
  | { kind: 'recover'; amount: Ore; on: Day }
  | { kind: 'refund'; amount: Ore }
  | { kind: 'undo'; eventId: string }

/**
 * Pays a tranche of the accepted loan out, registers money that came in or was sent back, or takes such an event back: the loan's event,
 * its state and plan, and the ledger's entry in one transaction. The same request again changes nothing.
 */
export async function moveMoney(tx: Tx, command: StepCommand & { move: MoneyMove }): Promise<Result<true, MoneyRefusal>> {
  const { actor, move, on: today } = command
  const locked = await lockedFor(tx, command, move.kind)
  if (!locked.ok) return alreadyDone(tx, command, locked)
  const { loan } = locked.value
  assert(actor.kind === 'staff', 'money is moved by staff')
  const same = move.kind === 'pay_out' ? secondPerson(loan, 'pay_out', actor.humanId) : null
  if (same !== null) return refuse(same)
  if ('on' in move && isBefore(today, move.on)) return refuse({ kind: 'day_in_the_future' })
  const recorded = await logFor(tx, command)
  if (recorded === null) return ok(true)
  const unasked = unaskedCredit(loan, recorded, move, today)
  if (unasked !== null) return refuse(unasked)
  const moved = await readMove(tx, loan, recorded, move, today)
  if (!moved.ok) return moved
  const { on, body, tranche } = moved.value
  const payload =
    body.kind === 'undo' ? { event: body.eventId } : { amount: body.amount.toString(), ...(tranche === undefined ? {} : { tranche }) }
  const entered = await enter(tx, command, recorded, { loan, name: move.kind, on, body, payload })
  if (!entered.ok) return entered
  if (tranche !== undefined) {
    await savePaidTranche(tx, loan.id, tranche, command.requestId)
    await closeTasks(tx, { subject: { noun: 'loan', id: loan.id }, kind: 'loan_accepted', at: command.at })
    await tellOfPayout(tx, loan, command.at)
  }
  return ok(true)
}

function unaskedCredit(loan: Loan, recorded: readonly RecordedEvent[], move: MoneyMove, today: Day): MakesCredit | null {
  if (move.kind !== 'pay' || move.credit === undefined) return null
  const credit = creditMade(loan, recorded, move, today)
  return credit === 0n || credit === move.credit ? null : { kind: 'makes_credit', credit }
}

type Body = Extract<LoanEventBody, { kind: 'pay_out' | 'pay' | 'refund' | 'recover' | 'undo' }>
type Moved = { on: Day; body: Body; tranche?: number }

async function readMove(
  tx: Tx,
  loan: Loan,
  recorded: readonly RecordedEvent[],
  move: MoneyMove,
  today: Day,
): Promise<Result<Moved, { kind: 'payment_under_way' } | TrancheRefusal | EventRefusal>> {
  switch (move.kind) {
    case 'pay_out': {
      const due = dueTranche(await tranchesOf(tx, loan.id), move.tranche ?? null)
      if (!due.ok) return due
      const payments = await paymentsOfLoan(tx, loan.id)
      if (payments.some((one) => one.tranche === due.value.n && isLive(one))) return refuse({ kind: 'payment_under_way' })
      return ok({ on: today, body: { kind: 'pay_out', amount: due.value.amount }, tranche: due.value.n })
    }
    case 'pay':
    case 'recover':
      return ok({ on: move.on, body: { kind: move.kind, amount: move.amount } })
    case 'refund':
      return ok({ on: today, body: { kind: 'refund', amount: move.amount } })
    case 'undo': {
      const undone = recorded.find((event) => event.id === move.eventId)
      if (undone === undefined || !['pay', 'refund', 'recover'].includes(undone.name))
        return refuse({ kind: 'no_such_event', eventId: move.eventId })
      return ok({ on: undone.on, body: { kind: 'undo', eventId: move.eventId } })
    }
  }
}
