import { type Day, daysBetween, isBefore, isOnOrBefore } from '#kernel/days.ts'
import { type Fraction, divideHalfEven, fraction, plus, roundHalfEven, roundToMultiple, times } from '#kernel/fraction.ts'
import { type AnnuityPeriod, levelInstalment } from './annuity.ts'
import { nominalPeriod, rateOf } from './daycount.ts'
import { dueDates } from './duedates.ts'
import type { Disbursement, ScheduleRow, ScheduleTerms } from './terms.ts'

/** One instalment period with its rate, and the money paid out inside it with its own shorter rate. */
type Stretch = { readonly from: Day; readonly to: Day; readonly rate: Fraction; readonly inflows: readonly Inflow[] }
type Inflow = { readonly amount: bigint; readonly rate: Fraction }

/** A row before it has its number and running balance. */
type Part = { principal: bigint; interest: bigint }

/**
 * The schedule of a loan: a down-payment row for each payout when asked for, then the instalments on `dues` (the loan's own due days
 * unless others are given). Amounts in cents. Rows that rounding in multiples leaves empty at the end are left out.
 */
export function schedule(terms: ScheduleTerms, dues: readonly Day[] = dueDates(terms)): ScheduleRow[] {
  const down = downPayments(terms)
  const paidDown = down.reduce((sum, each) => sum + each.amount, 0n)
  const financed = terms.disbursements.map((each, index) => ({ date: each.date, amount: each.amount - (down[index]?.amount ?? 0n) }))
  const stretches = stretchesOf(terms, financed, dues)
  const parts = trimmed(partsOf(terms, stretches), terms)
  let left = terms.disbursements.reduce((sum, each) => sum + each.amount, 0n)
  const rows: ScheduleRow[] = []
  for (const each of paidDown > 0n ? down : []) {
    left -= each.amount
    rows.push({ n: rows.length + 1, due: each.date, days: 0, principal: each.amount, interest: 0n, balanceAfter: left })
  }
  for (const [index, part] of parts.entries()) {
    const stretch = stretches[index]
    if (stretch === undefined) break
    left -= part.principal
    rows.push({ n: rows.length + 1, due: stretch.to, days: daysBetween(stretch.from, stretch.to), ...part, balanceAfter: left })
  }
  return rows
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

function stretchesOf(terms: ScheduleTerms, financed: readonly Disbursement[], dues: readonly Day[]): Stretch[] {
  let from = terms.start
  return dues.map((to, index) => {
    const first = index === 0
    const here = financed.filter((each) => isBefore(each.date, to) && (first || isOnOrBefore(from, each.date)))
    const period = { from, to }
    const inflows = here.map((each) => ({ amount: each.amount, rate: inflowRate(terms, period, each.date) }))
    const stretch = { from, to, rate: rateOf(terms, period), inflows }
    from = to
    return stretch
  })
}

function partsOf(terms: ScheduleTerms, stretches: readonly Stretch[]): Part[] {
  if (terms.interestMethod === 'none' || terms.yearlyRate.num === 0n) return evenPrincipal(terms, stretches, () => 0n)
  if (terms.interestMethod === 'flat') return flat(terms, stretches)
  // Multiples are for instalments that stay level; with equal principal the totals fall anyway, so the principal keeps its cents.
  if (terms.amortization === 'equal-principal') {
    return withGrace(terms, evenPrincipal({ ...terms, multiple: 1n }, stretches, interestOf(terms, stretches)))
  }
  return withGrace(terms, annuity(terms, stretches))
}

/** Equal principal in multiples, the last row taking the rest; a later payout is spread over the rows from its own on. */
function evenPrincipal(terms: ScheduleTerms, stretches: readonly Stretch[], interest: (index: number, balance: bigint) => bigint): Part[] {
  let balance = 0n
  let part = 0n
  return stretches.map((stretch, index) => {
    balance += sumOf(stretch.inflows)
    const last = index === stretches.length - 1
    const open = BigInt(stretches.length - Math.max(index, terms.principalGrace))
    if (stretch.inflows.length > 0 || index === terms.principalGrace) part = divideHalfEven(balance, open * terms.multiple) * terms.multiple
    const principal = last ? balance : index < terms.principalGrace ? 0n : min(part, balance)
    const row = { principal, interest: interest(index, balance) }
    balance -= principal
    return row
  })
}

/** Interest on the original principal for the whole term, spread evenly over the rows that bear interest; the last takes the rest. */
function flat(terms: ScheduleTerms, stretches: readonly Stretch[]): Part[] {
  const principal = stretches.reduce((sum, each) => sum + sumOf(each.inflows), 0n)
  const rates = stretches.map((each) => (terms.interestPeriod === 'daily' ? each.rate : times(terms.yearlyRate, nominalPeriod(terms))))
  const bearing = rates.slice(terms.interestFree)
  const total = roundHalfEven(times(fraction(principal), bearing.reduce(plus, fraction(0n))))
  const share = bearing.length === 0 ? 0n : divideHalfEven(total, BigInt(bearing.length))
  const last = stretches.length - 1
  const interest = (index: number) =>
    index < terms.interestFree ? 0n : index === last ? total - share * BigInt(bearing.length - 1) : share
  return withGrace(terms, wholeTotals(terms, evenPrincipal(terms, stretches, interest)))
}

/** Moves the cents of the interest into the principal, so that each total but the last is a multiple. */
function wholeTotals(terms: ScheduleTerms, parts: Part[]): Part[] {
  let moved = 0n
  return parts.map((part, index) => {
    if (index === parts.length - 1) return { ...part, principal: part.principal - moved }
    const cents = part.principal === 0n ? 0n : divideHalfEven(part.interest, terms.multiple) * terms.multiple - part.interest
    moved += cents
    return { ...part, principal: part.principal + cents }
  })
}

/** The interest of a row on its opening balance, with money paid out inside the row bearing interest from its own day. */
function interestOf(terms: ScheduleTerms, stretches: readonly Stretch[]): (index: number, balance: bigint) => bigint {
  return (index, balance) => {
    const stretch = stretches[index]
    if (stretch === undefined || index < terms.interestFree) return 0n
    const opening = balance - sumOf(stretch.inflows)
    let sum = times(fraction(opening), stretch.rate)
    for (const each of stretch.inflows) sum = plus(sum, times(fraction(each.amount), each.rate))
    return roundHalfEven(sum)
  }
}

function inflowRate(terms: ScheduleTerms, period: { from: Day; to: Day }, date: Day): Fraction {
  const partial = terms.interestPeriod === 'daily' && isBefore(period.from, date)
  return rateOf(terms, period, partial ? date : period.from)
}

/** Level instalments; a payout after the first row gives a new instalment from its row on. */
function annuity(terms: ScheduleTerms, stretches: readonly Stretch[]): Part[] {
  const interest = interestOf(terms, stretches)
  const parts: Part[] = []
  let balance = 0n
  for (let index = 0; index < stretches.length; ) {
    const next = stretches.findIndex((each, later) => later > index && each.inflows.length > 0)
    const instalment = fittedInstalment(terms, stretches, index, balance)
    const run = levelRows({ terms, stretches, from: index, balance, instalment, interest })
    const until = next < 0 ? stretches.length : next
    for (const row of run.slice(0, until - index)) {
      balance += sumOf(stretches[parts.length]?.inflows ?? []) - row.principal
      parts.push(row)
    }
    index = until
  }
  return terms.asOf === null ? parts : overdueInterest(terms, stretches, parts, terms.asOf)
}

type Run = {
  readonly terms: ScheduleTerms
  readonly stretches: readonly Stretch[]
  readonly from: number
  readonly balance: bigint
  readonly instalment: bigint
  readonly interest: (index: number, balance: bigint) => bigint
}

/** The rows of a level instalment: interest first, the rest principal, never below 0; interest a row cannot hold goes to the next. */
function levelRows({ terms, stretches, from, balance, instalment, interest }: Run): Part[] {
  let left = balance
  let carried = 0n
  return stretches.slice(from).map((stretch, offset) => {
    const index = from + offset
    left += sumOf(stretch.inflows)
    const due = interest(index, left) + carried
    const last = index === stretches.length - 1
    const grace = index < terms.principalGrace
    const taken = last || grace ? due : min(due, instalment)
    carried = due - taken
    const principal = last ? left : grace ? 0n : min(instalment - taken, left)
    left -= principal
    return { principal, interest: taken }
  })
}

/** The instalment from row `from` on; shifted by a share of the last row's difference when that makes the last row fit better. */
function fittedInstalment(terms: ScheduleTerms, stretches: readonly Stretch[], from: number, balance: bigint): bigint {
  let instalment = levelInstalment(balance, stretches.slice(from).map(annuityPeriod(terms, from)), terms.multiple)
  if (!terms.adjustInstalment) return instalment
  const interest = interestOf(terms, stretches)
  const rows = BigInt(stretches.length - Math.max(from, terms.principalGrace))
  const gapOf = (amount: bigint) => lastGap(levelRows({ terms, stretches, from, balance, instalment: amount, interest }))
  let gap = gapOf(instalment)
  for (let round = 0; round < 10 && size(gap) > rows / 2n; round += 1) {
    const shifted = divideHalfEven(instalment * rows + gap, rows * terms.multiple) * terms.multiple
    const shiftedGap = gapOf(shifted)
    if (shifted === instalment || size(shiftedGap) >= size(gap)) break
    instalment = shifted
    gap = shiftedGap
  }
  return instalment
}

function annuityPeriod(terms: ScheduleTerms, from: number): (stretch: Stretch, offset: number) => AnnuityPeriod {
  // An actual count over a fixed 365 or 366 days leaves the instalment nominal: only the interest of a row follows the days.
  const nominal = terms.dayCount === 'act/365-year-of-start'
  return (stretch, offset) => {
    const index = from + offset
    const free = index < terms.interestFree
    const rate = free ? fraction(0n) : nominal ? times(terms.yearlyRate, nominalPeriod(terms)) : stretch.rate
    const inflows = stretch.inflows.map((each) => ({
      amount: each.amount,
      rate: free || nominal ? rate : each.rate,
    }))
    return { rate, inflows, pays: index >= terms.principalGrace }
  }
}

function lastGap(rows: readonly Part[]): bigint {
  const last = rows.at(-1)
  const before = rows.at(-2)
  if (last === undefined || before === undefined) return 0n
  return last.principal + last.interest - before.principal - before.interest
}

/**
 * The same instalments seen on `asOf` with nothing paid: principal that is overdue then goes on bearing interest, up to `asOf` in the
 * running row and for the whole of earlier rows; the last row takes what that leaves.
 */
function overdueInterest(terms: ScheduleTerms, stretches: readonly Stretch[], parts: readonly Part[], asOf: Day): Part[] {
  let balance = 0n
  let overdue = 0n
  return parts.map((part, index) => {
    const stretch = stretches[index]
    if (stretch === undefined) return part
    balance += sumOf(stretch.inflows)
    const last = index === parts.length - 1
    const instalment = part.principal + part.interest
    const base = interestOf(terms, stretches)
    const extra = isBefore(stretch.from, asOf) && index >= terms.interestFree ? overdueRate(terms, stretch, asOf) : fraction(0n)
    const interest = overdue === 0n ? base(index, balance) : rowInterest(stretch, balance, overdue, extra)
    const principal = last ? balance : part.principal === 0n ? 0n : min(max(instalment - interest, 0n), balance)
    balance -= principal
    if (isBefore(stretch.to, asOf)) overdue += principal
    return { principal, interest }
  })
}

function overdueRate(terms: ScheduleTerms, stretch: Stretch, asOf: Day): Fraction {
  return rateOf(terms, stretch, stretch.from, isBefore(asOf, stretch.to) ? asOf : stretch.to)
}

function rowInterest(stretch: Stretch, balance: bigint, overdue: bigint, extra: Fraction): bigint {
  return roundHalfEven(plus(times(fraction(balance), stretch.rate), times(fraction(overdue), extra)))
}

/** Interest-payment grace: those rows show no interest; the first row after them carries it. */
function withGrace(terms: ScheduleTerms, parts: Part[]): Part[] {
  const grace = Math.min(terms.interestPaymentGrace, parts.length - 1)
  const deferred = parts.slice(0, grace).reduce((sum, part) => sum + part.interest, 0n)
  return parts.map((part, index) => {
    if (index < grace) return { ...part, interest: 0n }
    return index === grace ? { ...part, interest: part.interest + deferred } : part
  })
}

/** Leaves out rows after the balance is gone (rounding up in multiples can use it early), so that no last row is empty. */
function trimmed(parts: Part[], terms: ScheduleTerms): Part[] {
  const total = parts.reduce((sum, part) => sum + part.principal, 0n)
  let paid = 0n
  const end = parts.findIndex((part, index) => {
    paid += part.principal
    return paid === total && index >= terms.principalGrace
  })
  return end < 0 ? parts : parts.slice(0, end + 1)
}

function sumOf(amounts: readonly { readonly amount: bigint }[]): bigint {
  return amounts.reduce((sum, each) => sum + each.amount, 0n)
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value
}
