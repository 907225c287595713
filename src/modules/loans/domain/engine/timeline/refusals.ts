import { chargeDue } from './adjust.ts'
import { type Run, kindOf, undoTarget } from './context.ts'
import { followsPayments } from './interest.ts'
import { outstanding, rowLeft } from './ledger.ts'
import { maxRows, rescheduleRefusal } from './reschedule.ts'
import type { Step, StepRefusal } from './types.ts'

/** Why a step cannot be taken now; null when it can. */
export function refusalOf(run: Run, step: Step): StepRefusal | null {
  if (step.do === 'approve' || step.do === 'disburse') return beforePayout(run, step)
  if (run.ledger.writtenOff) return afterLoss(run, step)
  const first = run.ledger.disbursed[0]
  if (first === undefined) return { kind: 'not_paid_out' }
  if ('date' in step && step.date !== null) {
    if (step.date > step.on) return { kind: 'date_after_step' }
    if (step.date < first.date) return { kind: 'before_payout' }
  }
  if (run.ledger.chargedOff && !afterChargeOff.includes(step.do)) return { kind: 'charged_off' }
  return own(run, step, first.date)
}

const afterChargeOff: readonly Step['do'][] = [
  'check',
  'repay',
  'payOff',
  'credit',
  'waive',
  'refund',
  'writeOff',
  'remit',
  'undo',
  'arrearsPause',
  'arrearsResume',
]

/** After a write-off only recovery is admitted, and undoing: the loss itself when nothing of it has come in. */
function afterLoss(run: Run, step: Step): StepRefusal | null {
  const { remitted, lost, recovered } = run.ledger
  const closed: StepRefusal = { kind: remitted ? 'loan_remitted' : 'loan_written_off' }
  const kind = step.do === 'undo' ? kindOf(step.what) : null
  if (step.do === 'check') return null
  if (step.do === 'undo' && (kind === 'recoveryrepayment' || kind === (remitted ? 'remission' : 'writeoff'))) {
    if (kind === 'writeoff' && recovered > 0n) return { kind: 'recovered_since' }
    return undoRefusal(run, step)
  }
  if (step.do !== 'recover' || remitted) return closed
  if (step.date > step.on) return { kind: 'date_after_step' }
  const lostOn = run.ledger.transactions.find((each) => each.type === 'Close (as written-off)')?.date ?? Infinity
  if (step.date < lostOn) return { kind: 'not_written_off' }
  return recovered + step.amount > lost ? { kind: 'over_loss', left: lost - recovered } : null
}

function beforePayout(run: Run, step: Extract<Step, { do: 'approve' | 'disburse' }>): StepRefusal | null {
  if (run.ledger.writtenOff) return { kind: run.ledger.remitted ? 'loan_remitted' : 'loan_written_off' }
  if (run.ledger.chargedOff && step.do === 'disburse') return { kind: 'charged_off' }
  if (step.date > step.on) return { kind: 'date_after_step' }
  const paidOut = run.ledger.disbursed.reduce((sum, each) => sum + each.amount, 0n)
  if (step.do === 'approve') {
    if (step.amount > run.loan.principal) return { kind: 'over_principal', principal: run.loan.principal }
    return step.amount < paidOut ? { kind: 'already_approved_less', approved: paidOut } : null
  }
  const left = run.approved - paidOut
  if (step.amount > left) return { kind: 'over_approved_amount', left }
  if (step.date < lastPayout(run)) return { kind: 'before_payout' }
  if (isReplanned(run, step.date)) return { kind: 'payout_after_new_plan' }
  const lastDue = run.ledger.rows.findLast((row) => row.kind === 'regular')?.due
  return lastDue !== undefined && step.date >= lastDue ? { kind: 'payout_after_last_due' } : null
}

function lastPayout(run: Run): number {
  return run.ledger.disbursed.at(-1)?.date ?? -Infinity
}

function own(run: Run, step: Exclude<Step, { do: 'approve' | 'disburse' }>, paidOutOn: number): StepRefusal | null {
  switch (step.do) {
    case 'check':
    case 'repay':
    case 'credit':
      return null
    case 'payOff':
    case 'chargeOff':
    case 'writeOff':
    case 'remit':
      return outstanding(run.ledger) === 0n ? { kind: 'nothing_owed' } : null
    case 'charge':
      return step.due < paidOutOn ? { kind: 'before_payout' } : null
    case 'recover':
      return { kind: 'not_written_off' }
    case 'refund':
      return step.amount > run.ledger.overpaid ? { kind: 'over_credit', credit: run.ledger.overpaid } : null
    case 'waive':
      return waiveRefusal(run, step)
    case 'rateChange':
      return rateChangeRefusal(run, step, paidOutOn)
    case 'undo':
      return undoRefusal(run, step)
    case 'reschedule':
      // What a re-age left is on rows of its own, that no plan knows.
      return isReAged(run, step.on) ? { kind: 'reschedule_after_re_age' } : rescheduleRefusal(run.ledger.rows, step)
    case 'reAge':
      return reAgeRefusal(run, step, paidOutOn)
    case 'reAmortize':
      return reAmortizeRefusal(run, step.on)
    case 'interestPause':
      return interestPauseRefusal(run, step, paidOutOn)
    case 'arrearsPause':
      return arrearsPauseRefusal(run, step)
    case 'arrearsResume':
      return run.pauses.some((pause) => pause.start <= step.start && step.start < pause.end) ? null : { kind: 'no_pause_running' }
  }
}

