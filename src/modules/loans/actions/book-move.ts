import type { Day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Entry, type Line, postEntry, reverseEntry, statementOf } from '#modules/ledger/index.ts'
import { type LoanEvent, replayLoan } from '../domain/engine/index.ts'
import { type Loan, settingsOf } from '../domain/loan.ts'
import type { StepCommand } from './take-step.ts'

/** An event that moves a loan's money. */
export type MoneyEvent = Extract<LoanEvent, { kind: 'pay_out' | 'pay' | 'undo' }>

/**
 * Enters a money event in the books, effective its own day. A backdated payment, or one taken back, can change how later
 * payments split between debt and overpayment: each such day gets an entry that moves the difference, so that on every day
 * the books say what the replayed log says. `log` ends with the event.
 */
export async function bookMove(
  tx: Tx,
  command: StepCommand,
  booked: { loan: Loan; event: MoneyEvent; log: readonly LoanEvent[] },
): Promise<void> {
  const { loan, event, log } = booked
  const base = { actor: command.actor, bookId: loan.lenderId, at: command.at, subjectId: loan.id }
  const earlier = await statementOf(tx, loan.id)
  if (event.kind === 'undo') {
    const original = earlier.find((entry) => entry.requestId === event.eventId)
    assert(original !== undefined, 'every payment stands in the ledger')
    await reverseEntry(tx, original, { ...base, on: event.on, reason: 'loan_payment_reversed', requestId: event.id })
  } else {
    const reason = event.kind === 'pay_out' ? 'loan_paid_out' : 'loan_payment'
    const lines = linesOf(event, ore(debtOn(loan, log, event.on) - receivableOn(earlier, event.on)))
    const posted = await postEntry(tx, { ...base, on: event.on, reason, requestId: event.id, lines })
    assert(posted.ok && !posted.value.already, 'the lines follow from one replay and balance')
  }
  for (const on of daysFrom(log, event.on)) {
    const drift = ore(debtOn(loan, log, on) - receivableOn(await statementOf(tx, loan.id), on))
    if (drift === 0n) continue
    const posted = await postEntry(tx, { ...base, on, reason: 'loan_overpayment_moved', requestId: newId(), lines: shift(drift) })
    assert(posted.ok, 'two opposite lines balance')
  }
}

function debtOn(loan: Loan, log: readonly LoanEvent[], on: Day): Ore {
  const standing = replayLoan(settingsOf(loan), log, on)
  assert(standing.ok, 'the log was tried before')
  return standing.value.balance
}

function receivableOn(entries: readonly Entry[], on: Day): Ore {
  const lines = entries.filter((entry) => Temporal.PlainDate.compare(entry.on, on) <= 0).flatMap((entry) => entry.lines)
  return ore(lines.reduce((sum, line) => (line.account === 'loans_receivable' ? sum + line.amount : sum), 0n))
}

// In between two days of the log nothing moves.
function daysFrom(log: readonly LoanEvent[], first: Day): Day[] {
  const days = new Map(log.map((event) => [event.on.toString(), event.on]))
  return [...days.values()].filter((on) => Temporal.PlainDate.compare(on, first) >= 0).sort((a, b) => Temporal.PlainDate.compare(a, b))
}

function shift(toReceivable: Ore): Line[] {
  return [
    { account: 'loans_receivable', amount: toReceivable },
    { account: 'overpayments', amount: ore(0n - toReceivable) },
  ]
}

function linesOf(event: { kind: 'pay_out' | 'pay'; amount: Ore }, receivable: Ore): Line[] {
  const bank = event.kind === 'pay_out' ? 0n - event.amount : event.amount
  const lines: Line[] = [
    { account: 'bank', amount: ore(bank) },
    { account: 'loans_receivable', amount: receivable },
    { account: 'overpayments', amount: ore(0n - bank - receivable) },
  ]
  return lines.filter((line) => line.amount !== 0n)
}
