import { stepFrom } from '../duedates.ts'
import { schedule } from '../schedule.ts'
import type { Disbursement, ScheduleRow, ScheduleTerms } from '../terms.ts'
import { toDay, toNumber } from './daynumbers.ts'
import { type Row, newRow } from './ledger.ts'
import type { DayNumber, StepBody, StepRefusal, TimelineLoan } from './types.ts'

/** A change of dates and terms, as a step gives it. */
export type Reschedule = Extract<StepBody, { do: 'reschedule' }>

/** A change of the plan: of dates and terms, or of the rate from a day on. */
export type PlanChange = Reschedule | Extract<StepBody, { do: 'rateChange' }>

/** Where a stretch of due days is counted from: the row at `index` lies `offset` steps after `anchor`. */
type Anchor = { readonly index: number; readonly day: DayNumber; readonly offset: number }

/** The most rows a replayed loan may have. */
export const maxRows = 600

const known = new WeakMap<TimelineLoan, Map<string, readonly Row[]>>()

/**
 * The plan of a loan: its schedule for the money paid out, with every reschedule worked in, in the order they were made. Fresh rows each
 * time; the work behind them is remembered per loan, for replays ask for the same plan again and again.
 */
export function baseRows(loan: TimelineLoan, paidOut: readonly Disbursement[], changes: readonly PlanChange[]): Row[] {
  const remembered = known.get(loan) ?? new Map<string, readonly Row[]>()
  known.set(loan, remembered)
  const key = [...paidOut.map((each) => `${each.date.toString()} ${each.amount}`), ...changes.map(keyOf)].join()
  const rows = remembered.get(key) ?? plannedRows(loan, paidOut, changes)
  remembered.set(key, rows)
  return rows.map((row) => ({ ...row, charges: [] }))
}

function keyOf(change: PlanChange): string {
  return Object.values(change)
    .map((value) => (value !== null && typeof value === 'object' ? `${value.num}/${value.den}` : `${value}`))
    .join(' ')
}

function plannedRows(loan: TimelineLoan, paidOut: readonly Disbursement[], changes: readonly PlanChange[]): Row[] {
  const start = paidOut[0]?.date ?? toDay(loan.submittedOn)
  const disbursements = paidOut.length > 0 ? paidOut : [{ date: start, amount: loan.principal }]
  // The plan foresees no change of rate: the rows from each on are spread anew.
  let terms: ScheduleTerms = { ...loan.terms, rateChanges: [], start, disbursements, asOf: null }
  let rows = asRows(schedule(terms), toNumber(start))
  let anchors: Anchor[] = [{ index: 0, day: toNumber(terms.firstDue ?? start), offset: terms.firstDue === null ? 1 : 0 }]
  for (const change of changes) {
    if (change.do === 'rateChange') {
      terms = { ...terms, rateChanges: [...(terms.rateChanges ?? []), { from: toDay(change.from), yearlyRate: change.yearlyRate }] }
      rows = rerated(terms, rows, change.from)
      continue
    }
    const changed = rescheduled(terms, rows, anchors, change)
    rows = changed.rows
    anchors = changed.anchors
  }
  return rows
}

/** Why a reschedule cannot be worked into these rows; null when it can. */
export function rescheduleRefusal(rows: readonly Row[], change: Reschedule): StepRefusal | null {
  const regular = rows.filter((row) => row.kind === 'regular')
  const index = regular.findIndex((row) => row.due === change.from)
  if (index < 0) return { kind: 'no_such_instalment' }
  if (change.newDueDate === null && change.extra === 0 && change.grace === 0) return { kind: 'reschedule_changes_nothing' }
  if (change.newDueDate !== null && change.newDueDate <= (regular[index - 1]?.due ?? -Infinity)) return { kind: 'due_date_not_later' }
  return regular.length + change.extra + change.grace > maxRows ? { kind: 'too_many_rows' } : null
}

function rescheduled(terms: ScheduleTerms, rows: Row[], anchors: Anchor[], change: Reschedule): { rows: Row[]; anchors: Anchor[] } {
  const down = rows.filter((row) => row.kind === 'down')
  const regular = rows.filter((row) => row.kind === 'regular')
  const index = regular.findIndex((row) => row.due === change.from)
  const first = regular[index]
  if (first === undefined) return { rows, anchors }
  const moved = change.newDueDate
  const kept = moved === null ? anchors : [...anchors.filter((each) => each.index < index), { index, day: moved, offset: 0 }]
  // Grace inside the term lengthens it: as many rows are added at the end as repay nothing.
  const count = regular.length - index + change.extra + change.grace
  const dues = Array.from({ length: count }, (_, k) => dueAt(terms, kept, index + k))
  const later = regular.slice(index)
  const rest =
    bearing(terms) || change.extra > 0 ? respread(terms, { regular, index }, dues, change.grace) : movedRows(later, dues, change.grace)
  return { rows: [...down, ...regular.slice(0, index), ...rest], anchors: kept }
}

