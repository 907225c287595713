import type { Day } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import type { Complaint, Grounds } from './letter.ts'

/** A plan in a line: the next instalment and when, the last day, what is owed in all. Amounts in øre. */
export type PlanInBrief = { nextOre: Ore; nextOn: Day; lastOn: Day; owedOre: Ore }

/** What a deferral does, by its kind; `months` without instalments, `terms` more or in all. */
export type DeferralInBrief =
  | { kind: 'pause'; months: number }
  | { kind: 'move' }
  | { kind: 'extend'; terms: number }
  | { kind: 'new_plan'; terms: number }

/** What the letters of a loan's later life need to say. A complaint stands where the decision is not what was asked for. */
export type LoanLetterFields = {
  loan_deferred: {
    loanNumber: string
    deferral: DeferralInBrief
    before: PlanInBrief
    after: PlanInBrief
    reason: string
    complaint?: Complaint
    /** Why there is a complaint: it is other than was asked for, or nothing was asked for. */
    notAsked?: 'other' | 'nothing'
  }
  loan_deferral_refused: Grounds & { loanNumber: string; complaint: Complaint }
  loan_deferral_undone: { loanNumber: string; before: PlanInBrief; after: PlanInBrief; complaint: Complaint }
  /** `owedOre`: what of the parts paid out is still to be paid back. */
  loan_rest_waived: Grounds & { loanNumber: string; waivedOre: Ore; paidOutOre: Ore; owedOre: Ore; complaint: Complaint }
  loan_hand_over_notice: { loanNumber: string; amountOre: Ore; oldestOn: Day; payBy: Day; reason: string }
  loan_hand_over_dropped: { loanNumber: string; amountOre: Ore; reason: string }
  loan_remitted: { loanNumber: string; amountOre: Ore; reason: string }
  loan_recalled: { loanNumber: string; amountOre: Ore }
}
