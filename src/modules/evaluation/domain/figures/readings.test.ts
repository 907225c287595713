import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { ore } from '#kernel/money.ts'
import { canonicalText, impossibleMeasure } from '../report/dataset.ts'
import { firstAssumptions } from './economy.ts'
import type { Facts, LoanFact, ReferralFact, RunFact } from './facts.ts'
import { readings } from './readings.ts'

const nothing: Facts = {
  cutoffOn: day('2016-04-15'),
  places: [],
  placeMonths: [],
  referrals: [],
  runs: [],
  support: [],
  milestones: [],
  attendance: [],
  loans: [],
  standings: [],
  surveys: [],
  assumptions: firstAssumptions,
  reimbursement: [],
  programme: { reasons: [], activities: [], bases: [], courseMonths: 13 },
  learned: { lessons: [], changes: [] },
}
const referral = (caseNumber: string, state: string, more: Partial<ReferralFact> = {}): ReferralFact => ({
  caseNumber,
  state,
  submittedOn: day('2015-10-05'),
  assessedOn: null,
  decidedOn: null,
  reason: null,
  ...more,
})
const run = (caseNumber: string, state: string, more: Partial<RunFact> = {}): RunFact => ({
  caseNumber,
  state,
  acceptedOn: day('2015-10-05'),
  startedOn: day('2015-10-19'),
  mainStartedOn: null,
  endedOn: null,
  outcome: null,
  reason: null,
  ...more,
})
const loan = (name: string, more: Partial<LoanFact> = {}): LoanFact => ({
  loanId: 'l1',
  caseNumber: '1',
  amount: ore(5_000_000n),
  eventId: name,
  name,
  on: day('2016-01-04'),
  paid: null,
  undoes: null,
  ...more,
})
const value = (facts: Partial<Facts>, code: string) =>
  readings({ ...nothing, ...facts }).figures.find((figure) => figure.code === code)?.value

describe('the funnel', () => {
  const facts: Partial<Facts> = {
    referrals: [
      referral('1', 'accepted'),
      referral('2', 'accepted'),
      referral('3', 'refused', { reason: 'over_indebted' }),
      referral('4', 'joint_assessment', { assessedOn: day('2015-11-02') }),
      referral('5', 'draft', { submittedOn: null }),
    ],
    runs: [run('1', 'main', { mainStartedOn: day('2016-04-19') }), run('2', 'after_care', { outcome: 'ended_early', reason: 'got_job' })],
    programme: { ...nothing.programme, reasons: [{ list: 'refusal', code: 'over_indebted', name: { da: 'Gæld', en: 'Debt' } }] },
  }
  test.each([
    ['referred', 4n],
    ['accepted', 2n],
    ['started', 2n],
    ['main_reached', 1n],
    ['refused', 1n],
    ['refused:over_indebted', 1n],
    ['assessed_open', 1n],
    ['ended_first:got_job', 1n],
    ['main', 1n],
  ])('%s is %s', (code, expected) => expect(value(facts, code)).toBe(expected))

  test('a reason has the name of the programme’s list, and its parent’s definition', () => {
    const found = readings({ ...nothing, ...facts }).figures.find((figure) => figure.code === 'refused:over_indebted')
    expect(found).toMatchObject({ key: 'refused', name: { da: 'Gæld', en: 'Debt' }, denominator: 4 })
  })
})

test('while nobody could be through, completing is too early to tell, not nought', () => {
  const facts = { runs: [run('1', 'qualifying'), run('2', 'closed', { outcome: 'ended_early', reason: 'x' })] }
  expect(value(facts, 'completed')).toBeNull()
  expect(value(facts, 'completed_of_due')).toBeNull()
  const later = { ...facts, cutoffOn: day('2016-11-19') }
  expect(readings({ ...nothing, ...later }).figures.find((one) => one.code === 'completed_of_due')).toMatchObject({
    value: 0n,
    denominator: 2,
  })
  expect(value({ ...facts, cutoffOn: day('2016-11-18') }, 'completed_of_due')).toBeNull()
})

test('someone who has a place and has not begun is not in the share of those who could be through', () => {
  const placed = run('1', 'placed', { startedOn: day('2014-01-01') })
  expect(value({ runs: [placed] }, 'completed_of_due')).toBeNull()
})

describe('loans', () => {
  const paidOut = loan('pay_out', { paid: ore(5_000_000n) })
  const pay = loan('pay', { paid: ore(150_050n) })
  test.each<[string, LoanFact[], string, bigint]>([
    ['approved is granted', [loan('apply'), loan('approve')], 'granted_ore', 5_000_000n],
    ['withdrawn before payout is not granted', [loan('apply'), loan('approve'), loan('withdraw')], 'granted_ore', 0n],
    ['to the øre', [loan('apply'), loan('approve'), paidOut, pay], 'outstanding_ore', 4_849_950n],
    ['a reversed payment was never made', [loan('apply'), paidOut, pay, loan('undo', { undoes: 'pay' })], 'outstanding_ore', 5_000_000n],
    [
      'a reversed payout was never made',
      [loan('apply'), loan('approve'), paidOut, loan('undo', { undoes: 'pay_out' })],
      'loans_paid_out',
      0n,
    ],
    ['overpaid owes nothing', [loan('apply'), paidOut, { ...pay, paid: ore(5_000_001n) }], 'outstanding_ore', 0n],
    ['overpaid is settled', [loan('apply'), paidOut, { ...pay, paid: ore(5_000_001n) }], 'loans_settled', 1n],
  ])('%s', (_name, loans, code, expected) => expect(value({ loans }, code)).toBe(expected))
})

