import { z } from 'zod'
import { type Result, ok } from '#kernel/result.ts'
import { toNumber } from '../domain/engine/timeline/daynumbers.ts'
import { followsPayments } from '../domain/engine/timeline/interest.ts'
import { entriesReplayed } from '../domain/engine/timeline/work.ts'
import type { Allocation, Step, TimelineLoan } from '../domain/engine/timeline/types.ts'
import { amountField, choice, countField, dayField, optional } from './fields.ts'
import { reckoningFields, rhythmFields, termsOf } from './loanfields.ts'
import { type BodyRefusal, parseBody, unprocessable } from './problems.ts'
import { stepField } from './stepfields.ts'
import { allocationWords, groupedAllocation, namedStrategy } from './strategies.ts'

/** The most steps of one timeline. */
export const maxSteps = 500

/** The most rows × steps of one timeline: the bound on the work one request can ask for. */
export const maxWork = 20_000

const flag = z.boolean('must be true or false')
const futureRule = choice(['NEXT_INSTALLMENT', 'LAST_INSTALLMENT', 'REAMORTIZATION'])

const allocation = z.strictObject(
  {
    order: z
      .array(choice(allocationWords), 'must be a list')
      .max(allocationWords.length, 'must name each part at most once')
      .refine((order) => new Set(order).size === allocationWords.length, 'must name every part once'),
    future: optional(
      z.strictObject(
        {
          DEFAULT: futureRule.optional(),
          REPAYMENT: futureRule.optional(),
          DOWN_PAYMENT: futureRule.optional(),
          GOODWILL_CREDIT: futureRule.optional(),
          MERCHANT_ISSUED_REFUND: futureRule.optional(),
          PAYOUT_REFUND: futureRule.optional(),
        },
        'must be an object',
      ),
    ),
  },
  'must be an object',
)

const timelineLoan = z.strictObject({
  ...reckoningFields,
  ...rhythmFields,
  submittedOn: dayField,
  scheduleStart: optional(dayField),
  downPaymentAuto: optional(flag),
  installmentMultiple: optional(amountField),
  graceOnArrearsDays: optional(countField(0, 366)),
  interestRecalculation: optional(flag),
  precloseRule: optional(choice(['till-preclose-date', 'till-rest-frequency-date'])),
  allocationStrategy: optional(z.string('must be the name of a strategy')),
  allocation: optional(allocation),
})

const timelineBody = z.strictObject({ loan: timelineLoan, steps: z.array(stepField, 'must be a list of steps') })

/** The most rows that replays may go through when interest follows the payments, for then each of them is reckoned anew. */
export const maxInterestWork = 50_000

/** A timeline question, read. */
export type TimelineQuestion = { readonly loan: TimelineLoan; readonly steps: readonly Step[] }

/** Reads the body of a timeline. Refuses more than 500 steps, and more rows × steps than one request may ask for. */
export function readTimeline(body: unknown): Result<TimelineQuestion, BodyRefusal> {
  const count = stepCount(body)
  if (count > maxSteps) return unprocessable('steps', `must hold at most ${maxSteps} steps`)
  const parsed = parseBody(timelineBody, body)
  if (!parsed.ok) return parsed
  const { loan, steps } = parsed.value
  const read = readLoan(loan)
  if (!read.ok) return read
  const refusal = workRefusal(read.value, rowsAskedFor(loan.numberOfRepayments, steps), steps)
  return refusal === null ? ok({ loan: read.value, steps }) : refusal
}

function workRefusal(loan: TimelineLoan, rows: number, steps: readonly Step[]): ReturnType<typeof unprocessable> | null {
  if (rows * steps.length > maxWork) {
    return unprocessable('steps', `must not ask for more than ${maxWork} rows in all (instalments times steps)`)
  }
  const tooMuch = followsPayments(loan) && rows * (entriesReplayed(steps) + steps.length) > maxInterestWork
  return tooMuch ? unprocessable('steps', 'must be fewer, or fewer of them entered back in time, when interest follows the payments') : null
}

function stepCount(body: unknown): number {
  const steps: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'steps') : null
  return Array.isArray(steps) ? steps.length : 0
}

function rowsAskedFor(terms: number, steps: readonly Step[]): number {
  return steps.reduce(
    (sum, step) => sum + (step.do === 'reAge' ? step.count : step.do === 'reschedule' ? step.extra + step.grace : 0),
    terms,
  )
}

function readLoan(loan: z.output<typeof timelineLoan>): Result<TimelineLoan, BodyRefusal> {
  const terms = termsOf(loan, loan.installmentMultiple ?? loan.rounding?.installmentMultiple ?? null)
  if (!terms.ok) return terms
  const order = readAllocation(loan)
  if (!order.ok) return order
  if (terms.value.firstDue !== null && toNumber(terms.value.firstDue) <= toNumber(loan.submittedOn)) {
    return unprocessable('loan.firstDue', 'must lie after loan.submittedOn')
  }
  return ok({
    terms: terms.value,
    principal: loan.principal,
    submittedOn: toNumber(loan.submittedOn),
    downPaymentAuto: loan.downPaymentAuto ?? false,
    graceOnArrearsDays: loan.graceOnArrearsDays ?? 0,
    interestRecalculation: loan.interestRecalculation ?? false,
    payOffToNextDue: loan.precloseRule === 'till-rest-frequency-date',
    allocation: order.value,
  })
}

function readAllocation(loan: z.output<typeof timelineLoan>): Result<Allocation, BodyRefusal> {
  const strategy =
    loan.allocationStrategy ?? (loan.allocation === null ? 'PENALTIES_FEES_INTEREST_PRINCIPAL_ORDER' : 'ADVANCED_PAYMENT_ALLOCATION')
  if (strategy === 'ADVANCED_PAYMENT_ALLOCATION') {
    const rules = Object.entries(loan.allocation?.future ?? {}).flatMap(([kind, rule]) =>
      rule === undefined ? [] : [[kind, rule] as const],
    )
    return ok(groupedAllocation(loan.allocation?.order ?? allocationWords, Object.fromEntries(rules)))
  }
  const named = namedStrategy(strategy)
  return named === null ? unprocessable('loan.allocationStrategy', 'is not the name of a known order of payment') : ok(named)
}
