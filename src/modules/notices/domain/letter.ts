import type { Day } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { LoanLetterFields } from './loan-letter.ts'
import type { Ore } from '#kernel/money.ts'

/** A letter's identity. */
export type LetterId = Id<'letter'>

/** Where a complaint goes (forvaltningsloven § 25): the authority that looks again, its address and phone where they are known, and the body it forwards to. */
export type Complaint = { sendTo: string; address?: string | null; phone?: string | null; appealBody: string }

/** Why a decision went against the citizen (forvaltningsloven §§ 22 and 24): reasons in the letter's language, the rule, what weighed. */
export type Grounds = { reasons: readonly string[]; legalRule: string; considerations: readonly string[] }

/** To what somebody returns whose ending was put right. `startsOn` is null where the day that was agreed has passed. */
export type ReturnTo =
  | { kind: 'goes_on'; placeNumber: number; endsOn: Day }
  | { kind: 'right_of_return'; until: Day }
  | { kind: 'starts'; placeNumber: number; startsOn: Day | null }
  | { kind: 'in_line' }

/** Why a letter that had not gone out was drawn back (codes). */
export const withdrawnWhys = ['reopened'] as const
/** One of them. */
export type WithdrawnWhy = (typeof withdrawnWhys)[number]

/** What each letter needs to say. Texts are in the letter's own language and hold no CPR number. */
export type LetterFields = {
  accepted: { programme: string; reasons: readonly string[] }
  not_now: Grounds & { reviewOn: Day; complaint: Complaint }
  hearing: Grounds & { answerBy: Day }
  refused: Grounds & { complaint: Complaint }
  place_offer: { placeNumber: number; startsOn: Day; answerBy: Day }
  enrolled: { placeNumber: number; startsOn: Day; firstPhaseEndsOn: Day; endsOn: Day }
  discharge_completed: { lastDay: Day; firstPartOnly?: true }
  discharge_early: { lastDay: Day; reasons: readonly string[]; neverStarted?: true; legalRule?: string; complaint?: Complaint }
  reopened: { was: 'course' | 'place' | 'line'; endedOn: Day; reasons: readonly string[]; now: ReturnTo }
  loan_offered: {
    amountOre: Ore
    purpose: string
    instalments: number
    instalmentOre: Ore
    lastInstalmentOre: Ore
    firstDueOn: Day
    lastDueOn: Day
    answerBy: Day
    /** The highest fee of a reminder; 0 when none costs one. */
    lateFeeOre: Ore
    /** True when default interest by the Interest Act runs on what is late. */
    lateInterest: boolean
    /** The aid element, and the number of the regulation it is given under. */
    aidOre: Ore
    aidRule: string
  }
  loan_declined: Grounds & { complaint: Complaint }
  loan_reminder: { loanNumber: string; amountOre: Ore; daysLate: number; feeOre: Ore; payBy: Day }
  /** `decideBy`: the published deadline that is not kept, null where none was. `why`: in the letter's language. */
  decision_delayed: { matter: 'referral' | 'loan'; cameOn: Day; decideBy: Day | null; expectedOn: Day; why: string }
  complaint_received: { receivedOn: Day; answerBy: Day; appealBody: string }
  complaint_forwarded: { considerations: readonly string[]; appealBody: string }
  complaint_changed: { considerations: readonly string[] }
} & LoanLetterFields

/** A letter's template (code). */
export type LetterTemplate = keyof LetterFields

/** The template's version; it goes up with every change of its words, and a letter keeps the one it was made by. */
export const templateVersions: Record<LetterTemplate, number> = {
  accepted: 2,
  not_now: 2,
  hearing: 1,
  refused: 2,
  place_offer: 1,
  enrolled: 1,
  discharge_completed: 1,
  discharge_early: 2,
  reopened: 1,
  loan_offered: 4,
  loan_declined: 2,
  loan_reminder: 2,
  decision_delayed: 2,
  complaint_received: 1,
  complaint_forwarded: 1,
  complaint_changed: 1,
  loan_deferred: 3,
  loan_deferral_refused: 2,
  loan_deferral_undone: 2,
  loan_rest_waived: 2,
  loan_hand_over_notice: 2,
  loan_hand_over_dropped: 1,
  loan_remitted: 1,
  loan_recalled: 1,
}

/** A part of a letter's text, in reading order. */
export type LetterBlock =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'terms'; headings: readonly [string, string]; rows: readonly (readonly [string, string])[] }

/** What a letter says: the decision in its heading, then its blocks. */
export type LetterContent = { heading: string; blocks: readonly LetterBlock[] }

/** A whole letter, ready to be drawn. */
export type LetterSheet = LetterContent & {
  lang: 'da' | 'en'
  sender: string
  /** How the sender is reached, under its name; nothing where it is not known. */
  senderLines?: readonly string[]
  /** Null for a paper that names its parties itself. */
  addressee: { name: string; address: string | null } | null
  caseNumber: string
  on: Day
  /** Null for a record that nobody signs. */
  signedBy: { name: string; title: string | null } | null
}

/** One template per letter, in one language. */
export type LetterWords = { [Template in LetterTemplate]: (fields: LetterFields[Template]) => LetterContent }
