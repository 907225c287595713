import type { Day } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import type { Learning } from '../report/learning.ts'
import type { SurveyFact } from './experience.ts'
import type { Assumptions } from './economy.ts'
import type { ReimbursementRule } from './reimbursement.ts'

/** A text in both languages. */
export type Words = { da: string; en: string }

/** What one place was bought for and used for up to the cut-off, in days (agreements.place_days). */
export type PlaceFact = { number: number; daysBought: number; daysReserved: number; daysOccupied: number }
/** A place in a month of one period: its days, and its price for the whole month (agreements.place_months). */
export type PlaceMonthFact = {
  number: number
  month: Day
  daysInMonth: number
  bought: number
  occupied: number
  reserved: number
  price: Ore | null
}
/** A referral as it stood at the cut-off (referrals.funnel). */
export type ReferralFact = {
  caseNumber: string
  state: string
  submittedOn: Day | null
  assessedOn: Day | null
  decidedOn: Day | null
  reason: string | null
}
/** A run as it stood at the cut-off (enrolments.runs). */
export type RunFact = {
  caseNumber: string
  state: string
  acceptedOn: Day | null
  startedOn: Day | null
  mainStartedOn: Day | null
  endedOn: Day | null
  outcome: string | null
  reason: string | null
}
/** What the person of a run lived on, day by day; `until` is the last day, null while it goes on (enrolments.support_bases). */
export type SupportFact = { caseNumber: string; code: string; from: Day; until: Day | null }
/** A milestone of a person's business (business.milestones). */
export type MilestoneFact = { caseNumber: string; name: string; on: Day }
/** How often one person was expected to an activity and came, and how many minutes (activities.minutes_attended). */
export type AttendanceFact = { caseNumber: string; activity: string; offered: number; attended: number; minutes: number }
/** An event of a loan in order of entry (loans.book); `undoes` is the event that a reversal takes back. */
export type LoanFact = {
  loanId: string
  caseNumber: string
  amount: Ore
  eventId: string
  name: string
  on: Day
  paid: Ore | null
  undoes: string | null
}

/**
 * How a loan that was paid out stands on the cut-off, as the loans replay it: `overdueDays` of the oldest instalment with something
 * left, 0 when none is late; `outstanding` principal; what was written off or remitted; whether it was deferred, and whether a part is still to
 * be paid out.
 */
export type LoanStanding = {
  loanId: string
  caseNumber: string
  outstanding: Ore
  overdueDays: number
  lost: Ore
  deferred: boolean
  toPayOut: boolean
}

/** Names that belong to the programme and the law: reasons by list and code, activities and support bases by code; how long a whole course lasts at most. */
export type ProgrammeWords = {
  reasons: readonly { list: string; code: string; name: Words }[]
  activities: readonly { code: string; name: Words }[]
  bases: readonly { code: string; name: Words }[]
  courseMonths: number
}

/** All that a report is computed from, as known at one moment and effective on the cut-off. */
export type Facts = {
  cutoffOn: Day
  places: readonly PlaceFact[]
  placeMonths: readonly PlaceMonthFact[]
  referrals: readonly ReferralFact[]
  runs: readonly RunFact[]
  support: readonly SupportFact[]
  milestones: readonly MilestoneFact[]
  attendance: readonly AttendanceFact[]
  loans: readonly LoanFact[]
  standings: readonly LoanStanding[]
  surveys: readonly SurveyFact[]
  assumptions: Assumptions
  reimbursement: readonly ReimbursementRule[]
  programme: ProgrammeWords
  learned: Omit<Learning, 'gaps'>
}
