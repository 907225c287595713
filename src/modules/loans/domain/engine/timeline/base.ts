import { percentOf, schedule } from '../schedule.ts'
import type { Disbursement, ScheduleTerms } from '../terms.ts'
import { toDay, toNumber } from './daynumbers.ts'
import { type Row, newRow } from './ledger.ts'
import { type Plan, type Reschedule, rescheduled } from './reschedule.ts'
import { asRows, principalOf, respread } from './spread.ts'
import type { DayNumber, StepBody, TimelineLoan } from './types.ts'

/** Where something stands in the replay: its effective day, and its place in the order of entry. */
type Placed = { readonly at: DayNumber; readonly seq: number }

/** A change of the plan: of dates and terms, or of the rate from a day on. */
export type PlanChange = (Reschedule | Extract<StepBody, { do: 'rateChange' }>) & Placed

/** Money paid out. */
export type Payout = Disbursement & { readonly seq: number }

const known = new WeakMap<TimelineLoan, Map<string, readonly Row[]>>()

/**
 * The plan of a loan: its schedule for the money paid out up to the first change of it, and then each change and each later payout worked
 * in where it stands, by effective day and then the order of entry. Fresh rows each time; the work behind them is remembered per loan, for
 * replays ask for the same plan again and again.
 */
export function baseRows(loan: TimelineLoan, paidOut: readonly Payout[], changes: readonly PlanChange[]): Row[] {
  const remembered = known.get(loan) ?? new Map<string, readonly Row[]>()
  known.set(loan, remembered)
  const key = [...paidOut.map((each) => `${each.date.toString()} ${each.amount} ${each.seq}`), ...changes.map(keyOf)].join()
  const rows = remembered.get(key) ?? plannedRows(loan, paidOut, changes)
  remembered.set(key, rows)
  return rows.map((row) => ({ ...row, charges: [] }))
}

function keyOf(change: PlanChange): string {
  return Object.values(change)
    .map((value) => (value !== null && typeof value === 'object' ? `${value.num}/${value.den}` : `${value}`))
    .join(' ')
}

function plannedRows(loan: TimelineLoan, paidOut: readonly Payout[], changes: readonly PlanChange[]): readonly Row[] {
  const ordered = changes.toSorted((a, b) => a.at - b.at || a.seq - b.seq)
  const first = ordered[0]
  const isLater = (payout: Payout, index: number) => index > 0 && first !== undefined && isAfter(payout, first)
  let plan = firstPlan(
    loan,
    paidOut.filter((each, index) => !isLater(each, index)),
  )
  let waiting = paidOut.filter(isLater)
  for (const change of ordered) {
    // A payout after the last row of its time waits for the change by which one falls due after it.
    const ready = waiting.filter((each) => !isAfter(each, change) && hasRowAfter(plan, each))
    for (const payout of ready) plan = withPayout(plan, payout)
    waiting = waiting.filter((each) => !ready.includes(each))
    plan = withChange(plan, change)
  }
  for (const payout of waiting) plan = withPayout(plan, payout)
  return plan.rows
}

function isAfter(payout: Payout, change: Placed): boolean {
  const at = toNumber(payout.date)
  return at > change.at || (at === change.at && payout.seq > change.seq)
}

function hasRowAfter(plan: Plan, payout: Payout): boolean {
  return plan.rows.some((row) => row.kind === 'regular' && row.due > toNumber(payout.date))
}

function firstPlan(loan: TimelineLoan, paidOut: readonly Disbursement[]): Plan {
  const start = paidOut[0]?.date ?? toDay(loan.submittedOn)
  const disbursements = paidOut.length > 0 ? paidOut : [{ date: start, amount: loan.principal }]
  // The plan foresees no change of rate: the rows from each on are spread anew.
  const terms: ScheduleTerms = { ...loan.terms, rateChanges: [], start, disbursements, asOf: null }
  const rows = asRows(schedule(terms), toNumber(start), terms.principalGrace)
  const anchor = { index: 0, day: toNumber(terms.firstDue ?? start), offset: terms.firstDue === null ? 1 : 0 }
  return { terms, rows, anchors: [anchor], money: disbursements.map((each) => financed(terms, each)) }
}

function financed(terms: ScheduleTerms, { date, amount }: Disbursement): Disbursement {
  return { date, amount: amount - downOf(terms, amount) }
}

function downOf(terms: ScheduleTerms, amount: bigint): bigint {
  return terms.downPayment === null ? 0n : percentOf(amount, terms.downPayment, terms.multiple)
}

function withChange(plan: Plan, change: PlanChange): Plan {
  if (change.do === 'reschedule') return { ...plan, ...rescheduled(plan, change) }
  const rateChanges = [...(plan.terms.rateChanges ?? []), { from: toDay(change.from), yearlyRate: change.yearlyRate }]
  const terms = { ...plan.terms, rateChanges }
  return { ...plan, terms, rows: spreadAfter({ ...plan, terms }, change.from, 0n) }
}

/** Money paid out after a change of the plan goes to the rows that fall due after it, as these now stand. */
function withPayout(plan: Plan, payout: Payout): Plan {
  const { date, amount } = financed(plan.terms, payout)
  const terms = { ...plan.terms, disbursements: [...plan.terms.disbursements, payout] }
  const wider = { ...plan, terms, money: [...plan.money, { date, amount }] }
  const at = toNumber(date)
  const rows = spreadAfter(wider, at, amount)
  const down = downOf(terms, payout.amount)
  const first = down === 0n ? [] : [newRow({ kind: 'down', from: at, due: at, principal: down, interest: 0n })]
  return { ...wider, rows: [...rows, ...first] }
}

/** The rows that fall due after a day, and `more` money, spread again over their own due days at the rates that hold then. */
function spreadAfter({ terms, money, rows }: Plan, day: DayNumber, more: bigint): readonly Row[] {
  const regular = rows.filter((row) => row.kind === 'regular')
  const found = regular.findIndex((row) => row.due > day)
  const index = found < 0 ? regular.length - 1 : found
  const later = regular.slice(index)
  const spread = respread({ terms, money, regular, index }, later, principalOf(later) + more)
  return [...rows.filter((row) => row.kind === 'down'), ...regular.slice(0, index), ...spread]
}