/** The rows that fall due after a day, spread again over their own due days at the rates that hold then. */
function rerated(terms: ScheduleTerms, rows: Row[], from: DayNumber): Row[] {
  const regular = rows.filter((row) => row.kind === 'regular')
  const dues = regular.filter((row) => row.due > from).map((row) => row.due)
  return [
    ...rows.filter((row) => row.kind === 'down' || row.due <= from),
    ...respread(terms, { regular, index: regular.length - dues.length }, dues, 0),
  ]
}

/**
 * The principal of the rows from `index` on spread again over new due days, the first `grace` of them repaying nothing. What was agreed for the
 * loan's first rows holds for as many of them as are left, money that is paid out later bears interest from its own day, and a flat
 * interest is that of the whole loan.
 */
function respread(
  terms: ScheduleTerms,
  { regular, index }: { regular: readonly Row[]; index: number },
  dues: readonly DayNumber[],
  grace: number,
): Row[] {
  const later = regular.slice(index)
  const from = later[0]?.from ?? 0
  const left = (rows: number) => Math.min(Math.max(0, rows - index), dues.length - 1)
  const withoutPrincipal = bearing(terms) ? later.findIndex((row) => row.principal > 0n) : 0
  const rest: ScheduleTerms = {
    ...terms,
    start: toDay(from),
    disbursements: moneyFrom(terms, from, principalOf(later)),
    downPayment: null,
    principalGrace: Math.min(Math.max(0, withoutPrincipal) + grace, dues.length - 1),
    interestPaymentGrace: left(terms.interestPaymentGrace),
    interestFree: left(terms.interestFree),
  }
  const days = dues.map(toDay)
  const spread = asRows(schedule(rest, days), from)
  if (terms.interestMethod === 'flat')
    return withInterest(spread, schedule({ ...rest, disbursements: moneyFrom(terms, from, principalOf(regular)) }, days))
  return withDeferred(spread, left(terms.interestPaymentGrace), deferredBefore(terms, regular, index))
}

const principalOf = (rows: readonly Row[]) => rows.reduce((sum, row) => sum + row.principal, 0n)

/** The same rows with the interest of others. */
function withInterest(rows: readonly Row[], others: readonly ScheduleRow[]): Row[] {
  return rows.map((row, index) => ({ ...row, interest: others[index]?.interest ?? row.interest }))
}

/** What the rows before `index` bore while interest waited, where the row that collects it comes later; else nothing. */
function deferredBefore(terms: ScheduleTerms, regular: readonly Row[], index: number): bigint {
  if (index === 0 || terms.interestPaymentGrace <= index) return 0n
  const dues = regular.map((row) => toDay(row.due))
  const borne = schedule({ ...terms, interestPaymentGrace: 0 }, dues).filter((row) => row.days > 0)
  return borne.slice(0, index).reduce((sum, row) => sum + row.interest, 0n)
}

/** The rows with interest that has waited added to the one at `index`, or to the last. */
function withDeferred(rows: readonly Row[], index: number, deferred: bigint): Row[] {
  const at = Math.min(index, rows.length - 1)
  return rows.map((row, n) => (n === at ? { ...row, interest: row.interest + deferred } : row))
}

/** The money that a stretch begins with and what is paid out in it, together `amount`. Without interest it does not matter when. */
function moneyFrom(terms: ScheduleTerms, from: DayNumber, amount: bigint): Disbursement[] {
  const start = toDay(from)
  const apart = bearing(terms) && terms.downPayment === null
  const later = apart ? terms.disbursements.filter(({ date }) => toNumber(date) > from) : []
  const first = amount - later.reduce((sum, each) => sum + each.amount, 0n)
  return first > 0n ? [{ date: start, amount: first }, ...later] : [{ date: start, amount }]
}

function bearing(terms: ScheduleTerms): boolean {
  return terms.interestMethod !== 'none' && terms.yearlyRate.num > 0n
}

/** The same rows on new due days, after `grace` rows that repay nothing: amounts stay, for only dates were changed. */
function movedRows(rows: readonly Row[], dues: readonly DayNumber[], grace: number): Row[] {
  let from = rows[0]?.from ?? 0
  return dues.map((due, index) => {
    const row = newRow({ kind: 'regular', from, due, principal: rows[index - grace]?.principal ?? 0n, interest: 0n })
    from = due
    return row
  })
}

function dueAt(terms: ScheduleTerms, anchors: readonly Anchor[], index: number): DayNumber {
  const anchor = anchors.findLast((each) => each.index <= index)
  return anchor === undefined ? 0 : toNumber(stepFrom(toDay(anchor.day), index - anchor.index + anchor.offset, terms))
}

/** Turns schedule rows into replay rows; a row of no length before the first instalment is a down payment. */
export function asRows(rows: readonly ScheduleRow[], start: DayNumber): Row[] {
  let from = start
  return rows.map((row) => {
    const due = toNumber(row.due)
    const kind = row.days === 0 ? 'down' : 'regular'
    const made = newRow({ kind, from: kind === 'down' ? due : from, due, principal: row.principal, interest: row.interest })
    if (kind === 'regular') from = due
    return made
  })
}
