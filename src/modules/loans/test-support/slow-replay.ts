import { apply } from './slow-apply.ts'
import { cents, nearest, textIn } from './slow-days.ts'
import { follow } from './slow-interest.ts'
import { stateOf } from './slow-state.ts'
import type { Book, Entry, Json, Loan, Taken } from './slow-types.ts'

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
    rate: Number(
      cents(
        textIn(loan['annualRatePercent'], '0').includes('.') ? loan['annualRatePercent'] : `${textIn(loan['annualRatePercent'], '0')}.00`,
      ),
    ),
    dayCount: textIn(loan['dayCount'], 'nominal-period') as Loan['dayCount'],
    follows: loan['interestRecalculation'] === true,
    toNextDue: loan['precloseRule'] === 'till-rest-frequency-date',
  }
}

const typeOf: Record<string, string> = {
  disburse: 'Disbursement',
  repay: 'Repayment',
  payOff: 'Repayment',
  reAge: 'Re-age',
  reAmortize: 'Re-amortize',
  waive: 'Waive Loan Charges',
  refund: 'Credit Balance Refund',
  chargeOff: 'Charge-off',
  writeOff: 'Close (as written-off)',
  remit: 'Remission',
  recover: 'Recovery Repayment',
}
const creditTypes: Record<string, string> = {
  MERCHANT_ISSUED_REFUND: 'Merchant Issued Refund',
  GOODWILL_CREDIT: 'Goodwill Credit',
  PAYOUT_REFUND: 'Payout Refund',
}

function entryOf(step: Json, seq: number): Entry | null {
  const [on, kind] = [String(step['on']), String(step['do'])]
  if (!(kind in typeOf) && !['credit', 'charge', 'reschedule', 'interestPause'].includes(kind)) return null
  const own = textIn(step['date'] ?? (kind === 'waive' ? on : step['due']) ?? step['startDate'] ?? step['start'], on)
  const date =
    kind === 'charge' || kind === 'reAge' || kind === 'interestPause' ? ([on, own].toSorted()[0] ?? on) : kind === 'reschedule' ? on : own
  const type = kind === 'credit' ? (creditTypes[String(step['kind'])] ?? '') : (typeOf[kind] ?? null)
  return { step, on, date, seq, type, amount: step['amount'] === undefined ? -1n : cents(step['amount']), reversed: false }
}

function replayed(loan: Loan, log: readonly Entry[]): Book {
  const book: Book = {
    rows: [],
    charges: [],
    taken: [],
    writtenOff: false,
    remitted: false,
    paidOut: 0n,
    moves: [],
    stops: [],
    payouts: [],
  }
  const standing = log.filter((entry) => !entry.reversed)
  const moves = standing.filter((entry) => entry.step['do'] === 'reschedule').map(({ step, date, seq }) => ({ step, day: date, seq }))
  const ordered = standing
    .filter((entry) => entry.step['do'] !== 'reschedule')
    .toSorted((a, b) => (a.date === b.date ? a.seq - b.seq : a.date < b.date ? -1 : 1))
  for (const entry of ordered) apply(loan, book, entry, moves)
  return book
}

/**
 * A second reckoning of timelines, written from the words of the published conventions and not from the engine: it forgets everything
 * between two steps, replays the whole log for each question, and knows no shortcuts. Amounts in cents; slow on
 * purpose. Answers each check among the steps; every other step is taken to be allowed. Interest it knows for annuities, followed day by day (`slow-interest.ts`). It does not know the bucket of a running pause.
 */
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
    if (step['do'] === 'check' && book.paidOut > 0n) follow(loan, book, String(step['on']), null)
    if (step['do'] === 'check') answers.push(stateOf(loan, book, log, shown, pauses, String(step['on'])))
  }
  return answers
}
