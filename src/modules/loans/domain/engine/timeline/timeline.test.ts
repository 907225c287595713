import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { fraction } from '#kernel/fraction.ts'
import { toNumber } from './daynumbers.ts'
import { type StepAnswer, runTimeline } from './run.ts'
import type { LoanCheck } from './state.ts'
import type { Step, StepBody, TimelineLoan } from './types.ts'

const start = toNumber(day('2024-01-01'))
const end = start + 700
const loan: TimelineLoan = {
  terms: {
    firstDue: null,
    every: 1,
    frequency: 'months',
    monthEnd: 'last-day-of-month',
    count: 12,
    yearlyRate: fraction(0n),
    interestMethod: 'none',
    amortization: 'equal-installments',
    interestPeriod: 'daily',
    dayCount: '30/360',
    principalGrace: 0,
    interestPaymentGrace: 0,
    interestFree: 0,
    downPayment: null,
    multiple: 100n,
    adjustInstalment: true,
  },
  principal: 150_000n,
  submittedOn: start,
  downPaymentAuto: false,
  graceOnArrearsDays: 3,
  interestRecalculation: false,
  payOffToNextDue: false,
  allocation: {
    kind: 'rowByRow',
    due: ['penalty', 'fee', 'interest', 'principal'],
    advance: ['penalty', 'fee', 'interest', 'principal'],
    dueChargesFirst: false,
  },
}
const bearing: TimelineLoan = {
  ...loan,
  terms: {
    ...loan.terms,
    yearlyRate: fraction(9n, 100n),
    interestMethod: 'declining-balance',
    dayCount: 'act/act-year-split-dec31',
    multiple: 1n,
  },
  interestRecalculation: true,
}
const payout: Step = { do: 'disburse', on: start, date: start, amount: 100_000n }
const step = (body: StepBody, on = end): Step => ({ ...body, on })
const check = (on = end): Step => ({ do: 'check', on })

function last(answers: readonly StepAnswer[]): LoanCheck {
  const answer = answers.at(-1)
  if (answer?.kind !== 'check') throw new Error('no check')
  return answer.check
}

const offset = fc.integer({ min: 0, max: 500 })
const cents = fc.bigInt({ min: 1n, max: 60_000n })
const pay = fc.tuple(offset, cents).map(([at, amount]): StepBody => ({ do: 'repay', date: start + at, amount }))
const anyStep: fc.Arbitrary<StepBody> = fc.oneof(
  pay,
  fc.tuple(offset, cents).map(([at, amount]): StepBody => ({ do: 'credit', kind: 'GOODWILL_CREDIT', date: start + at, amount })),
  fc.tuple(offset, cents, fc.boolean()).map(([at, amount, penalty]): StepBody => ({ do: 'charge', due: start + at, amount, penalty })),
  fc.nat(3).map((nth): StepBody => ({ do: 'undo', what: null, date: null, nth: nth + 1, ofAll: false })),
  fc
    .tuple(offset, fc.integer({ min: 1, max: 8 }))
    .map(([at, count]): StepBody => ({ do: 'reAge', startDate: start + at, every: 1, frequency: 'months', count })),
  fc.constant<StepBody>({ do: 'reAmortize' }),
  fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat(3), fc.nat(3)).map(
    ([month, extra, grace]): StepBody => ({
      do: 'reschedule',
      from: toNumber(day('2024-01-01').add({ months: month })),
      newDueDate: null,
      extra,
      grace,
    }),
  ),
  fc.tuple(offset, cents).map(([at, amount]): StepBody => ({ do: 'disburse', date: start + at, amount })),
  offset.map((at): StepBody => ({ do: 'payOff', date: start + at })),
)
const history = fc
  .array(fc.tuple(anyStep, fc.integer({ min: 500, max: 600 })), { maxLength: 15 })
  .map((list) => list.map(([body, at]) => step(body, start + at)))

