import type { Fraction } from '#kernel/fraction.ts'
import type { Frequency, ScheduleTerms } from '../terms.ts'

/** A calendar day as a number of days, so that long replays stay cheap; `daynumbers.ts` converts. */
export type DayNumber = number

/** The parts a payment can go to. */
export type Component = 'penalty' | 'fee' | 'interest' | 'principal'

/** When a row stands to a payment: overdue, due that very day, or not yet due. */
export type Standing = 'past' | 'due' | 'advance'

/** Kinds of money that come in or are credited. */
export type MoneyKind = 'REPAYMENT' | 'DOWN_PAYMENT' | 'MERCHANT_ISSUED_REFUND' | 'GOODWILL_CREDIT' | 'PAYOUT_REFUND'

/** Where money goes that is left over when nothing is due. */
export type FutureRule = 'NEXT_INSTALLMENT' | 'LAST_INSTALLMENT' | 'REAMORTIZATION'

/** In which order a payment is used. */
export type Allocation =
  /** Groups in order; inside a group row by row; then the rows not yet due by the rule of the kind of money. */
  | { readonly kind: 'grouped'; readonly groups: readonly Group[]; readonly future: (kind: MoneyKind) => FutureRule }
  /** Oldest row first; a row not yet due first gives its charges that are due by themselves, when `dueChargesFirst`. */
  | {
      readonly kind: 'rowByRow'
      readonly due: readonly Component[]
      readonly advance: readonly Component[]
      readonly dueChargesFirst: boolean
    }

/** One standing with the order of components inside it. */
export type Group = { readonly standing: Standing; readonly components: readonly Component[] }

/** A loan whose life is replayed. Its schedule starts on the day of the payout; `planned` stands until then. */
export type TimelineLoan = {
  readonly terms: Omit<ScheduleTerms, 'start' | 'disbursements' | 'asOf'>
  readonly principal: bigint
  readonly submittedOn: DayNumber
  readonly downPaymentAuto: boolean
  readonly graceOnArrearsDays: number
  /** Interest follows the actual payments. */
  readonly interestRecalculation: boolean
  /** Pay-off interest runs to the pay-off date, or to the next due date. */
  readonly payOffToNextDue: boolean
  readonly allocation: Allocation
}

/** What a step does. Amounts in cents (øre) above zero; `date` is the effective day. */
export type StepBody =
  | { readonly do: 'check' }
  | { readonly do: 'approve'; readonly date: DayNumber; readonly amount: bigint }
  | { readonly do: 'disburse'; readonly date: DayNumber; readonly amount: bigint }
  | { readonly do: 'repay'; readonly date: DayNumber; readonly amount: bigint }
  | { readonly do: 'payOff'; readonly date: DayNumber }
  | { readonly do: 'credit'; readonly kind: MoneyKind; readonly date: DayNumber; readonly amount: bigint }
  | { readonly do: 'charge'; readonly due: DayNumber; readonly amount: bigint; readonly penalty: boolean }
  /** Waives what is unpaid of the nth charge that is due on `due`. */
  | { readonly do: 'waive'; readonly date: DayNumber; readonly due: DayNumber; readonly nth: number }
  /** Pays back what was paid too much. */
  | { readonly do: 'refund'; readonly date: DayNumber; readonly amount: bigint }
  /** From `from` on another rate: what is unpaid by plan is spread anew over the rows that fall due after it. */
  | { readonly do: 'rateChange'; readonly from: DayNumber; readonly yearlyRate: Fraction }
  /** Counted as lost in the books; the borrower owes it still. */
  | { readonly do: 'chargeOff'; readonly date: DayNumber }
  | { readonly do: 'writeOff'; readonly date: DayNumber }
  /** The borrower is let off what is owed. */
  | { readonly do: 'remit'; readonly date: DayNumber }
  /** Money that comes in on what was written off. */
  | { readonly do: 'recover'; readonly date: DayNumber; readonly amount: bigint }
  | { readonly do: 'undo'; readonly what: string | null; readonly date: DayNumber | null; readonly nth: number; readonly ofAll: boolean }
  | {
      readonly do: 'reschedule'
      readonly from: DayNumber
      readonly newDueDate: DayNumber | null
      readonly extra: number
      readonly grace: number
    }
  | { readonly do: 'reAge'; readonly startDate: DayNumber; readonly every: number; readonly frequency: Frequency; readonly count: number }
  | { readonly do: 'reAmortize' }
  | { readonly do: 'interestPause'; readonly start: DayNumber; readonly end: DayNumber }
  | { readonly do: 'arrearsPause'; readonly start: DayNumber; readonly end: DayNumber }
  | { readonly do: 'arrearsResume'; readonly start: DayNumber }

