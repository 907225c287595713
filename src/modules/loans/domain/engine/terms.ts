import type { Day } from '#kernel/days.ts'
import type { Fraction } from '#kernel/fraction.ts'

/** How long lies between two instalments, with `every`: every 2 weeks, every 15 days, every month. */
export type Frequency = 'days' | 'weeks' | 'months'

/** What happens to a due day that its month does not have: clamp to the last day, or roll to the 1st of the next month. */
export type MonthEndStrategy = 'last-day-of-month' | 'first-day-of-next-month'

/** How days become a part of a year; `DayCount` in `daycount.ts` says what each one means. */
export type DayCount =
  | '30/360'
  | 'act/360'
  | 'act/365'
  | 'act/365-year-of-start'
  | 'act/365-or-366-if-feb29-in-period'
  | 'act/act-year-split-dec31'
  | 'nominal-period'

/** When instalments fall due. */
export type Rhythm = {
  readonly start: Day
  readonly firstDue: Day | null
  readonly every: number
  readonly frequency: Frequency
  readonly monthEnd: MonthEndStrategy
  readonly count: number
}

/** From `from` on the rate is this; a part of one. */
export type RateChange = { readonly from: Day; readonly yearlyRate: Fraction }

/** Money paid out on a day; `amount` in cents (øre). */
export type Disbursement = { readonly date: Day; readonly amount: bigint }

/** Terms of a calculated loan. Amounts in cents (øre); the rate is a part of one, not percent. */
export type ScheduleTerms = Rhythm & {
  readonly yearlyRate: Fraction
  /** Changes of the rate on the way, by day; a stretch they fall into bears each rate for its own days. */
  readonly rateChanges?: readonly RateChange[]
  readonly interestMethod: 'none' | 'flat' | 'declining-balance'
  readonly amortization: 'equal-installments' | 'equal-principal'
  readonly interestPeriod: 'daily' | 'same-as-repayment'
  readonly dayCount: DayCount
  /** The day the loan itself began, where the schedule begins later; its year is what `act/365-year-of-start` divides by. */
  readonly loanStart?: Day
  readonly disbursements: readonly Disbursement[]
  /** Rows inside the term that repay no principal. */
  readonly principalGrace: number
  /** Rows whose interest is collected in the first row after them. */
  readonly interestPaymentGrace: number
  /** Rows without interest. */
  readonly interestFree: number
  /** Part of each payout that is due on the payout day; null for none. */
  readonly downPayment: Fraction | null
  /** Instalments are multiples of this, cents. */
  readonly multiple: bigint
  /** Shift the annuity instalment when the last row would differ too much. */
  readonly adjustInstalment: boolean
  /** See the schedule as on this day, with nothing paid: overdue principal goes on bearing interest. */
  readonly asOf: Day | null
}

/** One row of a calculated schedule. Amounts in cents (øre); `days` is the real length of its period. */
export type ScheduleRow = {
  readonly n: number
  readonly due: Day
  readonly days: number
  readonly principal: bigint
  readonly interest: bigint
  readonly balanceAfter: bigint
}