test('a loan that was written off is neither owed nor repaid', () => {
  const loans = [loan('apply'), loan('approve'), loan('pay_out', { paid: ore(5_000_000n) }), loan('write_off')]
  const standings = [
    { loanId: 'l1', caseNumber: '1', outstanding: ore(0n), overdueDays: 0, lost: ore(5_000_000n), deferred: false, toPayOut: false },
  ]
  const facts = { loans, standings }
  expect([value(facts, 'outstanding_ore'), value(facts, 'loans_settled'), value(facts, 'lost_ore')]).toEqual([0n, 0n, 5_000_000n])
})

test.each([
  [true, 0n],
  [false, 1n],
])('a loan on which nothing is owed, with a part still to be paid out: %s, counts as repaid: %s', (toPayOut, settled) => {
  const loans = [loan('apply'), loan('approve'), loan('pay_out', { paid: ore(5_000_000n) }), loan('pay', { paid: ore(5_000_000n) })]
  const standings = [{ loanId: 'l1', caseNumber: '1', outstanding: ore(0n), overdueDays: 0, lost: ore(0n), deferred: false, toPayOut }]
  expect(value({ loans, standings }, 'loans_settled')).toBe(settled)
})

const states = ['waiting', 'offered', 'placed', 'qualifying', 'gate', 'main', 'closed', 'after_care'] as const
const outcomes = ['completed', 'completed_first_phase', 'ended_early', 'never_started', 'left_list'] as const
const anyFacts = fc
  .array(
    fc.record({
      decided: fc.constantFrom('submitted', 'joint_assessment', 'refused', 'not_now', 'withdrawn', 'accepted'),
      state: fc.constantFrom(...states),
      outcome: fc.constantFrom(...outcomes),
      main: fc.boolean(),
      reason: fc.constantFrom('a', 'b', null),
    }),
    { maxLength: 40 },
  )
  .map((cases) => ({
    referrals: cases.map((one, at) => referral(String(at), one.decided, { reason: one.reason })),
    runs: cases.flatMap((one, at) => {
      const over = one.state === 'closed' || one.state === 'after_care'
      const main = one.main ? { mainStartedOn: day('2016-04-19') } : {}
      return one.decided === 'accepted'
        ? [run(String(at), one.state, { ...main, outcome: over ? one.outcome : null, reason: one.reason })]
        : []
    }),
  }))

const parts: Record<string, readonly string[]> = {
  referred: ['not_assessed', 'assessed_open', 'not_now', 'withdrawn', 'refused', 'accepted'],
  accepted: ['waiting', 'left_before_start', 'started'],
  started: ['qualifying', 'gate', 'completed_first_phase', 'ended_first', 'main_reached'],
  main_reached: ['main', 'completed', 'ended_main'],
}

test('each case is counted once: every whole is the sum of its parts, and the referred are everyone', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { counts } = readings({ ...nothing, ...facts })
      const of = (code: string) => counts.get(code) ?? 0
      expect(of('referred')).toBe(facts.referrals.length)
      for (const [whole, codes] of Object.entries(parts))
        expect([whole, codes.reduce((sum, code) => sum + of(code), 0)]).toEqual([whole, of(whole)])
    }),
  )
})

describe('support basis and businesses', () => {
  const ended = {
    outcome: 'completed',
    mainStartedOn: day('2015-05-01'),
    startedOn: day('2014-11-01'),
    endedOn: day('2015-08-31'),
  } as const
  const facts: Partial<Facts> = {
    cutoffOn: day('2016-04-15'),
    runs: [run('1', 'closed', ended), run('2', 'closed', { ...ended, endedOn: day('2016-01-31') }), run('3', 'main'), run('4', 'waiting')],
    support: [
      { caseNumber: '1', code: 'social_assistance', from: day('2013-01-01'), until: day('2016-02-28') },
      { caseNumber: '1', code: 'self_supporting', from: day('2016-02-29'), until: null },
      { caseNumber: '2', code: 'student_grant', from: day('2013-01-01'), until: null },
      { caseNumber: '3', code: 'social_assistance', from: day('2013-01-01'), until: null },
    ],
    milestones: [
      { caseNumber: '1', name: 'registered', on: day('2015-04-15') },
      { caseNumber: '1', name: 'trading', on: day('2015-12-01') },
      { caseNumber: '2', name: 'registered', on: day('2015-10-15') },
      { caseNumber: '2', name: 'ceased', on: day('2016-04-15') },
      { caseNumber: '4', name: 'registered', on: day('2015-10-15') },
    ],
  }
  test.each([
    ['basis_start', 3n],
    ['basis_end:social_assistance', 1n],
    ['flow:social_assistance>social_assistance', 1n],
    ['basis_end6', 1n], // the other was discharged less than six months before the cut-off
    ['basis_end6:self_supporting', 1n], // 31 August and six months is 29 February
    ['self_end6', 1n],
    ['self_end', 0n],
    ['part_end', 0n], // whoever lived of a student grant before has not moved
    ['basis_end12', null],
    ['registered', 2n], // the one waiting has not begun
    ['trading', 1n],
    ['alive', 1n],
    ['alive_6', 1n],
    ['trading_6', 0n],
    ['alive_12', 1n],
    ['alive_24', null],
  ])('%s is %s', (code, expected) => expect(value(facts, code)).toBe(expected))
})

test('no measure of the compared programme may be larger than what it is part of', () => {
  expect(impossibleMeasure({ referred: 64, started: 52, completed: 40 })).toBeNull()
  expect(impossibleMeasure({ referred: 64, completed: 65 })).toEqual({ measure: 'completed', partOf: 'referred' })
})

test('the text that is hashed does not depend on the order of the keys', () => {
  expect(canonicalText({ b: 1n, a: [{ d: null, c: 'æ' }] })).toBe(canonicalText({ a: [{ c: 'æ', d: null }], b: '1' }))
})
