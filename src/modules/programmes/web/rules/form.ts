import { type Day, formatDay, parseDay } from '#kernel/days.ts'
import type { EligibilityRule, RuleTerms } from '../../domain/eligibility.ts'

/** The fields of the rule form. */
export const ruleFields = [
  'question_da',
  'question_en',
  'expected',
  'effect',
  'advice_da',
  'advice_en',
  'legal_source',
  'from',
  'ends',
] as const
/** One of them. */
export type RuleField = (typeof ruleFields)[number]
/** What was typed. */
export type RuleRaw = Partial<Record<RuleField, string>>

/** Reads the form as typed. */
export function readRule(form: FormData): RuleRaw {
  return Object.fromEntries(
    ruleFields.map((name) => {
      const value = form.get(name)
      return [name, typeof value === 'string' ? value.slice(0, 600) : '']
    }),
  )
}

/** The form of a rule as it stands, to change from tomorrow; of a new one with the usual answers chosen. */
export function rawOf(rule: EligibilityRule | null, today: Day): RuleRaw {
  const from = formatDay(today.add({ days: 1 }))
  if (rule === null) return { expected: 'yes', effect: 'ask_first', from }
  return {
    question_da: rule.question.da,
    question_en: rule.question.en,
    expected: rule.expected ? 'yes' : 'no',
    effect: rule.effect,
    advice_da: rule.advice.da,
    advice_en: rule.advice.en,
    legal_source: rule.legalSource,
    from,
  }
}

/** The day it holds from, or null when what was typed is no day. */
export function ruleDay(raw: RuleRaw): Day | null {
  const read = parseDay(raw.from ?? '')
  return read.ok ? read.value : null
}

/** What the rule will say; null when it ends instead. */
export function ruleTerms(raw: RuleRaw): RuleTerms | null {
  if (raw.ends === 'yes') return null
  return {
    question: { da: raw.question_da ?? '', en: raw.question_en ?? '' },
    expected: raw.expected !== 'no',
    effect: raw.effect === 'excludes' ? 'excludes' : 'ask_first',
    advice: { da: raw.advice_da ?? '', en: raw.advice_en ?? '' },
    legalSource: raw.legal_source ?? '',
  }
}

/** A code for a rule that is new: `own_a`, `own_b` … by how many there have been. */
export function freshCode(rules: readonly EligibilityRule[]): string {
  const own = new Set(rules.map(({ code }) => code).filter((code) => code.startsWith('own_'))).size
  return `own_${'a'.repeat(Math.floor(own / 26))}${String.fromCodePoint(97 + (own % 26))}`
}
