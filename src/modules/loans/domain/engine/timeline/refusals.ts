import { maxRows, rescheduleRefusal } from './base.ts'
import { type Run, undoTarget } from './context.ts'
import { followsPayments } from './interest.ts'
import { outstanding, rowLeft } from './ledger.ts'
import type { Step, StepRefusal } from './types.ts'

/** Why a step cannot be taken now; null when it can. */
export function refusalOf(run: Run, step: Step): StepRefusal | null {
  if (step.do === 'approve' || step.do === 'disburse') return beforePayout(run, step)
  if (run.ledger.writtenOff) return { kind: 'loan_written_off' }
  const first = run.ledger.disbursed[0]
  if (first === undefined) return { kind: 'not_paid_out' }
  if ('date' in step && step.date !== null) {
    if (step.date > step.on) return { kind: 'date_after_step' }
    if (step.date < first.date) return { kind: 'before_payout' }
  }
  return own(run, step, first.date)
}

function beforePayout(run: Run, step: Extract<Step, { do: 'approve' | 'disburse' }>): StepRefusal | null {
  if (run.ledger.writtenOff) return { kind: 'loan_written_off' }
  if (step.date > step.on) return { kind: 'date_after_step' }
  const paidOut = run.ledger.disbursed.reduce((sum, each) => sum + each.amount, 0n)
  if (step.do === 'approve') {
    if (step.amount > run.loan.principal) return { kind: 'over_principal', principal: run.loan.principal }
    return step.amount < paidOut ? { kind: 'already_approved_less', approved: paidOut } : null
  }
  const left = run.approved - paidOut
  if (step.amount > left) return { kind: 'over_approved_amount', left }
  if (step.date < lastPayout(run)) return { kind: 'before_payout' }
  const replanned = run.entries.some(
    (entry) => !entry.reversed && (entry.body.do === 'reAge' || entry.body.do === 'reAmortize') && entry.date <= step.date,
  )
  if (replanned) return { kind: 'payout_after_new_plan' }
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
    case 'writeOff':
      return outstanding(run.ledger) === 0n ? { kind: 'nothing_owed' } : null
    case 'charge':
      return step.due < paidOutOn ? { kind: 'before_payout' } : null
    case 'undo':
      return undoRefusal(run, step)
    case 'reschedule':
      return rescheduleRefusal(run.ledger.rows, step)
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
