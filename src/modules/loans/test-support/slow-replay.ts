import { pay } from './slow-payment.ts'
import { cents, days, emptyRow, leftOf, nearest, owed, place, plan, plusDays, shares, stepDay, textIn, textOf } from './slow-rows.ts'
import type { Book, Charge, Entry, Json, Loan, Taken } from './slow-types.ts'

/**
 * A second reckoning of timelines at 0 %, written from the words of the published conventions and not from the engine: it forgets everything
 * between two steps, replays the whole log for each question, and knows no shortcuts. Amounts in cents; slow on
 * purpose. It knows neither interest, later payouts nor the bucket of a running pause.
 */
const principalLeft = (book: Book): bigint => book.paidOut - book.rows.reduce((sum, row) => sum + row.paid, 0n)

function apply(loan: Loan, book: Book, entry: Entry, moves: readonly Json[]): void {
  const { step, date } = entry
  const to: Taken = {
    type: entry.type ?? '',
    date,
    amount: entry.amount,
    principal: 0n,
    fees: 0n,
    penalties: 0n,
    balance: 0n,
    waiting: 0n,
    seq: entry.seq,
  }
  if (entry.type !== null) book.taken.push(to)
  if (step['do'] === 'disburse' && entry.type === 'Disbursement') {
    book.paidOut += entry.amount
    book.rows = plan(loan, date, entry.amount, moves)
    for (const row of book.rows) if (leftOf(row) === 0n) row.done = date
    to.balance = principalLeft(book)
  } else if (step['do'] === 'charge') {
    book.charges.push({
      due: String(step['due']),
      penalty: step['penalty'] === true,
      amount: cents(step['amount']),
      paid: 0n,
      early: 0n,
      late: 0n,
    })
    place(book)
  } else if (step['do'] === 'writeOff') {
    to.amount = owed(book)
    to.principal = principalLeft(book)
    const open = (penalty: boolean) =>
      book.charges.filter((each) => each.penalty === penalty).reduce((sum, each) => sum + each.amount - each.paid, 0n)
    to.fees = open(false)
    to.penalties = open(true)
    book.writtenOff = true
  } else if (step['do'] === 'reAge' || step['do'] === 'reAmortize') {
    const moved = step['do'] === 'reAge' ? reAge(loan, book, step, date) : reAmortize(loan, book, date)
    to.amount = moved
    to.principal = moved
  } else if (entry.type !== null) {
    if (step['do'] === 'payOff' && entry.amount < 0n) {
      entry.amount = owed(book)
      to.amount = entry.amount
    }
    to.waiting = pay(loan, book, entry.amount, date, to)
    to.balance = principalLeft(book)
  }
  for (const each of book.taken) if (each.waiting > 0n) each.waiting = pay(loan, book, each.waiting, date, each)
}

function reAge(loan: Loan, book: Book, step: Json, date: string): bigint {
  const [start, count] = [String(step['startDate']), Number(step['numberOfInstalments'])]
  const moved = principalLeft(book)
  if (moved === 0n) return 0n
  for (const row of book.rows) {
    if (row.principal === row.paid) continue
    row.principal = row.paid
    if (leftOf(row) === 0n) row.done = date
  }
  book.rows = book.rows.filter((row) => row.due < start || row.paid > 0n || row.extra)
  for (const [index, part] of shares(moved, count, loan.multiple).entries()) {
    const due = stepDay(start, index, Number(step['every']), String(step['frequency']), loan.monthEnd)
    const same = book.rows.find((row) => row.due === due && !row.down && !row.extra)
    if (same === undefined) book.rows.push(emptyRow(due, part))
    else same.principal += part
  }
  book.rows.sort((a, b) => (a.due === b.due ? Number(b.down) - Number(a.down) : a.due < b.due ? -1 : 1))
  place(book)
  for (const row of book.rows) if (leftOf(row) === 0n) row.done ??= date
  return moved
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
    if (leftOf(row) > 0n) row.done = null
  }
  return moved
}

function readLoan(loan: Json): Loan {
  const allocation = (loan['allocation'] ?? {}) as { order?: string[]; future?: Json }
  return {
    principal: cents(loan['principal']),
    n: Number(loan['numberOfRepayments']),
    every: Number(loan['every']),
    unit: String(loan['frequency']),
    multiple: cents(textIn(loan['installmentMultiple'], '0.01').replace(/^\d+$/, '$&.00')),
    down: BigInt(textIn(loan['downPaymentPercent'], '0').split('.')[0] ?? '0'),
    downAuto: loan['downPaymentAuto'] === true,
    monthEnd: textIn(loan['monthEndStrategy'], 'last-day-of-month'),
    grace: Number(loan['graceOnArrearsDays'] ?? 0),
    strategy: String(loan['allocationStrategy']),
    order: allocation.order ?? [],
    future: allocation.future ?? {},
  }
}

const typeOf: Record<string, string> = {
  disburse: 'Disbursement',
  repay: 'Repayment',
  payOff: 'Repayment',
  reAge: 'Re-age',
  reAmortize: 'Re-amortize',
  writeOff: 'Close (as written-off)',
}
const creditTypes: Record<string, string> = {
  MERCHANT_ISSUED_REFUND: 'Merchant Issued Refund',
  GOODWILL_CREDIT: 'Goodwill Credit',
  PAYOUT_REFUND: 'Payout Refund',
}

function entryOf(step: Json, seq: number): Entry | null {
  const [on, kind] = [String(step['on']), String(step['do'])]
  if (!['disburse', 'repay', 'payOff', 'credit', 'charge', 'writeOff', 'reschedule', 'reAge', 'reAmortize'].includes(kind)) return null
  const own = textIn(step['date'] ?? step['due'] ?? step['startDate'], on)
  const date = kind === 'charge' || kind === 'reAge' ? ([on, own].toSorted()[0] ?? on) : kind === 'reschedule' ? on : own
  const type = kind === 'credit' ? (creditTypes[String(step['kind'])] ?? '') : (typeOf[kind] ?? null)
  return { step, on, date, seq, type, amount: step['amount'] === undefined ? -1n : cents(step['amount']), reversed: false }
}

