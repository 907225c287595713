import { expect, test } from 'vitest'
import type { LoanState } from './loan-machine.ts'
import { type Waiting, whoActs } from './who-acts.ts'

const calm = { closing: false, deferralAsked: false, beyondAdviser: false, review: false, disputed: false }
const none: Waiting = { ...calm, payout: false, credit: false }

test.each([
  ['repaying', {}, 'citizen'],
  ['repaying', { deferralAsked: true }, 'provider'],
  ['repaying', { deferralAsked: true, beyondAdviser: true }, 'lender'],
  ['repaying', { review: true }, 'provider'],
  ['repaying', { deferralAsked: true, closing: true }, 'lender'],
  ['repaying', { disputed: true }, 'lender'],
  ['repaying', { payout: true }, 'lender'],
  ['repaying', { payout: true, deferralAsked: true }, 'provider'],
  ['offered', {}, 'citizen'],
  ['offered', { review: true }, 'provider'],
  ['advised', {}, 'lender'],
  ['handed_over', {}, 'lender'],
  ['settled', { review: true }, null],
  ['settled', { credit: true }, 'lender'],
  ['repaying', { credit: true }, 'citizen'],
] as const)('in %s with %o, %s must act', (state: LoanState, waiting, who) => {
  expect(whoActs(state, { ...none, ...waiting })).toBe(who)
})
