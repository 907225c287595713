import { type Day, daysBetween, earlierOf, isBefore, isOnOrBefore, laterOf } from '#kernel/days.ts'
import { type Ore, ore, sumOre } from '#kernel/money.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { applyEvent, notPaidOut } from './apply.ts'
import { type Book, type BookRow, bookLeft, emptyBook, principalLeft, rowLeft } from './book.ts'
import type { EventRefusal, LoanEvent, LoanSettings } from './events.ts'

/** One instalment as it stands on the as-of day. Amounts in øre. */
export type StateRow = {
  readonly n: number
  readonly due: Day
  /** The day until which it can be paid without being late. */
  readonly payableBy: Day
  /** The first due day it had, when a deferral has moved it. */
  readonly movedFrom: Day | null
  readonly principal: Ore
  /** Default interest that was charged; the product itself bears none. */
  readonly interest: Ore
  /** Fees. */
  readonly charges: Ore
  readonly total: Ore
  readonly paid: Ore
  readonly left: Ore
  /** What is left of the principal. */
  readonly principalLeft: Ore
  /** The day it was paid in full or closed by a new plan; null while something is left. */
  readonly paidOn: Day | null
  /** Days from the payable-by day to the day it was paid (or the as-of day); 0 when in time. */
  readonly daysLate: number
  /** Principal left on the loan when all rows to this one are paid. */
  readonly balanceAfter: Ore
}

/** Everything that follows from a loan's log on one day. Amounts in øre. */
export type LoanState = {
  readonly asOf: Day
  readonly status: 'not_paid_out' | 'repaying' | 'in_arrears' | 'settled' | 'overpaid' | 'written_off' | 'remitted'
  readonly plan: readonly StateRow[]
  readonly paidOut: Ore
  /** Granted and neither paid out nor let go; 0 when written off or remitted. */
  readonly toPayOut: Ore
  readonly received: Ore
  readonly refunded: Ore
  /** Unpaid principal; 0 when written off or remitted. */
  readonly balance: Ore
  /** Unpaid principal and charges; 0 when written off or remitted. */
  readonly outstanding: Ore
  readonly overpaid: Ore
  readonly lost: Ore
  readonly recovered: Ore
  readonly arrears: Arrears
  /** The oldest row with something left; null when nothing is owed. */
  readonly next: StateRow | null
}

/** How late a loan is. `daysLate` is `daysPastDue` less the grace days and the paused days, never below 0. */
export type Arrears = { readonly amount: Ore; readonly since: Day | null; readonly daysPastDue: number; readonly daysLate: number }

/**
 * Replays a loan's log up to and including `asOf`: by effective day, then entry order (the order of the array). Undone events are
 * left out. Refuses with the first event that cannot stand, and why.
 */
export function replayLoan(settings: LoanSettings, log: readonly LoanEvent[], asOf: Day): Result<LoanState, EventRefusal> {
  const fault = faultyUndo(log)
  if (fault !== null) return refuse(fault)
  const book = emptyBook()
  for (const event of inEffect(log)) {
    if (isBefore(asOf, event.on)) break
    const refusal = applyEvent(book, event, settings)
    if (refusal !== null) return refuse({ ...refusal, eventId: event.id })
  }
  return ok(stateOf(book, settings, asOf))
}

/** The events of a log that count: neither an undo nor undone, by effective day, then entry order. `log` is one that replays. */
export function inEffect(log: readonly LoanEvent[]): LoanEvent[] {
  const undone = new Set(log.flatMap((event) => (event.kind === 'undo' ? [event.eventId] : [])))
  const counted = log.filter((event) => event.kind !== 'undo' && !undone.has(event.id))
  return counted.sort((a, b) => Temporal.PlainDate.compare(a.on, b.on))
}

/**
 * Tries an event at the end of the log, as preview and as posting alike: the states before and after on `asOf`, or why it or a later
 * event could not stand. The whole log is checked, also what lies after `asOf`.
 */
export function tryEvent(
  settings: LoanSettings,
  log: readonly LoanEvent[],
  event: LoanEvent,
  asOf: Day,
): Result<{ before: LoanState; after: LoanState }, EventRefusal> {
  const longer = [...log, event]
  const end = longer.reduce((last, each) => laterOf(last, each.on), asOf)
  const whole = replayLoan(settings, longer, end)
  if (!whole.ok) return whole
  const uncovered = refundUncovered(settings, log, event)
  if (uncovered !== null) return refuse(uncovered)
  const before = replayLoan(settings, log, asOf)
  if (!before.ok) return before
  const after = replayLoan(settings, longer, asOf)
  return after.ok ? ok({ before: before.value, after: after.value }) : after
}

