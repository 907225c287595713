import { type Day, isBefore } from '#kernel/days.ts'
import type { Words } from './programme.ts'

/** What it means when a rule is not met: no referral, or ask somebody before one. */
export const effects = ['excludes', 'ask_first'] as const
/** One of them. */
export type Effect = (typeof effects)[number]

/** What a rule says. `expected` is the answer that meets it. */
export type RuleTerms = { question: Words; expected: boolean; effect: Effect; advice: Words; legalSource: string }

/** A version of a rule; `until` is its last day, null while no end is set. */
export type EligibilityRule = RuleTerms & { code: string; ordinal: number; from: Day; until: Day | null }

/** An answer of the check: yes, no, or nobody has asked yet. */
export type CheckAnswer = 'yes' | 'no' | 'unknown'

/** How a rule came out. */
export type RuleOutcome = { rule: EligibilityRule; outcome: 'met' | 'not_met' | 'unknown' }

/** What all of it comes to: nothing against it, something to settle first, or not possible. */
export type Verdict = 'fits' | 'ask_first' | 'excluded'

/** Answers to the rules of a day; a missing answer is unknown. Pure: whoever calls it keeps nothing. */
export function checkEligibility(
  rules: readonly EligibilityRule[],
  answers: ReadonlyMap<string, CheckAnswer>,
): { verdict: Verdict; outcomes: RuleOutcome[] } {
  const outcomes = rules.map((rule): RuleOutcome => {
    const answer = answers.get(rule.code) ?? 'unknown'
    if (answer === 'unknown') return { rule, outcome: 'unknown' }
    return { rule, outcome: (answer === 'yes') === rule.expected ? 'met' : 'not_met' }
  })
  const excluded = outcomes.some(({ rule, outcome }) => outcome === 'not_met' && rule.effect === 'excludes')
  const open = outcomes.some(({ outcome }) => outcome !== 'met')
  return { verdict: excluded ? 'excluded' : open ? 'ask_first' : 'fits', outcomes }
}

/** Why a rule cannot be changed so; each names its field. */
export type RuleRefusal =
  | { kind: 'rule_text_missing'; field: 'question_da' | 'question_en' | 'advice_da' | 'advice_en' | 'legal_source' }
  | { kind: 'rule_in_the_past' }
  | { kind: 'rule_already_changed'; from: Day }

/** All that is wrong with a change from a day: words missing, a day gone by, or a version that begins no earlier. */
export function checkRule(terms: RuleTerms, from: Day, facts: { today: Day; latest: EligibilityRule | null }): RuleRefusal[] {
  const texts = {
    question_da: terms.question.da,
    question_en: terms.question.en,
    advice_da: terms.advice.da,
    advice_en: terms.advice.en,
    legal_source: terms.legalSource,
  }
  const fields = Object.keys(texts) as (keyof typeof texts)[]
  const found = fields.flatMap((field): RuleRefusal[] => (texts[field].trim() === '' ? [{ kind: 'rule_text_missing', field }] : []))
  return [...found, ...checkRuleDay(from, facts)]
}

/** The same for the day alone, when a rule is to end. */
export function checkRuleDay(from: Day, { today, latest }: { today: Day; latest: EligibilityRule | null }): RuleRefusal[] {
  if (isBefore(from, today)) return [{ kind: 'rule_in_the_past' }]
  return latest && !isBefore(latest.from, from) ? [{ kind: 'rule_already_changed', from: latest.from }] : []
}
