import { percentOf } from '../schedule.ts'
import { allocate } from './allocate.ts'
import { type PlanChange, baseRows } from './base.ts'
import { adjust, isAdjusting } from './adjust.ts'
import { toDay } from './daynumbers.ts'
import { followsPayments, reworkInterest } from './interest.ts'
import { withRates } from './rates.ts'
import { type Ledger, emptyLedger, outstanding, placeCharge, rowLeft } from './ledger.ts'
import { type Entry, type EntryBody, inReplayOrder, moneyKindOf, newTransaction, transactionType } from './log.ts'
import { reAge, reAmortize, rebase } from './reage.ts'
import type { DayNumber, TimelineLoan, Transaction } from './types.ts'

/** Replays the standing entries from nothing, by effective date and then entry order. */
export function replay(given: TimelineLoan, entries: readonly Entry[]): Ledger {
  const loan = withRates(given, entries)
  const ledger = emptyLedger()
  const ordered = inReplayOrder(entries)
  const changes = planChangesOf(entries)
  for (const entry of ordered) applyEntry(loan, ledger, entry, changes)
  return ledger
}

/** The reschedules and changes of rate that stand: they belong to the plan, and hold for the whole of the replay. */
export function planChangesOf(entries: readonly Entry[]): PlanChange[] {
  return entries.flatMap(({ reversed, body, date, seq }) =>
    !reversed && (body.do === 'reschedule' || body.do === 'rateChange') ? [{ ...body, at: date, seq }] : [],
  )
}

/** Applies one entry to the ledger; it must be in replay order after all applied before. */
export function applyEntry(loan: TimelineLoan, ledger: Ledger, entry: Entry, changes: readonly PlanChange[]): void {
  const type = transactionType(entry.body)
  if (type === null) {
    applyUnlisted(loan, ledger, entry)
  } else {
    const transaction = newTransaction(entry, type)
    ledger.transactions.push(transaction)
    applyListed(loan, ledger, entry, transaction, changes)
  }
  if (ledger.overpaid > 0n) useOverpaid(loan, ledger, entry.date)
}

function applyUnlisted(loan: TimelineLoan, ledger: Ledger, entry: Entry): void {
  const { body } = entry
  if (body.do === 'charge') {
    const charge = { seq: entry.seq, due: body.due, penalty: body.penalty, amount: body.amount, paid: 0n, inAdvance: 0n, late: 0n }
    ledger.charges.push(charge)
    placeCharge(ledger, charge)
  }
  if (body.do === 'interestPause') {
    ledger.interestPauses.push({ start: body.start, end: body.end })
    if (followsPayments(loan)) reworkInterest(loan, ledger, entry.date, null)
  }
}

function applyListed(loan: TimelineLoan, ledger: Ledger, entry: Entry, transaction: Transaction, changes: readonly PlanChange[]): void {
  const { body } = entry
  if (body.do === 'disburse') return disburse(loan, ledger, body, transaction, changes)
  if (body.do === 'money' || body.do === 'payOff') return takeMoney(loan, ledger, body, transaction)
  if (isAdjusting(body)) return adjust(loan, ledger, body, transaction)
  // What is moved is what a look on the day shows, whether or not anybody looked.
  if (followsPayments(loan)) reworkInterest(loan, ledger, entry.date, null)
  const moved =
    body.do === 'reAge' ? reAge(loan, ledger, body, entry.date) : body.do === 'reAmortize' ? reAmortize(loan, ledger, entry.date) : 0n
  transaction.amount = moved
  transaction.principal = moved
}

function disburse(
  loan: TimelineLoan,
  ledger: Ledger,
  body: Extract<EntryBody, { do: 'disburse' }>,
  transaction: Transaction,
  changes: readonly PlanChange[],
): void {
  ledger.disbursed.push({ date: body.date, amount: body.amount, seq: transaction.seq })
  ledger.balance += body.amount
  const paidOut = ledger.disbursed.map((each) => ({ ...each, date: toDay(each.date) }))
  const plan = baseRows(loan, paidOut, changes)
  if (ledger.rows.length === 0) ledger.rows = plan
  else rebase(ledger, plan, body.date)
  if (ledger.disbursed.length > 1 && followsPayments(loan)) reworkInterest(loan, ledger, body.date, null)
  // A row that owes nothing from the start (grace) is done on the day of the payout.
  for (const row of ledger.rows) if (rowLeft(row) === 0n) row.paidOn ??= body.date
  transaction.amount = body.amount
  transaction.balance = ledger.balance
}

function takeMoney(
  loan: TimelineLoan,
  ledger: Ledger,
  body: Extract<EntryBody, { do: 'money' | 'payOff' }>,
  transaction: Transaction,
): void {
  const bearing = followsPayments(loan)
  if (bearing) reworkInterest(loan, ledger, transaction.date, body.do === 'payOff' ? payOffDay(loan, ledger, body.date) : transaction.date)
  const amount =
    body.do === 'payOff' ? (body.amount ?? outstanding(ledger)) : body.amount === 'downPayment' ? downPaymentOf(loan, ledger) : body.amount
  transaction.amount = amount
  const kind = body.do === 'payOff' ? 'REPAYMENT' : body.kind
  const rest = allocate(ledger, transaction, { amount, date: transaction.date, kind, allocation: loan.allocation })
  transaction.overpaid += rest
  ledger.overpaid += rest
  transaction.balance = ledger.balance
  if (transaction.balance === 0n) for (const row of ledger.rows) if (rowLeft(row) === 0n) row.paidOn ??= transaction.date
  if (bearing && transaction.balance > 0n) reworkInterest(loan, ledger, transaction.date, null)
}

/** The day to which the interest of a pay-off runs: the day itself, or the due day of the row it falls in. */
export function payOffDay(loan: TimelineLoan, ledger: Ledger, date: DayNumber): DayNumber {
  if (!loan.payOffToNextDue) return date
  return ledger.rows.find((row) => row.kind === 'regular' && row.due >= date)?.due ?? date
}

function downPaymentOf(loan: TimelineLoan, ledger: Ledger): bigint {
  const last = ledger.disbursed.at(-1)
  return last === undefined || loan.terms.downPayment === null ? 0n : percentOf(last.amount, loan.terms.downPayment, loan.terms.multiple)
}

/** Money that waits on the loan pays what has come to be owed since, oldest money first, each by the rule of its kind. */
function useOverpaid(loan: TimelineLoan, ledger: Ledger, date: DayNumber): void {
  for (const transaction of ledger.transactions) {
    if (transaction.overpaid === 0n || transaction.date > date) continue
    const waiting = transaction.overpaid
    const rest = allocate(ledger, transaction, { amount: waiting, date, kind: moneyKindOf(transaction.type), allocation: loan.allocation })
    transaction.overpaid = rest
    ledger.overpaid -= waiting - rest
  }
}
