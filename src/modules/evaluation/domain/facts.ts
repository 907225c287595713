import type { Day } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'

/** A text in both languages. */
export type Words = { da: string; en: string }

/** What one place was bought for and used for up to the cut-off, in days (agreements.place_days). */
export type PlaceFact = { number: number; daysBought: number; daysReserved: number; daysOccupied: number }
/** A referral as it stood at the cut-off (referrals.funnel). */
export type ReferralFact = { caseNumber: string; state: string; submittedOn: Day | null; assessedOn: Day | null; reason: string | null }
/** A run as it stood at the cut-off (enrolments.runs). */
export type RunFact = {
  caseNumber: string
  state: string
  startedOn: Day | null
  mainStartedOn: Day | null
  outcome: string | null
  reason: string | null
}
/** How often one person was expected to an activity and came (activities.attendance). */
export type AttendanceFact = { caseNumber: string; activity: string; offered: number; attended: number }
/** An event of a loan in order of entry (loans.book); `undoes` is the event that a reversal takes back. */
export type LoanFact = { loanId: string; amount: Ore; eventId: string; name: string; paid: Ore | null; undoes: string | null }

/** Names that belong to the programme: reasons by list and code, activities by code; and how long a whole course lasts at most. */
export type ProgrammeWords = {
  reasons: readonly { list: string; code: string; name: Words }[]
  activities: readonly { code: string; name: Words }[]
  courseMonths: number
}

/** All that a report is computed from, as known at one moment and effective on the cut-off. */
export type Facts = {
  cutoffOn: Day
  places: readonly PlaceFact[]
  referrals: readonly ReferralFact[]
  runs: readonly RunFact[]
  attendance: readonly AttendanceFact[]
  loans: readonly LoanFact[]
  programme: ProgrammeWords
}