describe.each([
  ['without interest', loan],
  ['with interest that follows the payments', bearing],
])('any history %s', (_, each) => {
  test('neither makes nor loses a cent', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const state = last(runTimeline(each, [payout, ...steps, check()]))
        const standing = state.transactions.filter((one) => !one.reversed)
        const money = standing.filter((one) => ['Repayment', 'Goodwill Credit'].includes(one.type))
        const total = (pick: (one: (typeof money)[number]) => bigint) => money.reduce((all, one) => all + pick(one), 0n)
        expect(total((one) => one.amount)).toBe(state.totals.paid + state.overpaid)
        expect(total((one) => one.principal + one.interest + one.fees + one.penalties)).toBe(state.totals.paid)
        const paidOut = standing.filter((one) => one.type === 'Disbursement').reduce((all, one) => all + one.amount, 0n)
        expect(state.totals.principal).toBe(paidOut)
        expect(state.schedule.at(-1)?.balanceAfter).toBe(0n)
        expect(state.totals.due).toBe(state.totals.paid + state.totals.outstanding)
        expect(state.schedule.every((row) => row.principal >= 0n && row.interest >= 0n && row.outstanding >= 0n)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
  test('a refused step changes nothing', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const answers = runTimeline(each, [payout, ...steps, check()])
        const taken = steps.filter((__, index) => answers[index + 1]?.kind === 'done')
        expect(last(runTimeline(each, [payout, ...taken, check()])).schedule).toEqual(last(answers).schedule)
      }),
    )
  })
  test('undoing a payment restores what was, whatever was entered between', () => {
    fc.assert(
      fc.property(fc.array(pay, { maxLength: 8 }), fc.array(pay, { maxLength: 8 }), pay, (before, after, odd) => {
        const without = [payout, ...before.map((one) => step(one)), ...after.map((one) => step(one))]
        const undo = step({ do: 'undo', what: 'Repayment', date: null, nth: after.length + 1, ofAll: false })
        const withIt = [payout, ...before.map((one) => step(one)), step(odd), ...after.map((one) => step(one)), undo]
        expect(last(runTimeline(each, [...withIt, check()])).schedule).toEqual(last(runTimeline(each, [...without, check()])).schedule)
      }),
    )
  })
  test('payments on different days may be entered in any order', () => {
    const payments = fc.uniqueArray(pay, { maxLength: 10, selector: (one) => (one.do === 'repay' ? one.date : 0) })
    fc.assert(
      fc.property(payments, fc.integer(), (list, seed) => {
        const shuffled = [...list].sort(
          (a, b) => ((JSON.stringify(text(a)).length * seed) % 7) - ((JSON.stringify(text(b)).length * seed) % 5),
        )
        const run = (order: readonly StepBody[]) => last(runTimeline(each, [payout, ...order.map((one) => step(one)), check()]))
        expect(run(shuffled).schedule).toEqual(run(list).schedule)
      }),
    )
  })
})

const text = (body: StepBody) => Object.values(body).map(String)

describe('an independent slow reckoning', () => {
  test('payments laid out cent by cent on the oldest unpaid row give the same rows', () => {
    const payments = fc.array(fc.tuple(offset, fc.bigInt({ min: 1n, max: 400n })), { maxLength: 12 })
    fc.assert(
      fc.property(payments, (list) => {
        const small: TimelineLoan = { ...loan, principal: 1_250n, terms: { ...loan.terms, count: 5 } }
        const steps = list.map(([at, amount]) => step({ do: 'repay', date: start + at, amount }))
        const state = last(runTimeline(small, [{ ...payout, amount: 1_250n } as Step, ...steps, check()]))
        const due = [200n, 200n, 200n, 200n, 450n]
        const dates = state.schedule.map((row) => row.due)
        const paid = due.map(() => ({ cents: 0n, early: 0n, late: 0n, on: null as number | null }))
        for (const [at, amount] of list.toSorted((a, b) => a[0] - b[0])) {
          for (let cent = 0n; cent < amount; cent += 1n) {
            const index = paid.findIndex((row, i) => row.cents < (due[i] ?? 0n))
            const row = paid[index]
            if (row === undefined) break
            row.cents += 1n
            if (start + at < (dates[index] ?? 0)) row.early += 1n
            if (start + at > (dates[index] ?? 0)) row.late += 1n
            if (row.cents === due[index]) row.on = start + at
          }
        }
        expect(state.schedule.map((row) => row.principal)).toEqual(due)
        expect(state.schedule.map((row) => ({ cents: row.paid, early: row.inAdvance, late: row.late, on: row.paidOn }))).toEqual(paid)
      }),
    )
  })
})

describe('grace inside the term', () => {
  test('adds rows that repay nothing and as many at the end, the amounts unchanged', () => {
    const grace: Step = step({ do: 'reschedule', from: toNumber(day('2024-03-01')), newDueDate: null, extra: 0, grace: 2 }, start)
    const rows = last(
      runTimeline({ ...loan, principal: 120_000n }, [{ ...payout, amount: 120_000n } as Step, grace, check(start)]),
    ).schedule
    expect(rows.map((row) => row.principal / 100n)).toEqual([100n, 0n, 0n, ...Array.from({ length: 11 }, () => 100n)])
  })
})
