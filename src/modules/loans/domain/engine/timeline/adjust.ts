import { followsPayments, reworkInterest } from './interest.ts'
import { type Charge, type Ledger, placeCharges, rowLeft } from './ledger.ts'
import type { EntryBody } from './log.ts'
import type { TimelineLoan, Transaction } from './types.ts'

/** An entry by which no money comes in to the rows. */
type Adjusting = Extract<EntryBody, { do: 'waive' | 'refund' | 'chargeOff' | 'writeOff' | 'remit' | 'recover' }>

const kinds: ReadonlySet<EntryBody['do']> = new Set(['waive', 'refund', 'chargeOff', 'writeOff', 'remit', 'recover'] as const)

/** Whether an entry is one of those that `adjust` applies. */
export function isAdjusting(body: EntryBody): body is Adjusting {
  return kinds.has(body.do)
}

/** Applies a waiver, refund, charge-off, write-off, remission or recovery. */
export function adjust(loan: TimelineLoan, ledger: Ledger, body: Adjusting, transaction: Transaction): void {
  if (body.do === 'waive') return waive(ledger, body, transaction)
  if (body.do === 'refund') return refund(ledger, body.amount, transaction)
  if (body.do === 'recover') {
    transaction.amount = body.amount
    ledger.recovered += body.amount
    return
  }
  countOwed(loan, ledger, transaction)
  if (body.do === 'chargeOff') ledger.chargedOff = true
  else ledger.writtenOff = true
  if (body.do === 'writeOff') ledger.lost = transaction.amount
  if (body.do === 'remit') ledger.remitted = true
}

/** The nth charge, in order of entry, that is due on a day; waived ones count. */
export function chargeDue(ledger: Ledger, due: number, nth: number): Charge | null {
  return ledger.charges.filter((each) => each.due === due).sort((a, b) => a.seq - b.seq)[nth - 1] ?? null
}

/** What is unpaid of the charge falls away; one that was waived whole leaves no empty row. */
function waive(ledger: Ledger, body: Extract<EntryBody, { do: 'waive' }>, transaction: Transaction): void {
  const charge = chargeDue(ledger, body.due, body.nth)
  transaction.balance = ledger.balance
  if (charge === null) return
  transaction.amount = charge.amount - charge.paid
  if (charge.penalty) transaction.penalties = transaction.amount
  else transaction.fees = transaction.amount
  charge.amount = charge.paid
  placeCharges(ledger)
  for (const row of ledger.rows) if (rowLeft(row) === 0n) row.paidOn ??= transaction.date
}

/** Pays waiting money back, the oldest first. */
function refund(ledger: Ledger, amount: bigint, transaction: Transaction): void {
  transaction.amount = amount
  transaction.balance = ledger.balance
  let left = amount
  for (const each of ledger.transactions) {
    const part = each.overpaid < left ? each.overpaid : left
    each.overpaid -= part
    each.refunded += part
    left -= part
  }
  ledger.overpaid -= amount - left
  if (left > 0n) ledger.refundUncovered = true
}

/** Puts on the transaction what a look on its day shows as owed, whether or not anybody looked. */
function countOwed(loan: TimelineLoan, ledger: Ledger, transaction: Transaction): void {
  if (followsPayments(loan)) reworkInterest(loan, ledger, transaction.date, null)
  for (const row of ledger.rows) {
    transaction.principal += row.principal - row.paidPrincipal
    transaction.interest += row.interest - row.paidInterest
    for (const charge of row.charges) {
      if (charge.penalty) transaction.penalties += charge.amount - charge.paid
      else transaction.fees += charge.amount - charge.paid
    }
  }
  transaction.amount = transaction.principal + transaction.interest + transaction.fees + transaction.penalties
}
