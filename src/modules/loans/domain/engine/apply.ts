import { type Day, addMonths, daysBetween, isBefore, isOnOrBefore, laterOf } from '#kernel/days.ts'
import { type Ore, minOre, ore, sumOre } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import {
  type Book,
  type BookRow,
  addRow,
  allocate,
  anchorOf,
  bookLeft,
  principalLeft,
  respread,
  rowLeft,
  rowPaid,
  takeBack,
} from './book.ts'
import type { Deferral, EventRefusal, LoanEvent, LoanSettings } from './events.ts'
import { makePlan, planDues, spreadPrincipal } from './plan.ts'

type Without<T> = T extends unknown ? Omit<T, 'eventId'> : never
/** A refusal before it is tied to its event. */
export type Refusal = Without<EventRefusal>

/** Applies one event to the book, or says why it cannot be; a refused event leaves the book as it was. */
export function applyEvent(book: Book, event: LoanEvent, settings: LoanSettings): Refusal | null {
  const refusal = commonRefusal(book, event)
  if (refusal !== null) return refusal
  const answer = step(book, event, settings)
  if (answer === null && book.overpaid > 0n && book.closed === null) useOverpaid(book, event.on, settings)
  return answer
}

function commonRefusal(book: Book, event: LoanEvent): Refusal | null {
  if ('amount' in event && event.amount <= 0n) return { kind: 'amount_not_positive' }
  // The only payout can come back after the rest was let go: the rest stays let go.
  const beforePayout = event.kind === 'pay_out' || event.kind === 'waive_rest'
  if (!beforePayout && book.paidOut === 0n) return { kind: 'not_paid_out' }
  const allowedClosed = event.kind === 'recover' || event.kind === 'refund'
  if (book.closed !== null && !(allowedClosed && book.closed === 'written_off')) return { kind: 'loan_closed', status: book.closed }
  return null
}

function step(book: Book, event: LoanEvent, settings: LoanSettings): Refusal | null {
  switch (event.kind) {
    case 'pay_out':
      return payOut(book, event.amount, event.on, settings)
    case 'waive_rest':
      return letGo(book, event.amount, settings)
    case 'pay':
      book.received = ore(book.received + event.amount)
      allocate(book, event.amount, event.on, settings.allocation ?? 'charges_first')
      return null
    case 'credit':
      return credit(book, event.amount, event.on, settings)
    case 'refund':
      return refund(book, event.amount)
    case 'charge':
      charge(book, event)
      return null
    case 'waive':
      return waive(book, event.chargeId, event.on)
    case 'defer':
      return defer(book, event.deferral, event.on, settings)
    case 'arrears_pause':
      return pauseArrears(book, event.on, event.until)
    case 'arrears_resume':
      return resumeArrears(book, event.on)
    case 'write_off':
    case 'remit':
      return close(book, event.kind === 'remit' ? 'remitted' : 'written_off')
    case 'recover':
      return recover(book, event.amount)
    case 'undo':
      return null
  }
}

function payOut(book: Book, amount: Ore, on: Day, settings: LoanSettings): Refusal | null {
  const left = notPaidOut(book, settings)
  if (amount > left) return { kind: 'over_granted_amount', left }
  const first = book.paidOut === 0n
  book.paidOut = ore(book.paidOut + amount)
  if (first) {
    const plan = makePlan({ ...settings, amount }, on)
    assert(plan.ok, 'the terms of a granted loan make a plan')
    for (const row of plan.value) addRow(book, row.due, row.principal)
    return null
  }
  const later = book.rows.filter((row) => isBefore(on, row.due) && rowLeft(row) > 0n)
  if (later.length > 0) respread(book, later, 0, amount, settings, on)
  else addRow(book, nextDue(on, settings), amount)
  return null
}

/** What was granted and is neither paid out nor let go. */
export function notPaidOut(book: Book, settings: Pick<LoanSettings, 'amount'>): Ore {
  return ore(settings.amount - book.letGo - book.paidOut)
}