/** A step with its business day. */
export type Step = StepBody & { readonly on: DayNumber }

/** Why a step is refused; it then changes nothing. In order of precedence. */
export type StepRefusal =
  | { kind: 'loan_written_off' }
  | { kind: 'loan_remitted' }
  | { kind: 'charged_off' }
  | { kind: 'not_written_off' }
  | { kind: 'recovered_since' }
  | { kind: 'over_loss'; left: bigint }
  | { kind: 'over_credit'; credit: bigint }
  | { kind: 'refund_not_covered' }
  | { kind: 'no_such_charge' }
  | { kind: 'charge_is_paid' }
  | { kind: 'no_interest_to_change' }
  | { kind: 'rate_change_after_new_plan' }
  | { kind: 'rate_change_not_later' }
  | { kind: 'rate_change_outside_loan' }
  | { kind: 'not_paid_out' }
  | { kind: 'already_approved_less'; approved: bigint }
  | { kind: 'over_approved_amount'; left: bigint }
  | { kind: 'over_principal'; principal: bigint }
  | { kind: 'date_after_step' }
  | { kind: 'before_payout' }
  | { kind: 'payout_after_new_plan' }
  | { kind: 'payout_after_last_due' }
  | { kind: 'nothing_owed' }
  | { kind: 'no_such_transaction' }
  | { kind: 'cannot_undo_payout' }
  | { kind: 'no_such_instalment' }
  | { kind: 'due_date_not_later' }
  | { kind: 'reschedule_changes_nothing' }
  | { kind: 'reschedule_after_re_age' }
  | { kind: 'too_many_rows' }
  | { kind: 'nothing_overdue' }
  | { kind: 'no_rows_left_to_carry' }
  | { kind: 'no_interest_to_pause' }
  | { kind: 'pause_ends_before_start' }
  | { kind: 'pause_outside_loan' }
  | { kind: 'pauses_overlap' }
  | { kind: 'no_pause_running' }

/** What a transaction went to. `overpaid` is the part that waits on the loan, `refunded` what of it was paid back. Cents (øre). */
export type Split = { principal: bigint; interest: bigint; fees: bigint; penalties: bigint; overpaid: bigint; refunded: bigint }

/** A row of the transaction list of a loan. */
export type Transaction = Split & {
  readonly seq: number
  readonly type: TransactionType
  readonly date: DayNumber
  amount: bigint
  /** Principal left after it; 0 for re-age, re-amortise and write-off. */
  balance: bigint
  readonly reversed: boolean
  readonly replayed: boolean
}

/** The words of the transaction list, as the peers' tests have them. */
export type TransactionType =
  | 'Disbursement'
  | 'Down Payment'
  | 'Repayment'
  | 'Merchant Issued Refund'
  | 'Goodwill Credit'
  | 'Payout Refund'
  | 'Re-age'
  | 'Re-amortize'
  | 'Waive Loan Charges'
  | 'Credit Balance Refund'
  | 'Charge-off'
  | 'Close (as written-off)'
  | 'Remission'
  | 'Recovery Repayment'