function undoRefusal(run: Run, step: Extract<Step, { do: 'undo' }>): StepRefusal | null {
  if (/disburs|payout$/i.test(step.what ?? '')) return { kind: 'cannot_undo_payout' }
  return undoTarget(run, step) === null ? { kind: 'no_such_transaction' } : null
}

function waiveRefusal(run: Run, step: Extract<Step, { do: 'waive' }>): StepRefusal | null {
  const charge = chargeDue(run.ledger, step.due, step.nth)
  const entered = run.entries[charge?.seq ?? -1]
  if (charge === null || entered === undefined || entered.date > step.date) return { kind: 'no_such_charge' }
  return charge.amount === charge.paid ? { kind: 'charge_is_paid' } : null
}

function rateChangeRefusal(run: Run, step: Extract<Step, { do: 'rateChange' }>, paidOutOn: number): StepRefusal | null {
  const { interestMethod, yearlyRate } = run.loan.terms
  if (interestMethod !== 'declining-balance' || yearlyRate.num === 0n) return { kind: 'no_interest_to_change' }
  if (isReplanned(run)) return { kind: 'rate_change_after_new_plan' }
  const lastDue = run.ledger.rows.findLast((row) => row.kind === 'regular')?.due ?? paidOutOn
  if (step.from < paidOutOn || step.from >= lastDue) return { kind: 'rate_change_outside_loan' }
  const later = run.entries.some((entry) => !entry.reversed && entry.body.do === 'rateChange' && entry.body.from >= step.from)
  return later ? { kind: 'rate_change_not_later' } : null
}

function isReplanned(run: Run, by = Infinity): boolean {
  return isReAged(run, by) || run.entries.some((entry) => !entry.reversed && entry.body.do === 'reAmortize' && entry.date <= by)
}

function isReAged(run: Run, by: number): boolean {
  return run.entries.some((entry) => !entry.reversed && entry.body.do === 'reAge' && entry.date <= by)
}

function reAgeRefusal(run: Run, step: Extract<Step, { do: 'reAge' }>, paidOutOn: number): StepRefusal | null {
  if (step.startDate < paidOutOn || Math.min(step.on, step.startDate) < lastPayout(run)) return { kind: 'before_payout' }
  if (!run.ledger.rows.some((row) => row.principal > row.paidPrincipal)) return { kind: 'nothing_owed' }
  return run.ledger.rows.length + step.count > maxRows ? { kind: 'too_many_rows' } : null
}

function reAmortizeRefusal(run: Run, on: number): StepRefusal | null {
  const { rows } = run.ledger
  if (on < lastPayout(run)) return { kind: 'before_payout' }
  if (!rows.some((row) => row.due <= on && row.principal > row.paidPrincipal)) return { kind: 'nothing_overdue' }
  return rows.some((row) => row.kind === 'regular' && row.due > on) ? null : { kind: 'no_rows_left_to_carry' }
}

function interestPauseRefusal(run: Run, step: Extract<Step, { do: 'interestPause' }>, paidOutOn: number): StepRefusal | null {
  if (!followsPayments(run.loan)) return { kind: 'no_interest_to_pause' }
  if (step.end < step.start) return { kind: 'pause_ends_before_start' }
  const last = run.ledger.rows.findLast((row) => row.kind === 'regular')
  if (step.start < paidOutOn || step.end > (last?.due ?? paidOutOn)) return { kind: 'pause_outside_loan' }
  if (!run.ledger.rows.some((row) => rowLeft(row) > 0n)) return { kind: 'nothing_owed' }
  const overlap = run.ledger.interestPauses.some((pause) => pause.start <= step.end && step.start <= pause.end)
  return overlap ? { kind: 'pauses_overlap' } : null
}

function arrearsPauseRefusal(run: Run, step: Extract<Step, { do: 'arrearsPause' }>): StepRefusal | null {
  if (step.end <= step.start) return { kind: 'pause_ends_before_start' }
  return run.pauses.some((pause) => pause.start < step.end && step.start < pause.end) ? { kind: 'pauses_overlap' } : null
}