function letGo(book: Book, amount: Ore, settings: LoanSettings): Refusal | null {
  const left = notPaidOut(book, settings)
  if (amount > left) return { kind: 'over_granted_amount', left }
  book.letGo = ore(book.letGo + amount)
  return null
}

function nextDue(on: Day, settings: LoanSettings): Day {
  return planDues(addMonths(on.with({ day: 1 }), 1), settings.anchorDay, 1)[0] ?? on
}

function credit(book: Book, amount: Ore, on: Day, settings: LoanSettings): Refusal | null {
  const left = bookLeft(book)
  if (amount > left) return { kind: 'over_outstanding', left }
  book.credited = ore(book.credited + amount)
  allocate(book, amount, on, settings.allocation ?? 'charges_first')
  return null
}

// A payment that is taken back after its excess was refunded leaves more refunded than was overpaid: that much is owed again, last row first.
function refund(book: Book, amount: Ore): Refusal | null {
  const owedAgain = ore(amount - minOre(amount, book.overpaid))
  const paid = book.closed === null ? sumOre(book.rows.map(rowPaid)) : ore(0n)
  if (owedAgain > paid) return { kind: 'over_overpaid', left: book.overpaid }
  book.overpaid = ore(book.overpaid - amount + owedAgain)
  book.refunded = ore(book.refunded + amount)
  takeBack(book, owedAgain)
  return null
}

function charge(book: Book, { id, amount, due, what }: Extract<LoanEvent, { kind: 'charge' }>): void {
  const row = book.rows.find((each) => isOnOrBefore(due, each.due)) ?? addRow(book, due, ore(0n))
  row.charges.push({ id, interest: what === 'late_interest', amount, paid: ore(0n) })
  row.paidOn = null
}

function waive(book: Book, chargeId: string, on: Day): Refusal | null {
  // A new plan leaves the paid part of a charge on its row and moves the rest: both bear its identity.
  const rows = book.rows.filter((row) => row.charges.some((each) => each.id === chargeId))
  if (rows.length === 0) return { kind: 'no_such_charge' }
  for (const row of rows) {
    for (const each of row.charges) if (each.id === chargeId) each.amount = each.paid
    row.charges = row.charges.filter((each) => each.amount > 0n)
    if (rowLeft(row) === 0n) row.paidOn ??= on
  }
  book.rows = book.rows.filter((row) => row.principal > 0n || row.charges.length > 0)
  return null
}

function useOverpaid(book: Book, on: Day, settings: LoanSettings): void {
  const part = minOre(book.overpaid, bookLeft(book))
  if (part === 0n) return
  book.overpaid = ore(book.overpaid - part)
  allocate(book, part, on, settings.allocation ?? 'charges_first')
}

function close(book: Book, how: 'written_off' | 'remitted'): Refusal | null {
  const left = bookLeft(book)
  if (left === 0n) return { kind: 'nothing_owed' }
  book.closed = how
  book.lost = left
  return null
}

function recover(book: Book, amount: Ore): Refusal | null {
  if (book.closed !== 'written_off') return { kind: 'not_written_off' }
  const left = ore(book.lost - book.recovered)
  if (amount > left) return { kind: 'over_written_off', left }
  book.recovered = ore(book.recovered + amount)
  return null
}

function pauseArrears(book: Book, from: Day, until: Day | null): Refusal | null {
  if (until !== null && !isBefore(from, until)) return { kind: 'day_not_later', earliest: from.add({ days: 1 }) }
  const overlaps = book.pauses.some(
    (pause) => (pause.until === null || isBefore(from, pause.until)) && (until === null || isBefore(pause.from, until)),
  )
  if (overlaps) return { kind: 'pause_already_running' }
  book.pauses.push({ from, until })
  return null
}

function resumeArrears(book: Book, on: Day): Refusal | null {
  const running = book.pauses.find((pause) => isOnOrBefore(pause.from, on) && (pause.until === null || isBefore(on, pause.until)))
  if (running === undefined) return { kind: 'no_pause_running' }
  running.until = on
  return null
}

