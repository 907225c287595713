import type { Day } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import type { PlanTerms } from './plan.ts'

/** The four kinds of deferral (henstand). `fromDue` is the due day of an instalment that has not been paid in full. */
export type Deferral =
  /** The instalment moves to `newDue` and every later one follows in the same rhythm; amounts stay. */
  | { readonly kind: 'move'; readonly fromDue: Day; readonly newDue: Day }
  /** What is unpaid from that instalment on is spread again over `extraTerms` more rows. */
  | { readonly kind: 'extend'; readonly fromDue: Day; readonly extraTerms: number }
  /** No instalments for `months` months from that instalment on; they follow afterwards. */
  | { readonly kind: 'pause'; readonly fromDue: Day; readonly months: number }
  /** Everything unpaid, the overdue part too, is put on a new plan of `terms` rows from `firstDue`. */
  | { readonly kind: 'new_plan'; readonly firstDue: Day; readonly terms: number }

/** What happened to a loan. Amounts are øre above zero. */
export type LoanEventBody =
  | { readonly kind: 'pay_out'; readonly amount: Ore }
  /** Lets that much of what was granted and not paid out go: it can never be paid out. */
  | { readonly kind: 'waive_rest'; readonly amount: Ore }
  | { readonly kind: 'pay'; readonly amount: Ore }
  /** Lowers the debt without money coming in. */
  | { readonly kind: 'credit'; readonly amount: Ore }
  /** Pays overpaid money back to the borrower. */
  | { readonly kind: 'refund'; readonly amount: Ore }
  /** A fee, or default interest on what was late; it falls due with the first row from `due` on. */
  | { readonly kind: 'charge'; readonly amount: Ore; readonly due: Day; readonly what?: 'fee' | 'late_interest' }
  /** Lets the unpaid part of a charge go. */
  | { readonly kind: 'waive'; readonly chargeId: string }
  | { readonly kind: 'defer'; readonly deferral: Deferral }
  /** The arrears clock stands still from the event's day (included) to `until` (not included; null = until resumed). */
  | { readonly kind: 'arrears_pause'; readonly until: Day | null }
  | { readonly kind: 'arrears_resume' }
  /** The claim is written off; it lives on and may be recovered. */
  | { readonly kind: 'write_off' }
  /** The claim is remitted: it no longer exists. */
  | { readonly kind: 'remit' }
  | { readonly kind: 'recover'; readonly amount: Ore }
  /** Takes another event back, as if it had never been; the undone event stays in the log. */
  | { readonly kind: 'undo'; readonly eventId: string }

/** An event with its identity and its effective day. The log is given in entry order. */
export type LoanEvent = LoanEventBody & { readonly id: string; readonly on: Day }

/** Settings of a loan that its replay needs; copied from the product when the loan is granted. */
export type LoanSettings = PlanTerms & {
  /** Days after the payable-by day before a row counts as late. Default 0. */
  readonly graceDays?: number
  /** The day a row can be paid without being late (next bank day). Default: the due day itself. */
  readonly payableBy?: (due: Day) => Day
  /** What a payment takes first inside one row. Default `charges_first`. */
  readonly allocation?: 'charges_first' | 'principal_first'
}

/** Why an event cannot stand in the log, in order of precedence. `eventId` names the event, which may be a later one that a backdated event makes impossible. */
export type EventRefusal = { readonly eventId: string } & (
  | { kind: 'amount_not_positive' }
  | { kind: 'not_paid_out' }
  | { kind: 'over_granted_amount'; left: Ore }
  | { kind: 'loan_closed'; status: 'written_off' | 'remitted' }
  | { kind: 'not_written_off' }
  | { kind: 'nothing_owed' }
  | { kind: 'over_outstanding'; left: Ore }
  | { kind: 'over_written_off'; left: Ore }
  | { kind: 'over_overpaid'; left: Ore }
  | { kind: 'no_such_charge' }
  | { kind: 'no_such_instalment'; due: Day }
  | { kind: 'instalment_already_paid'; due: Day }
  | { kind: 'day_not_later'; earliest: Day }
  | { kind: 'count_out_of_range'; from: 1; to: 600 }
  | { kind: 'pause_already_running' }
  | { kind: 'no_pause_running' }
  | { kind: 'no_such_event' }
  | { kind: 'already_undone' }
  | { kind: 'undo_of_undo' }
)
