import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { type Rule, defaultAccounts, municipalAccountForm, municipalAccountOf } from './rule.ts'

const rule = (municipalAccount: string, more: Partial<Rule> = {}): Rule => ({
  account: 'bank',
  reason: null,
  purchaserId: null,
  programme: null,
  fund: null,
  municipalAccount,
  validFrom: day('2016-01-01'),
  ...more,
})
const posted = {
  account: 'bank',
  reason: 'loan_payment',
  postedOn: day('2016-04-01'),
  source: { purchaserId: 'ishøj', programme: 'p', fund: 'own' },
} as const

test.each<[string, Rule[], string]>([
  ['no rule: the default', [], defaultAccounts.bank],
  ['another account’s rule: the default', [rule('A', { account: 'loan_losses' })], defaultAccounts.bank],
  ['a rule that fits', [rule('A')], 'A'],
  ['not yet valid', [rule('A', { validFrom: day('2016-04-02') })], defaultAccounts.bank],
  ['valid from the very day', [rule('A', { validFrom: day('2016-04-01') })], 'A'],
  ['of two alike the latest', [rule('A'), rule('B', { validFrom: day('2016-03-01') })], 'B'],
  ['what says more goes before what is later', [rule('A', { purchaserId: 'ishøj' }), rule('B', { validFrom: day('2016-03-01') })], 'A'],
  ['another purchaser’s rule', [rule('A', { purchaserId: 'køge' })], defaultAccounts.bank],
  [
    'event and purchaser before purchaser alone',
    [rule('A', { purchaserId: 'ishøj' }), rule('B', { purchaserId: 'ishøj', reason: 'loan_payment' })],
    'B',
  ],
])('%s', (_, rules, account) => expect(municipalAccountOf(rules, posted)).toBe(account))

test('every default has the form of an account string', () => {
  for (const account of Object.values(defaultAccounts)) expect(account).toMatch(municipalAccountForm)
})