function defer(book: Book, deferral: Deferral, on: Day, settings: LoanSettings): Refusal | null {
  if (deferral.kind === 'new_plan') return newPlan(book, deferral.firstDue, deferral.terms, on, settings)
  const from = openRowsFrom(book, deferral.fromDue)
  if (!Array.isArray(from)) return from
  if (deferral.kind === 'move') return move(book, from, deferral.newDue, settings)
  const count = deferral.kind === 'extend' ? deferral.extraTerms : deferral.months
  if (!Number.isInteger(count) || count < 1 || count > 600) return { kind: 'count_out_of_range', from: 1, to: 600 }
  if (deferral.kind === 'pause') return move(book, from, pausedDue(deferral.fromDue, count, settings), settings)
  respread(book, from, count, ore(0n), settings, on)
  return null
}

function pausedDue(due: Day, months: number, settings: LoanSettings): Day {
  return planDues(addMonths(due.with({ day: 1 }), months), anchorOf(due, settings), 1)[0] ?? due
}

function openRowsFrom(book: Book, fromDue: Day): BookRow[] | Refusal {
  if (!book.rows.some((row) => row.due.equals(fromDue))) return { kind: 'no_such_instalment', due: fromDue }
  // Beside what an earlier plan left paid, a row of the new one may fall due on the same day.
  const at = book.rows.findIndex((row) => row.due.equals(fromDue) && rowLeft(row) > 0n)
  if (at < 0) return { kind: 'instalment_already_paid', due: fromDue }
  return book.rows.slice(at)
}

function move(book: Book, rows: BookRow[], newDue: Day, settings: LoanSettings): Refusal | null {
  const first = rows[0]
  if (first === undefined || !isBefore(first.due, newDue))
    return { kind: 'day_not_later', earliest: (first?.due ?? newDue).add({ days: 1 }) }
  const anchor = anchorOf(newDue, settings)
  const gaps = rows.map((row) => (row.due.year - first.due.year) * 12 + row.due.month - first.due.month)
  for (const [index, row] of rows.entries()) {
    row.movedFrom ??= row.due
    // A charge with a day of its own, in the same month as an instalment, is never brought forward.
    row.due = laterOf(row.due, planDues(addMonths(newDue.with({ day: 1 }), gaps[index] ?? 0), anchor, 1)[0] ?? newDue)
  }
  book.rows.sort((a, b) => -daysBetween(a.due, b.due))
  return null
}

function newPlan(book: Book, firstDue: Day, terms: number, on: Day, settings: LoanSettings): Refusal | null {
  if (!Number.isInteger(terms) || terms < 1 || terms > 600) return { kind: 'count_out_of_range', from: 1, to: 600 }
  if (!isBefore(on, firstDue)) return { kind: 'day_not_later', earliest: on.add({ days: 1 }) }
  const open = book.rows.filter((row) => rowLeft(row) > 0n)
  if (open.length === 0) return { kind: 'nothing_owed' }
  let principal = ore(0n)
  const charges = open.flatMap((row) => row.charges.filter((each) => each.paid < each.amount).map((each) => ({ each, row })))
  for (const row of open) {
    principal = ore(principal + principalLeft(row))
    row.principal = row.paidPrincipal
  }
  const parts = spreadPrincipal(principal, terms, settings.step ?? ore(100n))
  const dues = planDues(firstDue, anchorOf(firstDue, settings), Math.max(parts.length, 1))
  const fresh = dues.map((due, index) => addRow(book, due, parts[index] ?? ore(0n)))
  for (const { each, row } of charges) moveCharge(each, row, fresh[0])
  for (const row of open) row.paidOn ??= on
  book.rows = book.rows.filter((row) => row.principal > 0n || row.charges.length > 0)
  return null
}

function moveCharge(charge: BookRow['charges'][number], from: BookRow, to: BookRow | undefined): void {
  if (to === undefined) return
  to.charges.push({ id: charge.id, interest: charge.interest, amount: ore(charge.amount - charge.paid), paid: ore(0n) })
  if (charge.paid === 0n) from.charges = from.charges.filter((each) => each !== charge)
  else charge.amount = charge.paid
}
