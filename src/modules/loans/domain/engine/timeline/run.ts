import { followsPayments, reworkInterest } from './interest.ts'
import type { Ledger } from './ledger.ts'
import { type Entry, type EntryBody, bodyOf, effectiveDate } from './log.ts'
import { type Run, undoTarget } from './context.ts'
import { refusalOf } from './refusals.ts'
import { withRates } from './rates.ts'
import { applyEntry, planChangesOf, replay } from './replay.ts'
import { type LoanCheck, checkOf } from './state.ts'
import type { DayNumber, Step, StepRefusal, TimelineLoan, Transaction } from './types.ts'

/** The answer to a step: done, refused (and nothing changed), or the state asked for. */
export type StepAnswer = { kind: 'done' } | { kind: 'refused'; refusal: StepRefusal } | { kind: 'check'; check: LoanCheck }

/**
 * Runs the steps of a loan in order and answers each. State is never patched: what is entered back in time, undone or rescheduled makes the
 * whole log be replayed by effective date and then entry order. A refused step changes nothing.
 */
export function runTimeline(loan: TimelineLoan, steps: readonly Step[]): StepAnswer[] {
  const run: Run = { loan, entries: [], pauses: [], shown: new Map(), approved: loan.principal, ledger: replay(loan, []) }
  return steps.map((step) => answer(run, step))
}

function answer(run: Run, step: Step): StepAnswer {
  if (step.do === 'check') return { kind: 'check', check: look(run, step.on) }
  const refusal = refusalOf(run, step)
  if (refusal !== null) return { kind: 'refused', refusal }
  if (uncovers(run, step)) return { kind: 'refused', refusal: { kind: 'refund_not_covered' } }
  take(run, step)
  return { kind: 'done' }
}

/** Whether money that was paid back would, after this step, not have been paid too much. Tried on a copy. */
function uncovers(run: Run, step: Step): boolean {
  if (step.do !== 'refund' && !run.entries.some((entry) => !entry.reversed && entry.body.do === 'refund')) return false
  const entries = run.entries.map((entry) => ({ ...entry }))
  const pauses = run.pauses.map((pause) => ({ ...pause }))
  const trial: Run = { ...run, entries, pauses, shown: new Map(run.shown), ledger: replay(run.loan, entries) }
  take(trial, step)
  return trial.ledger.refundUncovered
}

function take(run: Run, step: Step): void {
  const body = bodyOf(step)
  if (body !== null)
    enter(run, body, step.on, body.do === 'money' && 'date' in step && step.date !== null ? step.date : effectiveDate(body, step.on))
  if (step.do === 'disburse' && run.loan.downPaymentAuto && run.loan.terms.downPayment !== null) {
    enter(run, { do: 'money', kind: 'DOWN_PAYMENT', amount: 'downPayment' }, step.on, step.date)
  }
  if (step.do === 'approve') run.approved = step.amount
  if (step.do === 'undo') undo(run, step)
  if (step.do === 'arrearsPause') run.pauses.push({ start: step.start, end: step.end, resumed: false })
  if (step.do === 'arrearsResume') {
    const running = run.pauses.find((pause) => pause.start <= step.start && step.start < pause.end)
    if (running !== undefined) Object.assign(running, { end: step.start, resumed: true })
  }
}

// A pay-off is money that came in: once reckoned its amount stands, whatever is entered before it later.
function enter(run: Run, body: EntryBody, on: DayNumber, date: DayNumber): void {
  const entry: Entry = { seq: run.entries.length, on, date, body, reversed: false }
  const inOrder = run.entries.every((each) => each.reversed || each.date <= entry.date)
  run.entries.push(entry)
  const inPlan = body.do === 'reschedule' || body.do === 'rateChange'
  if (inOrder && !inPlan) applyEntry(withRates(run.loan, run.entries), run.ledger, entry, planChangesOf(run.entries))
  else run.ledger = replay(run.loan, run.entries)
  note(run)
  if (body.do === 'payOff') run.entries[entry.seq] = { ...entry, body: { ...body, amount: run.shown.get(entry.seq)?.amount ?? null } }
}

function undo(run: Run, step: Extract<Step, { do: 'undo' }>): void {
  const entry = undoTarget(run, step)
  if (entry === null) return
  entry.reversed = true
  run.ledger = replay(run.loan, run.entries)
  const shown = run.shown.get(entry.seq)
  if (shown !== undefined) run.shown.set(entry.seq, { ...shown, reversed: true })
  note(run)
}

/** Keeps what is shown of each transaction, and marks those that a replay has split anew. */
function note(run: Run): void {
  for (const now of run.ledger.transactions) {
    const before = run.shown.get(now.seq)
    const changed = before !== undefined && !sameSplit(before, now)
    run.shown.set(now.seq, { ...now, replayed: changed || (before?.replayed ?? false) })
  }
}

function sameSplit(a: Transaction, b: Transaction): boolean {
  const same = a.principal === b.principal && a.interest === b.interest && a.fees === b.fees
  const waited = a.overpaid + a.refunded === b.overpaid + b.refunded
  return same && a.penalties === b.penalties && waited && a.amount === b.amount
}

function look(run: Run, on: DayNumber): LoanCheck {
  const ledger = run.ledger.disbursed.length > 0 ? run.ledger : planned(run)
  const loan = withRates(run.loan, run.entries)
  if (followsPayments(loan) && run.ledger.disbursed.length > 0 && !ledger.writtenOff) reworkInterest(loan, ledger, on, null)
  return checkOf(loan, ledger, [...run.shown.values()], run.pauses, on)
}

/** Before the payout the plan is shown as if the principal were paid out on the day of the application, with nothing paid. */
function planned(run: Run): Ledger {
  const date = run.loan.submittedOn
  const entry: Entry = { seq: 0, on: date, date, body: { do: 'disburse', date, amount: run.loan.principal }, reversed: false }
  return replay(run.loan, [entry])
}
