import { type Day, isBefore } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { recordChange } from '#modules/audit/index.ts'
import { loanActions } from '../actions.ts'
import { type EventRefusal, type LoanState as Standing, tryEvent } from '../domain/engine/index.ts'
import { type Loan, secondPerson, settingsOf } from '../domain/loan.ts'
import type { LoanState } from '../domain/loan-machine.ts'
import { eventsOf, insertEvent, moneyLog } from '../store/events.ts'
import { saveLoan } from '../store/loans.ts'
import { type MoneyEvent, bookMove } from './book-move.ts'
import { type StepCommand, type TakeStepRefusal, alreadyDone, lockedFor } from './take-step.ts'

/** Why no money was moved: what any step is refused for, a day in the future, or what the loan's log forbids. */
export type MoneyRefusal = TakeStepRefusal | { kind: 'day_in_the_future' } | EventRefusal

/** Money in or out. A payment may be backdated; `eventId` is the payment that is taken back. */
export type MoneyMove = { kind: 'pay_out' } | { kind: 'pay'; amount: Ore; on: Day } | { kind: 'undo'; eventId: string }

/**
 * Pays the accepted loan out, registers a payment or takes one back: the loan's event, its state and the ledger's entry in one
 * transaction. The same request again changes nothing.
 */
export async function moveMoney(tx: Tx, command: StepCommand & { move: MoneyMove }): Promise<Result<true, MoneyRefusal>> {
  const { actor, move, on: today, at, requestId } = command
  const locked = await lockedFor(tx, command, move.kind)
  if (!locked.ok) return alreadyDone(tx, command, locked)
  const { loan } = locked.value
  assert(actor.kind === 'staff', 'money is moved by staff')
  const same = move.kind === 'pay_out' ? secondPerson(loan, 'pay_out', actor.humanId) : null
  if (same !== null) return refuse(same)
  const on = move.kind === 'pay' ? move.on : today
  if (isBefore(today, on)) return refuse({ kind: 'day_in_the_future' })
  const recorded = await eventsOf(tx, loan.id)
  if (recorded.some((event) => event.id === requestId)) return ok(true)
  const undone = move.kind === 'undo' ? recorded.find((event) => event.id === move.eventId) : undefined
  if (move.kind === 'undo' && undone?.name !== 'pay') return refuse({ kind: 'no_such_event', eventId: move.eventId })
  const event = moneyEvent(move, { id: requestId, on: undone?.on ?? on, loan })
  const tried = tryEvent(settingsOf(loan), moneyLog(recorded), event, today)
  if (!tried.ok) return tried
  const payload: Record<string, string> = event.kind === 'undo' ? { event: event.eventId } : { amount: event.amount.toString() }
  const first = await insertEvent(tx, { id: requestId, loanId: loan.id, name: move.kind, on: event.on, at, actor, payload })
  assert(first, 'a request id is never that of something else')
  await bookMove(tx, command, { loan, event, log: [...moneyLog(recorded), event] })
  const paidOutBy = move.kind === 'pay_out' ? actor.humanId : loan.paidOutBy
  await saveLoan(tx, { ...loan, paidOutBy }, stateBy(tried.value.after), { on: today, at })
  await recordChange(tx, {
    actor,
    action: loanActions[move.kind],
    on: { noun: 'loan', id: loan.id },
    personId: loan.personId,
    codes: { event: requestId },
    at,
  })
  return ok(true)
}

function moneyEvent(move: MoneyMove, given: { id: string; on: Day; loan: Loan }): MoneyEvent {
  const { id, on, loan } = given
  switch (move.kind) {
    case 'pay_out':
      return { id, on, kind: 'pay_out', amount: loan.amount }
    case 'pay':
      return { id, on, kind: 'pay', amount: move.amount }
    case 'undo':
      return { id, on, kind: 'undo', eventId: move.eventId }
  }
}

/** The state the balance gives: settled when nothing is owed. */
export function stateBy(standing: Pick<Standing, 'status'>): LoanState {
  return standing.status === 'settled' || standing.status === 'overpaid' ? 'settled' : 'repaying'
}
