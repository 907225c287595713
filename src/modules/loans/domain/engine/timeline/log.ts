import type { DayNumber, MoneyKind, Step, StepBody, Transaction, TransactionType } from './types.ts'

/** A step that stands in the log of a loan. `seq` is its place in the order of entry; `date` the day it takes effect. */
export type Entry = {
  readonly seq: number
  readonly on: DayNumber
  readonly date: DayNumber
  readonly body: EntryBody
  reversed: boolean
}

/** What an entry does: the steps that change a loan. The `amount` of a pay-off is null until it has been reckoned once, at its entry. */
export type EntryBody =
  | { readonly do: 'payOff'; readonly date: DayNumber; readonly amount: bigint | null }
  | { readonly do: 'money'; readonly kind: MoneyKind; readonly amount: bigint | 'downPayment' }
  | Extract<
      StepBody,
      {
        do:
          | 'disburse'
          | 'charge'
          | 'waive'
          | 'refund'
          | 'rateChange'
          | 'chargeOff'
          | 'writeOff'
          | 'remit'
          | 'recover'
          | 'reschedule'
          | 'reAge'
          | 'reAmortize'
          | 'interestPause'
      }
    >

/** What a step that changes the loan does to it; null for steps that only ask, approve, undo or touch the arrears clock. */
export function bodyOf(step: Step): EntryBody | null {
  switch (step.do) {
    case 'repay':
      return { do: 'money', kind: 'REPAYMENT', amount: step.amount }
    case 'credit':
      return { do: 'money', kind: step.kind, amount: step.amount }
    case 'disburse':
    case 'charge':
    case 'waive':
    case 'refund':
    case 'rateChange':
    case 'chargeOff':
    case 'writeOff':
    case 'remit':
    case 'recover':
    case 'reschedule':
    case 'reAge':
    case 'reAmortize':
    case 'interestPause':
      return step
    case 'payOff':
      return { do: 'payOff', date: step.date, amount: null }
    case 'check':
    case 'approve':
    case 'undo':
    case 'arrearsPause':
    case 'arrearsResume':
      return null
  }
}

/**
 * The day an entry takes effect: its own date; for a charge the earlier of entry and due day; for a re-age or an interest pause
 * the earlier of entry and its start; for what has no date of its own the business day.
 */
export function effectiveDate(body: EntryBody, on: DayNumber): DayNumber {
  if (body.do === 'charge') return Math.min(on, body.due)
  if (body.do === 'reAge') return Math.min(on, body.startDate)
  if (body.do === 'interestPause') return Math.min(on, body.start)
  return 'date' in body ? body.date : on
}

/** Standing entries in the order of replay: effective date, then entry order. */
export function inReplayOrder(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry) => !entry.reversed).sort((a, b) => a.date - b.date || a.seq - b.seq)
}

const typeOfMoney: Record<MoneyKind, TransactionType> = {
  REPAYMENT: 'Repayment',
  DOWN_PAYMENT: 'Down Payment',
  MERCHANT_ISSUED_REFUND: 'Merchant Issued Refund',
  GOODWILL_CREDIT: 'Goodwill Credit',
  PAYOUT_REFUND: 'Payout Refund',
}

/** The kind of money a listed transaction was; a repayment for what is no money of its own. */
export function moneyKindOf(type: TransactionType): MoneyKind {
  const kinds = ['DOWN_PAYMENT', 'MERCHANT_ISSUED_REFUND', 'GOODWILL_CREDIT', 'PAYOUT_REFUND'] as const
  return kinds.find((kind) => typeOfMoney[kind] === type) ?? 'REPAYMENT'
}

/** The word an entry has in the transaction list; null when it is not listed (charges, reschedules, changes of rate, pauses). */
export function transactionType(body: EntryBody): TransactionType | null {
  switch (body.do) {
    case 'money':
      return typeOfMoney[body.kind]
    case 'payOff':
      return 'Repayment'
    case 'disburse':
      return 'Disbursement'
    case 'reAge':
      return 'Re-age'
    case 'reAmortize':
      return 'Re-amortize'
    case 'waive':
      return 'Waive Loan Charges'
    case 'refund':
      return 'Credit Balance Refund'
    case 'chargeOff':
      return 'Charge-off'
    case 'writeOff':
      return 'Close (as written-off)'
    case 'remit':
      return 'Remission'
    case 'recover':
      return 'Recovery Repayment'
    case 'charge':
    case 'rateChange':
    case 'reschedule':
    case 'interestPause':
      return null
  }
}

/** An empty transaction for an entry. */
export function newTransaction(entry: Entry, type: TransactionType): Transaction {
  const split = { principal: 0n, interest: 0n, fees: 0n, penalties: 0n, overpaid: 0n, refunded: 0n }
  return { seq: entry.seq, type, date: entry.date, amount: 0n, balance: 0n, reversed: false, replayed: false, ...split }
}
