import { cents, frequencyOf, plusDays, stepDay } from './slow-days.ts'
import { follow } from './slow-interest.ts'
import { pay } from './slow-payment.ts'
import { levelRows } from './slow-annuity.ts'
import { type Move, plan } from './slow-plan.ts'
import { emptyRow, inOrder, leftOf, owed, place, shares } from './slow-rows.ts'
import type { Book, Entry, Json, Loan, Row, Taken } from './slow-types.ts'

/** Principal that was paid out and not paid back. */
const principalLeft = (book: Book): bigint => book.paidOut - book.rows.reduce((sum, row) => sum + row.paid, 0n)

/** Works one entry into the book, as on its day. */
export function apply(loan: Loan, book: Book, entry: Entry, moves: readonly Move[]): void {
  const { step, date } = entry
  const none = { principal: 0n, interest: 0n, fees: 0n, penalties: 0n, balance: 0n, waiting: 0n }
  const to: Taken = { type: entry.type ?? '', date, amount: entry.amount, ...none, seq: entry.seq }
  if (entry.type !== null) book.taken.push(to)
  if (entry.type === 'Disbursement') payOut(loan, book, entry, moves, to)
  else if (step['do'] === 'charge') charge(book, step, entry.seq)
  else if (step['do'] === 'interestPause') {
    book.stops.push({ start: String(step['start']), end: String(step['end']) })
    follow(loan, book, date, null)
  } else if (step['do'] === 'writeOff' || step['do'] === 'remit') {
    countOwed(loan, book, to)
    book.writtenOff = true
    book.remitted = step['do'] === 'remit'
  } else if (step['do'] === 'chargeOff') countOwed(loan, book, to)
  else if (step['do'] === 'waive') waive(book, step, to)
  else if (step['do'] === 'refund') refund(book, to)
  else if (step['do'] === 'recover') return
  else if (step['do'] === 'reAge' || step['do'] === 'reAmortize') {
    follow(loan, book, date, null)
    to.principal = step['do'] === 'reAge' ? reAge(loan, book, step, date) : reAmortize(loan, book, date)
    to.amount = to.principal
  } else if (entry.type !== null) takeMoney(loan, book, entry, to)
  for (const each of book.taken.filter((one) => one.waiting > 0n)) {
    const before = each.principal
    each.waiting = pay(loan, book, each.waiting, date, each)
    book.moves.push({ day: date, amount: before - each.principal })
  }
}

function payOut(loan: Loan, book: Book, { amount, date, seq }: Entry, moves: readonly Move[], to: Taken): void {
  book.paidOut += amount
  book.moves.push({ day: date, amount })
  book.payouts.push({ day: date, amount, seq })
  const fresh = plan(loan, book.payouts, moves)
  book.rows = book.payouts.length === 1 ? fresh : replanned(book, fresh, date)
  if (book.payouts.length > 1) follow(loan, book, date, null)
  for (const row of book.rows) if (leftOf(row) === 0n) row.done ??= date
  to.balance = principalLeft(book)
}

function charge(book: Book, step: Json, seq: number): void {
  const nothing = { paid: 0n, early: 0n, late: 0n }
  book.charges.push({ due: String(step['due']), penalty: step['penalty'] === true, amount: cents(step['amount']), ...nothing, seq })
  place(book)
}

/** What is unpaid of one charge falls away. */
function waive(book: Book, step: Json, to: Taken): void {
  const due = book.charges.filter((each) => each.due === step['due']).toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
  const one = due[Number(step['nth'] ?? 1) - 1]
  to.balance = principalLeft(book)
  if (one === undefined) return
  to.amount = one.amount - one.paid
  to[one.penalty ? 'penalties' : 'fees'] = to.amount
  one.amount = one.paid
  place(book)
  for (const row of book.rows) if (leftOf(row) === 0n) row.done ??= to.date
}

/** Waiting money goes back, what came in first before the rest. */
function refund(book: Book, to: Taken): void {
  to.balance = principalLeft(book)
  let left = to.amount
  for (const from of book.taken) {
    const part = from.waiting < left ? from.waiting : left
    from.waiting -= part
    left -= part
  }
  if (left > 0n) throw new Error('more is paid back than waits')
}

function countOwed(loan: Loan, book: Book, to: Taken): void {
  follow(loan, book, to.date, null)
  const open = (penalty: boolean) =>
    book.charges.filter((each) => each.penalty === penalty).reduce((sum, each) => sum + each.amount - each.paid, 0n)
  to.amount = owed(book)
  to.interest = book.rows.reduce((sum, row) => sum + row.bears.amount - row.bears.paid, 0n)
  to.principal = principalLeft(book)
  to.fees = open(false)
  to.penalties = open(true)
}

function takeMoney(loan: Loan, book: Book, entry: Entry, to: Taken): void {
  const { step, date } = entry
  const payOff = step['do'] === 'payOff'
  const nextDue = book.rows.find((row) => !row.extra && row.due >= date)?.due
  follow(loan, book, date, payOff && loan.toNextDue ? (nextDue ?? date) : date)
  if (payOff && entry.amount < 0n) {
    entry.amount = owed(book)
    to.amount = entry.amount
  }
  to.waiting = pay(loan, book, entry.amount, date, to)
  book.moves.push({ day: date, amount: -to.principal })
  to.balance = principalLeft(book)
  if (to.balance > 0n) follow(loan, book, date, null)
  else for (const row of book.rows) if (leftOf(row) === 0n) row.done ??= date
}

