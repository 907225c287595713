import { deadlineEnd } from '#kernel/bank-days.ts'
import { type Day, formatDay, parseDay } from '#kernel/days.ts'
import type { DecisionDraft, DecisionRefusal } from '../../domain/decision.ts'
import { outcomes, type Outcome } from '../../domain/states.ts'
import { textOf } from '../text-of.ts'

/** The fields of the decision form. */
export const decisionFields = [
  'outcome',
  'reason_not_now',
  'reason_refusal',
  'reason_text',
  'considerations',
  'legal_rule',
  'review_on',
  'hearing_until',
] as const
/** One of them. */
export type DecisionField = (typeof decisionFields)[number]
/** What was typed. */
export type DecisionRaw = Partial<Record<DecisionField, string>>

/** Fields with a problem that is not the domain's to see: nothing chosen, a day that is none. */
export type TypedProblem = { field: DecisionField; problem: 'no_outcome' | 'day_unreal' }

/** Reads the form into a draft, taking of the reason lists the one that goes with the outcome. */
export function readDecision(form: FormData): { raw: DecisionRaw; draft: DecisionDraft | null; problems: TypedProblem[] } {
  const raw: DecisionRaw = Object.fromEntries(decisionFields.map((name) => [name, textOf(form, name).slice(0, 6000)]))
  const outcome = outcomes.find((one) => one === raw.outcome)
  if (!outcome) return { raw, draft: null, problems: [{ field: 'outcome', problem: 'no_outcome' }] }
  const problems: TypedProblem[] = []
  const dayIn = (field: 'review_on' | 'hearing_until', wanted: Outcome): Day | null => {
    const text = raw[field] ?? ''
    if (outcome !== wanted || text === '') return null
    const read = parseDay(text)
    if (read.ok) return read.value
    problems.push({ field, problem: 'day_unreal' })
    return null
  }
  const draft: DecisionDraft = {
    outcome,
    reason: (outcome === 'not_now' ? raw.reason_not_now : raw.reason_refusal) ?? '',
    reasonText: raw.reason_text ?? '',
    considerations: raw.considerations ?? '',
    legalRule: (raw.legal_rule ?? '').slice(0, 1000),
    reviewOn: dayIn('review_on', 'not_now'),
    hearingUntil: dayIn('hearing_until', 'hearing'),
  }
  return { raw, draft, problems }
}

/** What stands in the form at first: a rule, and a fortnight's hearing. */
export function firstDecision(today: Day, legalRule: string, outcome: Outcome | ''): DecisionRaw {
  return {
    outcome,
    legal_rule: legalRule,
    hearing_until: formatDay(deadlineEnd(today.add({ days: 14 }))),
    review_on: formatDay(today.add({ months: 3 })),
  }
}

/** The field a problem belongs to. */
export function fieldOf(kind: DecisionRefusal['kind'], outcome: Outcome): DecisionField {
  switch (kind) {
    case 'reason_missing':
    case 'reason_unknown':
      return outcome === 'not_now' ? 'reason_not_now' : 'reason_refusal'
    case 'reason_text_missing':
    case 'reason_text_unasked':
      return 'reason_text'
    case 'considerations_missing':
      return 'considerations'
    case 'legal_rule_missing':
      return 'legal_rule'
    case 'review_day_missing':
    case 'review_day_not_ahead':
    case 'review_day_too_far':
      return 'review_on'
    case 'hearing_day_missing':
    case 'hearing_too_short':
      return 'hearing_until'
  }
}