function replayed(loan: Loan, log: readonly Entry[]): Book {
  const book: Book = { rows: [], charges: [], taken: [], writtenOff: false, paidOut: 0n }
  const standing = log.filter((entry) => !entry.reversed)
  const moves = standing.filter((entry) => entry.step['do'] === 'reschedule').map((entry) => entry.step)
  const ordered = standing
    .filter((entry) => entry.step['do'] !== 'reschedule')
    .toSorted((a, b) => (a.date === b.date ? a.seq - b.seq : a.date < b.date ? -1 : 1))
  for (const entry of ordered) apply(loan, book, entry, moves)
  return book
}

/** The answer to each check among the steps; every other step is taken to be allowed. */
export function slowTimeline(given: Json, steps: readonly Json[]): Json[] {
  const loan = readLoan(given)
  const log: Entry[] = []
  const pauses: { start: string; end: string }[] = []
  const answers: Json[] = []
  const shown = new Map<number, Taken>()
  for (const step of steps) {
    const entry = entryOf(step, log.length)
    if (entry !== null) log.push(entry)
    if (step['do'] === 'disburse' && loan.downAuto && loan.down > 0n) {
      const amount = nearest(cents(step['amount']) * loan.down, 100n, loan.multiple)
      log.push({
        step: {},
        on: String(step['on']),
        date: String(step['date']),
        seq: log.length,
        type: 'Down Payment',
        amount,
        reversed: false,
      })
    }
    if (step['do'] === 'undo') {
      const bare = (text: unknown) =>
        String(text)
          .toLowerCase()
          .replaceAll(/[^a-z]/g, '')
      const found = log.filter(
        (each) => !each.reversed && bare(each.type) === bare(step['what']) && (step['date'] === undefined || each.date === step['date']),
      )
      const target = step['date'] === undefined ? found.at(-1) : found[Number(step['nth'] ?? 1) - 1]
      if (target !== undefined) target.reversed = true
    }
    if (step['do'] === 'arrearsPause') pauses.push({ start: String(step['start']), end: String(step['end']) })
    if (step['do'] === 'arrearsResume')
      for (const pause of pauses)
        if (pause.start <= String(step['start']) && String(step['start']) < pause.end) pause.end = String(step['start'])
    const book = replayed(loan, log)
    for (const each of book.taken) shown.set(each.seq, each)
    if (step['do'] === 'check') answers.push(stateOf(loan, book, log, shown, pauses, String(step['on'])))
  }
  return answers
}

function stateOf(
  loan: Loan,
  book: Book,
  log: readonly Entry[],
  shown: ReadonlyMap<number, Taken>,
  pauses: readonly { start: string; end: string }[],
  on: string,
): Json {
  const waiting = book.taken.reduce((sum, each) => sum + each.waiting, 0n)
  const left = owed(book)
  const late = book.writtenOff ? [] : book.rows.filter((row) => row.due < on && leftOf(row) > 0n)
  const since = late.map((row) => row.due).toSorted()[0]
  const pausedDays = (from: string) =>
    Array.from({ length: days(from, on) }, (_, k) => plusDays(from, k)).filter((at) =>
      pauses.some((pause) => pause.start <= at && at < pause.end),
    ).length
  return {
    schedule: scheduleOf(book),
    transactions: log.flatMap((entry) => {
      const each = shown.get(entry.seq)
      if (each === undefined || entry.type === null) return []
      const { date, type, amount, principal, fees, penalties } = each
      return [
        {
          date,
          type,
          amount: textOf(amount),
          principal: textOf(principal),
          interest: '0.00',
          fees: textOf(fees),
          penalties: textOf(penalties),
          balance: textOf(each.balance),
          ...(entry.reversed ? { reversed: true } : {}),
        },
      ]
    }),
    status: book.writtenOff ? 'closed-written-off' : waiting > 0n ? 'overpaid' : left === 0n ? 'closed-obligations-met' : 'active',
    outstanding: textOf(left),
    overpaid: textOf(waiting),
    arrears: {
      amount: textOf(late.reduce((sum, row) => sum + leftOf(row), 0n)),
      delinquentFrom: since === undefined ? null : plusDays(since, loan.grace),
      pastDueDays: since === undefined ? 0 : days(since, on),
      delinquentDays: since === undefined ? 0 : Math.max(0, days(since, on) - loan.grace - pausedDays(since)),
    },
  }
}

function scheduleOf(book: Book): Json[] {
  let balance = book.paidOut
  return book.rows.map((row, index) => {
    balance -= row.principal
    const sum = (pick: (charge: Charge) => bigint) => row.charges.reduce((all, each) => all + pick(each), 0n)
    return {
      n: index + 1,
      due: row.due,
      principal: textOf(row.principal),
      interest: '0.00',
      fees: textOf(sum((each) => (each.penalty ? 0n : each.amount))),
      penalties: textOf(sum((each) => (each.penalty ? each.amount : 0n))),
      total: textOf(row.principal + sum((each) => each.amount)),
      paid: textOf(row.paid + sum((each) => each.paid)),
      inAdvance: textOf(row.early + sum((each) => each.early)),
      late: textOf(row.late + sum((each) => each.late)),
      outstanding: textOf(book.writtenOff ? 0n : leftOf(row)),
      balanceAfter: textOf(balance),
      paidOn: leftOf(row) === 0n ? row.done : null,
    }
  })
}