/** The rows after a later payout: the new plan's, less on none than is paid on it; what rescheduling left over or under falls on the last. */
function replanned(book: Book, fresh: readonly Row[], date: string): Row[] {
  const known = (row: Row) => book.rows.find((each) => !each.extra && each.down === row.down && each.due === row.due)
  for (const row of fresh) {
    const old = known(row)
    if (old === undefined || (old.due <= date && !old.down)) continue
    old.principal = row.principal > old.paid ? row.principal : old.paid
    old.bears.amount = row.bears.amount > old.bears.paid ? row.bears.amount : old.bears.paid
    old.level = row.level
  }
  const rows = inOrder([...book.rows.filter((row) => !row.extra), ...fresh.filter((row) => known(row) === undefined)])
  let missing = rows.reduce((sum, row) => sum - row.principal, book.paidOut)
  for (const row of rows.filter((each) => !each.down).toReversed()) {
    const change = missing > row.paid - row.principal ? missing : row.paid - row.principal
    row.principal += change
    missing -= change
  }
  for (const row of rows) if (leftOf(row) > 0n) row.done = null
  book.rows = [...rows, ...book.rows.filter((row) => row.extra)]
  place(book)
  return book.rows
}

/** What is unpaid on rows of its own, as a loan that begins where the last row before them ends; the first takes the interest that is overdue. */
function reAge(loan: Loan, book: Book, step: Json, date: string): bigint {
  const [start, count] = [String(step['startDate']), Number(step['numberOfInstalments'])]
  const moved = principalLeft(book)
  if (moved === 0n) return 0n
  let overdue = 0n
  for (const row of book.rows) {
    if (row.principal === row.paid && row.bears.amount === row.bears.paid) continue
    if (row.due <= date) overdue += row.bears.amount - row.bears.paid
    row.principal = row.paid
    row.bears.amount = row.bears.paid
    row.level = row.paid + row.bears.paid
    if (leftOf(row) === 0n) row.done = date
  }
  const before = book.rows.findLast((row) => !row.extra && row.due < start)?.due ?? book.payouts[0]?.day ?? start
  book.rows = book.rows.filter((row) => row.due < start || row.paid + row.bears.paid > 0n || row.extra)
  for (const row of book.rows) if (row.due >= start) row.from = row.due
  const [every, unit] = [Number(step['every']), String(step['frequency'])]
  const dues = Array.from({ length: count }, (_, k) => stepDay(start, k, every, unit, loan.monthEnd))
  const from = before < start ? before : plusDays(start, -1)
  for (const row of reAgedRows(loan, book, { every, unit, dues, from, moved, overdue })) {
    const same = book.rows.find((each) => each.due === row.due && !each.down && !each.extra)
    row.rhythm = { every, unit }
    if (same === undefined) book.rows.push(row)
    else {
      same.from = row.from
      same.rhythm = row.rhythm
      same.principal += row.principal
      same.bears.amount += row.bears.amount
      same.level += row.level
    }
  }
  book.rows = inOrder(book.rows)
  place(book)
  for (const row of book.rows) if (leftOf(row) === 0n) row.done ??= date
  return moved
}

type ReAged = { every: number; unit: string; dues: readonly string[]; from: string; moved: bigint; overdue: bigint }

function reAgedRows(loan: Loan, book: Book, { every, unit, dues, from, moved, overdue }: ReAged): Row[] {
  if (loan.rate === 0) return shares(moved, dues.length, loan.multiple).map((part, k) => emptyRow(dues[k] ?? '', part, dues[k - 1] ?? from))
  const counting = { ...loan, every, frequency: frequencyOf(unit), begun: book.payouts[0]?.day ?? from }
  const rows = levelRows({ counting, from, dues, owed: moved, inflows: [], grace: 0, multiple: loan.multiple, adjust: true })
  const made = rows.slice(0, rows.findLastIndex((row) => row.principal + row.interest > 0n) + 1)
  return made.map((row, k) => emptyRow(row.due, row.principal, dues[k - 1] ?? from, row.interest + (k === 0 ? overdue : 0n)))
}

function reAmortize(loan: Loan, book: Book, date: string): bigint {
  const later = book.rows.filter((row) => row.due > date && !row.down && !row.extra)
  const overdue = book.rows.filter((row) => row.due <= date && row.paid < row.principal)
  const moved = overdue.reduce((sum, row) => sum + row.principal - row.paid, 0n)
  if (moved === 0n || later.length === 0) return 0n
  for (const row of overdue) {
    row.principal = row.paid
    if (leftOf(row) === 0n) row.done = date
  }
  const parts = shares(moved, later.length, loan.multiple)
  for (const [index, row] of later.entries()) {
    row.principal += parts[index] ?? 0n
    row.level += parts[index] ?? 0n
    if (leftOf(row) > 0n) row.done = null
  }
  return moved
}
