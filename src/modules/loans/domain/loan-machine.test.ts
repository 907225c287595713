import { expect, test } from 'vitest'
import type { Permit } from '#kernel/permit.ts'
import { type LoanEventName, type LoanState, ballOf, loanEvents, loanStates, loanSteps, overStates, refusedStep } from './loan-machine.ts'

const late: readonly LoanEventName[] = ['dispute', 'end_dispute', 'note_death', 'waive', 'arrears_pause', 'arrears_resume']
const closing: readonly LoanEventName[] = ['propose_closing', 'drop_closing', 'write_off', 'remit']
const deferral: readonly LoanEventName[] = ['ask_deferral', 'defer', 'refuse_deferral', 'undo_deferral']

const interest: readonly LoanEventName[] = ['claim_interest', 'take_interest_back']

const allowed: Record<LoanState, readonly LoanEventName[]> = {
  applied: ['review', 'tell_delay', 'advise', 'return', 'declare_aid', 'withdraw'],
  advised: ['review', 'tell_delay', 'return', 'declare_aid', 'approve', 'decline', 'withdraw'],
  returned: ['review', 'declare_aid', 'apply_again', 'withdraw'],
  declined: [],
  offered: ['review', 'accept', 'withdraw', 'meet_condition'],
  accepted: ['review', 'withdraw', 'meet_condition', 'pay_out'],
  repaying: [
    'review',
    'meet_condition',
    'pay_out',
    'waive_rest',
    'pay',
    'refund',
    'undo',
    ...deferral,
    'remind',
    ...interest,
    ...late,
    ...closing,
    'hand_over',
  ],
  handed_over: ['review', 'waive_rest', 'pay', 'refund', 'undo', ...late, ...closing, 'recall'],
  settled: ['pay', 'refund', 'undo', ...interest],
  written_off: ['undo', 'recover'],
  remitted: [],
  withdrawn: [],
}

test.each(loanStates.flatMap((state) => loanEvents.map((event) => [state, event] as const)))(
  'in %s, %s is taken or refused as the table of the design says',
  (state, event) => {
    expect(refusedStep(event, state)).toEqual(allowed[state].includes(event) ? null : { kind: 'not_now', event, state })
  },
)

test('every open state has exactly one ball, and whoever has it can move the loan on; a closed one has none', () => {
  const roleOf = { provider: 'provider', lender: 'lender', citizen: 'self' } as const
  for (const state of loanStates) {
    const ball = ballOf(state)
    // Paying off is the citizen's to do; the clerk only registers it.
    const movers = allowed[state].flatMap((event) =>
      loanSteps[event].by.map((permit: Permit) => (typeof permit === 'string' ? permit : permit.as)),
    )
    expect(ball === null, state).toBe(overStates.includes(state))
    if (ball !== null && state !== 'repaying') expect(movers, state).toContain(roleOf[ball])
  }
})

test('every state is reached by some step: repaying and settled by the balance, the rest by name', () => {
  const reached = new Set<string>(loanEvents.map((event) => loanSteps[event].to))
  expect(loanStates.filter((state) => !reached.has(state))).toEqual(['settled'])
  expect(reached.has('by_balance')).toBe(true)
})

test('who advises never approves, who approves never pays out, by the table of roles alone', () => {
  const roles = (event: LoanEventName) => loanSteps[event].by.flatMap((permit: Permit) => (typeof permit === 'string' ? [] : [permit.role]))
  expect(
    roles('approve').filter((role) => ([...roles('advise'), ...roles('apply'), ...roles('pay_out')] as string[]).includes(role)),
  ).toEqual([])
})
