import { z } from 'zod'
import { type Result, ok } from '#kernel/result.ts'
import type { MonthEndStrategy, Rhythm, ScheduleTerms } from '../domain/engine/terms.ts'
import { amountField, choice, countField, dayField, maxTerms, optional, percentField, rateField } from './fields.ts'
import { type BodyRefusal, unprocessable } from './problems.ts'

const dayCounts = [
  '30/360',
  'act/360',
  'act/365',
  'act/365-year-of-start',
  'act/365-or-366-if-feb29-in-period',
  'act/act-year-split-dec31',
  'nominal-period',
] as const

/** When instalments fall due, in a body. */
export const rhythmFields = {
  firstDue: optional(dayField),
  every: countField(1, 366),
  frequency: choice(['days', 'weeks', 'months']),
  numberOfRepayments: countField(1, maxTerms),
  monthEndStrategy: optional(choice(['last-day-of-month', 'first-day-of-next-month'])),
}

/** How a loan is reckoned, in a body. */
export const reckoningFields = {
  principal: amountField,
  currency: optional(z.string('must be a currency code such as "DKK"').regex(/^[A-Z]{3}$/, 'must be a currency code such as "DKK"')),
  annualRatePercent: rateField,
  interestMethod: choice(['none', 'flat', 'declining-balance']),
  amortization: choice(['equal-installments', 'equal-principal']),
  interestPeriod: optional(choice(['daily', 'same-as-repayment'])),
  dayCount: optional(choice(dayCounts)),
  grace: optional(
    z.strictObject(
      {
        principalPeriods: optional(countField(0, maxTerms)),
        interestPaymentPeriods: optional(countField(0, maxTerms)),
        interestFreePeriods: optional(countField(0, maxTerms)),
      },
      'must be an object',
    ),
  ),
  downPaymentPercent: optional(percentField(99)),
  rounding: optional(
    z.strictObject(
      {
        mode: optional(choice(['half-even'])),
        installmentMultiple: optional(amountField),
        lastInstalment: optional(choice(['absorbs-remainder'])),
        adjustInstalmentIfBetter: optional(z.boolean('must be true or false')),
      },
      'must be an object',
    ),
  ),
}

const rhythmObject = z.object(rhythmFields)
const loanObject = z.object({ ...rhythmFields, ...reckoningFields })

type RhythmInput = z.output<typeof rhythmObject>
type LoanInput = z.output<typeof loanObject>

/** Everything of a schedule but its start and its payouts. */
export type PlainTerms = Omit<ScheduleTerms, 'start' | 'disbursements' | 'asOf'>

/** The rhythm of a parsed loan; refuses a loan that would run for more than three hundred years. */
export function rhythmOf(loan: RhythmInput): Result<Omit<Rhythm, 'start'>, BodyRefusal> {
  const unitDays = { days: 1, weeks: 7, months: 31 }[loan.frequency]
  if (unitDays * loan.every * loan.numberOfRepayments > 366 * 300) {
    return unprocessable('loan.numberOfRepayments', 'and loan.every make the loan longer than 300 years')
  }
  const monthEnd: MonthEndStrategy = loan.monthEndStrategy ?? 'last-day-of-month'
  return ok({ firstDue: loan.firstDue, every: loan.every, frequency: loan.frequency, monthEnd, count: loan.numberOfRepayments })
}

/** The terms of a parsed loan; refuses what contradicts itself. `multiple` is the instalment multiple in cents, null for none. */
export function termsOf(loan: LoanInput, multiple: bigint | null): Result<PlainTerms, BodyRefusal> {
  const rhythm = rhythmOf(loan)
  if (!rhythm.ok) return rhythm
  const bearing = loan.annualRatePercent.num > 0n
  if (bearing && loan.interestMethod === 'none')
    return unprocessable('loan.annualRatePercent', 'must be 0 when loan.interestMethod is none')
  if (bearing && loan.dayCount === null && loan.interestPeriod !== 'same-as-repayment' && loan.interestMethod !== 'flat') {
    return unprocessable('loan.dayCount', 'must be given when the loan bears interest')
  }
  const count = loan.numberOfRepayments
  const principalGrace = loan.grace?.principalPeriods ?? 0
  const interestPaymentGrace = loan.grace?.interestPaymentPeriods ?? 0
  const interestFree = loan.grace?.interestFreePeriods ?? 0
  if (principalGrace >= count) return unprocessable('loan.grace.principalPeriods', 'must be lower than loan.numberOfRepayments')
  if (interestPaymentGrace >= count) return unprocessable('loan.grace.interestPaymentPeriods', 'must be lower than loan.numberOfRepayments')
  if (interestFree > count) return unprocessable('loan.grace.interestFreePeriods', 'must not be higher than loan.numberOfRepayments')
  const { interestMethod, amortization } = loan
  return ok({
    ...rhythm.value,
    interestMethod,
    amortization,
    principalGrace,
    interestPaymentGrace,
    interestFree,
    yearlyRate: loan.annualRatePercent,
    interestPeriod: loan.interestPeriod ?? 'daily',
    dayCount: loan.dayCount ?? 'nominal-period',
    downPayment: loan.downPaymentPercent === null || loan.downPaymentPercent.num === 0n ? null : loan.downPaymentPercent,
    multiple: multiple ?? 1n,
    adjustInstalment: loan.rounding?.adjustInstalmentIfBetter ?? true,
  })
}
