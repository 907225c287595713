import { type Day, daysBetween, isBefore } from '#kernel/days.ts'
import { checkReason, type Reason, type ReasonRefusal } from './reasons.ts'
import type { Outcome } from './states.ts'

/** What one authority proposes and the other confirms. */
export type DecisionDraft = {
  readonly outcome: Outcome
  readonly reason: string
  readonly reasonText: string
  /** The wording to the citizen: facts and main considerations. */
  readonly considerations: string
  /** The rule of law a refusal rests on. */
  readonly legalRule: string
  readonly reviewOn: Day | null
  readonly hearingUntil: Day | null
}

/** Why a proposal cannot be made, each naming its field. */
export type DecisionRefusal =
  | ReasonRefusal
  | { kind: 'considerations_missing' }
  | { kind: 'legal_rule_missing' }
  | { kind: 'review_day_missing' }
  | { kind: 'review_day_not_ahead' }
  | { kind: 'review_day_too_far'; maxDays: number }
  | { kind: 'hearing_day_missing' }
  | { kind: 'hearing_too_short'; minDays: number }

/** A hearing gives at least this many days (the pilot offers 14; under 7 nobody has a fair chance to answer). */
export const minHearingDays = 7
/** "Not now" looks at most a year ahead: longer is a refusal by another name. */
export const maxReviewDays = 366

function aboutReview(draft: DecisionDraft, today: Day): DecisionRefusal[] {
  if (draft.reviewOn === null) return [{ kind: 'review_day_missing' }]
  if (!isBefore(today, draft.reviewOn)) return [{ kind: 'review_day_not_ahead' }]
  return daysBetween(today, draft.reviewOn) > maxReviewDays ? [{ kind: 'review_day_too_far', maxDays: maxReviewDays }] : []
}

function aboutHearing(draft: DecisionDraft, today: Day): DecisionRefusal[] {
  if (draft.hearingUntil === null) return [{ kind: 'hearing_day_missing' }]
  return daysBetween(today, draft.hearingUntil) < minHearingDays ? [{ kind: 'hearing_too_short', minDays: minHearingDays }] : []
}

/**
 * All that is wrong with a proposed decision. Forvaltningsloven § 22 and § 24: a decision that does not fully grant
 * carries its reasons, the rule and the main considerations; an acceptance needs none of them, but may say why.
 */
export function checkDecision(
  draft: DecisionDraft,
  lists: { refusal: readonly Reason[]; not_now: readonly Reason[] },
  today: Day,
): DecisionRefusal[] {
  if (draft.outcome === 'accepted') return []
  const list = draft.outcome === 'not_now' ? lists.not_now : lists.refusal
  const reason = checkReason(list, draft.reason, draft.reasonText)
  const found: DecisionRefusal[] = reason ? [reason] : []
  if (draft.considerations.trim() === '') found.push({ kind: 'considerations_missing' })
  if (draft.outcome === 'not_now') return [...found, ...aboutReview(draft, today)]
  if (draft.legalRule.trim() === '') found.push({ kind: 'legal_rule_missing' })
  return draft.outcome === 'hearing' ? [...found, ...aboutHearing(draft, today)] : found
}
