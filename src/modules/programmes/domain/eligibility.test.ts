import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { defaultRules } from './default-rules.ts'
import { checkEligibility, checkRule, type EligibilityRule } from './eligibility.ts'

const rules: EligibilityRule[] = defaultRules.map((rule, index) => ({ ...rule, ordinal: index + 1, from: day('2010-01-01'), until: null }))
const meets = new Map(rules.map((rule) => [rule.code, rule.expected ? ('yes' as const) : ('no' as const)]))

describe('the check', () => {
  test('every rule met: it fits', () => expect(checkEligibility(rules, meets).verdict).toBe('fits'))
  test('nothing answered: ask first, never excluded', () => expect(checkEligibility(rules, new Map()).verdict).toBe('ask_first'))
  test.each(rules)('$code not met is $effect', ({ code, expected, effect }) => {
    const answers = new Map(meets).set(code, expected ? 'no' : 'yes')
    expect(checkEligibility(rules, answers).verdict).toBe(effect === 'excludes' ? 'excluded' : 'ask_first')
  })
  test('any answers: excluded exactly when an excluding rule is not met, fits exactly when all are', () => {
    const answer = fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const)
    fc.assert(
      fc.property(fc.array(answer, { minLength: rules.length, maxLength: rules.length }), (given) => {
        const { verdict, outcomes } = checkEligibility(rules, new Map(rules.map(({ code }, index) => [code, given[index] ?? 'unknown'])))
        expect(verdict === 'fits').toBe(outcomes.every(({ outcome }) => outcome === 'met'))
        expect(verdict === 'excluded').toBe(outcomes.some(({ rule, outcome }) => outcome === 'not_met' && rule.effect === 'excludes'))
      }),
    )
  })
})

describe('a change of a rule', () => {
  const [first] = rules
  const facts = { today: day('2015-10-05'), latest: { ...(first as EligibilityRule), from: day('2015-11-01') } }
  const kinds = (from: string, terms = first as EligibilityRule) => checkRule(terms, day(from), facts).map(({ kind }) => kind)
  test('must begin after the version before it', () => expect(kinds('2015-11-01')).toEqual(['rule_already_changed']))
  test('must not begin in the past', () => expect(kinds('2015-10-04')).toEqual(['rule_in_the_past']))
  test('needs every word and its source', () =>
    expect(kinds('2015-12-01', { ...(first as EligibilityRule), legalSource: ' ', advice: { da: '', en: '' } })).toEqual(
      Array(3).fill('rule_text_missing'),
    ))
  test('from a later day it stands', () => expect(kinds('2015-12-01')).toEqual([]))
})
