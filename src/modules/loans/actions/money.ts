import { type Day, isBefore } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { recordChange } from '#modules/audit/index.ts'
import { type Line, postEntry, reverseEntry, statementOf } from '#modules/ledger/index.ts'
import { loanActions } from '../actions.ts'
import { type EventRefusal, type LoanEvent, type LoanState as Standing, tryEvent } from '../domain/engine/index.ts'
import { type Loan, secondPerson, settingsOf } from '../domain/loan.ts'
import type { LoanState } from '../domain/loan-machine.ts'
import { eventsOf, insertEvent, moneyLog } from '../store/events.ts'
import { saveLoan } from '../store/loans.ts'
import { type StepCommand, type TakeStepRefusal, lockedFor } from './take-step.ts'

/** Why no money was moved: what any step is refused for, a day in the future, or what the loan's log forbids. */
export type MoneyRefusal = TakeStepRefusal | { kind: 'day_in_the_future' } | { kind: 'already_recorded' } | EventRefusal

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
  const undone = move.kind === 'undo' ? recorded.find((event) => event.id === move.eventId) : undefined
  const event = moneyEvent(move, { id: requestId, on: undone?.on ?? on, loan })
  const tried = tryEvent(settingsOf(loan), moneyLog(recorded), event, today)
  if (!tried.ok) return tried
  const amount = 'amount' in event ? { amount: event.amount.toString() } : { event: event.kind === 'undo' ? event.eventId : '' }
  if (!(await insertEvent(tx, { id: requestId, loanId: loan.id, name: move.kind, on: event.on, at, actor, payload: amount })))
    return ok(true)
  const { before, after } = tried.value
  await bookMove(tx, command, { loan, on: event.on, event, before, after })
  const paidOutBy = move.kind === 'pay_out' ? actor.humanId : loan.paidOutBy
  await saveLoan(tx, { ...loan, paidOutBy }, stateBy(after), { on: today, at })
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

// A second press of the same button finds the loan already moved on: that is no refusal.
async function alreadyDone(
  tx: Tx,
  command: StepCommand,
  refusal: { ok: false; refusal: TakeStepRefusal },
): Promise<Result<true, MoneyRefusal>> {
  if (refusal.refusal.kind !== 'not_now') return refusal
  const events = await eventsOf(tx, command.loanId)
  return events.some((event) => event.id === command.requestId) ? ok(true) : refusal
}

function moneyEvent(move: MoneyMove, given: { id: string; on: Day; loan: Loan }): LoanEvent {
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

type Booked = { loan: Loan; on: Day; event: LoanEvent; before: Standing; after: Standing }

async function bookMove(tx: Tx, command: StepCommand, booked: Booked): Promise<void> {
  const { actor, at, requestId } = command
  const { loan, on, event, before, after } = booked
  const base = { actor, bookId: loan.lenderId, on, at, subjectId: loan.id }
  if (event.kind === 'undo') {
    const original = (await statementOf(tx, loan.id)).find((entry) => entry.requestId === event.eventId)
    assert(original !== undefined, 'every payment stands in the ledger')
    await reverseEntry(tx, original, { ...base, reason: 'loan_payment_reversed', requestId })
    const receivable = original.lines.find((line) => line.account === 'loans_receivable')?.amount ?? 0n
    // The original's split between debt and overpayment may no longer be what the replay says.
    const drift = after.balance - before.balance + receivable
    if (drift !== 0n) await postEntry(tx, { ...base, reason: 'loan_overpayment_moved', requestId: newId(), lines: shift(ore(drift)) })
    return
  }
  assert(event.kind === 'pay_out' || event.kind === 'pay', 'only payouts and payments are booked here')
  const reason = event.kind === 'pay_out' ? 'loan_paid_out' : 'loan_payment'
  const posted = await postEntry(tx, { ...base, reason, requestId, lines: linesOf(event, before, after) })
  assert(posted.ok, 'the lines follow from one replay and balance')
}

function shift(toReceivable: Ore): Line[] {
  return [
    { account: 'loans_receivable', amount: toReceivable },
    { account: 'overpayments', amount: ore(0n - toReceivable) },
  ]
}

function linesOf(event: { kind: 'pay_out' | 'pay'; amount: Ore }, before: Standing, after: Standing): Line[] {
  const bank = event.kind === 'pay_out' ? 0n - event.amount : event.amount
  const receivable = after.balance - before.balance
  const lines: Line[] = [
    { account: 'bank', amount: ore(bank) },
    { account: 'loans_receivable', amount: ore(receivable) },
    { account: 'overpayments', amount: ore(0n - bank - receivable) },
  ]
  return lines.filter((line) => line.amount !== 0n)
}
