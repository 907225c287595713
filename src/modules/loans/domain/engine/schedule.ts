import { type Day, daysBetween, isBefore } from '#kernel/days.ts'
import { type Fraction, fraction, roundToMultiple, times } from '#kernel/fraction.ts'
import { dueDates } from './duedates.ts'
import { evenParts, flatParts, wholeTotals } from './evenparts.ts'
import { levelParts } from './levelparts.ts'
import { decliningInterest } from './rowinterest.ts'
import { type Part, type Stretch, stretchesOf } from './stretches.ts'
import type { Disbursement, ScheduleRow, ScheduleTerms } from './terms.ts'

/**
 * The schedule of a loan: a down-payment row for each payout when asked for, then the instalments on `dues` (the loan's own due days
 * unless others are given). Amounts in cents. Rows that rounding in multiples leaves empty at the end are left out.
 */
export function schedule(terms: ScheduleTerms, dues: readonly Day[] = dueDates(terms)): ScheduleRow[] {
  const down = downPayments(terms)
  const financed = terms.disbursements.map((each, index) => ({ date: each.date, amount: each.amount - (down[index]?.amount ?? 0n) }))
  const stretches = stretchesOf(terms, financed, dues)
  const parts = withoutEmptyEnd(wholeParts(terms, withInterestGrace(terms, partsOf(terms, stretches))))
  const rows = parts.flatMap((part, index) => {
    const stretch = stretches[index]
    return stretch === undefined ? [] : [{ due: stretch.to, days: daysBetween(stretch.from, stretch.to), ...part }]
  })
  const first = down.flatMap((each) => (each.amount === 0n ? [] : [{ due: each.date, days: 0, principal: each.amount, interest: 0n }]))
  return numbered(
    terms,
    [...first, ...rows].sort((a, b) => Temporal.PlainDate.compare(a.due, b.due)),
  )
}

/** Numbers the rows and runs the balance: what has been paid out before a row falls due, less the principal of the rows to it. */
function numbered(terms: ScheduleTerms, rows: readonly Omit<ScheduleRow, 'n' | 'balanceAfter'>[]): ScheduleRow[] {
  let repaid = 0n
  return rows.map((row, index) => {
    repaid += row.principal
    const before = terms.disbursements.filter((each) => isBefore(each.date, row.due) || (row.days === 0 && each.date.equals(row.due)))
    const paidOut = index === rows.length - 1 ? terms.disbursements : before
    return { n: index + 1, ...row, balanceAfter: paidOut.reduce((sum, each) => sum + each.amount, 0n) - repaid }
  })
}

function downPayments(terms: ScheduleTerms): Disbursement[] {
  const part = terms.downPayment
  if (part === null) return []
  return terms.disbursements.map(({ date, amount }) => ({ date, amount: percentOf(amount, part, terms.multiple) }))
}

/** A part of an amount, rounded half-even to a multiple: the down payment of a payout. Cents. */
export function percentOf(amount: bigint, part: Fraction, multiple: bigint): bigint {
  return roundToMultiple(times(fraction(amount), part), multiple)
}

function partsOf(terms: ScheduleTerms, stretches: readonly Stretch[]): Part[] {
  if (terms.interestMethod === 'none' || terms.yearlyRate.num === 0n) return evenParts(terms, stretches, () => 0n)
  if (terms.interestMethod === 'flat') return flatParts(terms, stretches)
  const interest = decliningInterest(terms, stretches)
  // Multiples are for instalments that stay level; with equal principal the totals fall anyway, so the principal keeps its cents.
  if (terms.amortization === 'equal-principal') return evenParts({ ...terms, multiple: 1n }, stretches, interest)
  return levelParts(terms, stretches, interest)
}

/** What is whole is what is asked for: the cents of a flat loan are moved when it is known which row collects its interest. */
function wholeParts(terms: ScheduleTerms, parts: readonly Part[]): readonly Part[] {
  return terms.interestMethod === 'flat' && terms.yearlyRate.num > 0n ? wholeTotals(terms, parts) : parts
}

/** Interest-payment grace: those rows show no interest; the first row after them carries it. */
function withInterestGrace(terms: ScheduleTerms, parts: readonly Part[]): Part[] {
  const grace = Math.min(terms.interestPaymentGrace, parts.length - 1)
  const deferred = parts.slice(0, grace).reduce((sum, part) => sum + part.interest, 0n)
  return parts.map((part, index) => {
    if (index < grace) return { ...part, interest: 0n }
    return index === grace ? { ...part, interest: part.interest + deferred } : part
  })
}

function withoutEmptyEnd(parts: readonly Part[]): Part[] {
  const last = parts.findLastIndex((part) => part.principal + part.interest > 0n)
  return parts.slice(0, last + 1)
}