// Nobody decides to refund more than was overpaid; it only comes about afterwards, when a payment is taken back.
function refundUncovered(settings: LoanSettings, log: readonly LoanEvent[], event: LoanEvent): EventRefusal | null {
  if (event.kind !== 'refund') return null
  const there = replayLoan(settings, log, event.on)
  if (!there.ok) return there.refusal
  const left = there.value.overpaid
  return event.amount > left ? { kind: 'over_overpaid', left, eventId: event.id } : null
}

/** The first undo of a log that takes nothing back; null when each does. */
function faultyUndo(log: readonly LoanEvent[]): EventRefusal | null {
  const seen = new Map<string, LoanEvent>()
  const undone = new Set<string>()
  for (const event of log) {
    if (event.kind === 'undo') {
      const target = seen.get(event.eventId)
      if (target === undefined) return { kind: 'no_such_event', eventId: event.id }
      if (target.kind === 'undo') return { kind: 'undo_of_undo', eventId: event.id }
      if (undone.has(target.id)) return { kind: 'already_undone', eventId: event.id }
      undone.add(target.id)
    }
    seen.set(event.id, event)
  }
  return null
}

function stateOf(book: Book, settings: LoanSettings, asOf: Day): LoanState {
  const payableBy = settings.payableBy ?? ((due: Day) => due)
  let balance = sumOre(book.rows.map((row) => row.principal))
  const plan = book.rows.map((row, index) => {
    balance = ore(balance - row.principal)
    return stateRow(row, index + 1, payableBy(row.due), balance, asOf)
  })
  const open = book.closed === null
  const arrears = arrearsOf(open ? plan : [], book, settings, asOf)
  const { paidOut, received, refunded, overpaid, lost, recovered } = book
  return {
    asOf,
    status: statusOf(book, arrears),
    plan,
    paidOut,
    toPayOut: open ? notPaidOut(book, settings) : ore(0n),
    received,
    refunded,
    overpaid,
    lost,
    recovered,
    balance: open ? sumOre(book.rows.map(principalLeft)) : ore(0n),
    outstanding: open ? bookLeft(book) : ore(0n),
    arrears,
    next: open ? (plan.find((row) => row.left > 0n) ?? null) : null,
  }
}

function stateRow(row: BookRow, n: number, payableBy: Day, balanceAfter: Ore, asOf: Day): StateRow {
  const of = (interest: boolean) => sumOre(row.charges.filter((each) => each.interest === interest).map((each) => each.amount))
  const [charges, interest] = [of(false), of(true)]
  const left = rowLeft(row)
  const total = ore(row.principal + charges + interest)
  const { due, movedFrom, principal, paidOn } = row
  const daysLate = Math.max(0, daysBetween(payableBy, paidOn ?? asOf))
  return {
    n,
    due,
    payableBy,
    movedFrom,
    principal,
    interest,
    charges,
    total,
    paid: ore(total - left),
    left,
    principalLeft: principalLeft(row),
    paidOn,
    daysLate,
    balanceAfter,
  }
}

function statusOf(book: Book, arrears: Arrears): LoanState['status'] {
  if (book.closed !== null) return book.closed
  if (book.paidOut === 0n) return 'not_paid_out'
  if (book.overpaid > 0n) return 'overpaid'
  if (bookLeft(book) === 0n) return 'settled'
  return arrears.daysLate > 0 ? 'in_arrears' : 'repaying'
}

function arrearsOf(plan: readonly StateRow[], book: Book, settings: LoanSettings, asOf: Day): Arrears {
  const late = plan.filter((row) => row.left > 0n && isBefore(row.payableBy, asOf))
  const since = late.map((row) => row.payableBy).reduce<Day | null>((first, each) => (first === null ? each : earlierOf(first, each)), null)
  if (since === null) return { amount: ore(0n), since: null, daysPastDue: 0, daysLate: 0 }
  const daysPastDue = daysBetween(since, asOf)
  const paused = book.pauses.reduce((days, pause) => days + overlap(pause, since, asOf), 0)
  const amount = sumOre(late.map((row) => row.left))
  return { amount, since, daysPastDue, daysLate: Math.max(0, daysPastDue - (settings.graceDays ?? 0) - paused) }
}

function overlap(pause: Book['pauses'][number], from: Day, to: Day): number {
  const start = laterOf(pause.from, from)
  const end = pause.until === null || isOnOrBefore(to, pause.until) ? to : pause.until
  return Math.max(0, daysBetween(start, end))
}
