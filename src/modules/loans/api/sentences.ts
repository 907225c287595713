import type { StepRefusal } from '../domain/engine/timeline/types.ts'
import { money } from './render.ts'

const sentences: Readonly<Record<StepRefusal['kind'], string>> = {
  loan_written_off: 'The loan is written off; nothing can be booked on it any more.',
  loan_remitted: 'The borrower has been let off the loan; nothing can be booked on it any more.',
  charged_off: 'The loan is charged off; only money and closing can be booked on it.',
  not_written_off: 'The loan was not written off by then; there is no loss to recover.',
  recovered_since: 'Money has come in on the loss; the write-off cannot be undone while it stands.',
  over_loss: 'At most {amount} of the loss is left to recover.',
  over_credit: 'At most {amount} has been paid too much.',
  refund_not_covered: 'Money that was paid back would then not have been paid too much.',
  no_such_charge: 'No such charge is due on that day.',
  charge_is_paid: 'Nothing of the charge is left to waive.',
  no_interest_to_change: 'The loan bears no interest on its balance whose rate could change.',
  rate_change_after_new_plan: 'The loan is on a new plan; its rate cannot be changed.',
  rate_change_not_later: 'The change of rate must lie after the one before.',
  rate_change_outside_loan: 'The change of rate lies outside the time of the loan.',
  not_paid_out: 'The loan has not been paid out yet.',
  already_approved_less: '{amount} has already been paid out, so less cannot be approved.',
  over_approved_amount: 'At most {amount} of the approved amount is left to pay out.',
  over_principal: 'At most {amount} can be approved.',
  date_after_step: 'The date lies after the day of the step.',
  before_payout: 'The date lies before the payout.',
  payout_after_new_plan: 'The loan is on a new plan by then; nothing more can be paid out on it.',
  payout_after_last_due: 'The last instalment is due by then; nothing more can be paid out.',
  nothing_owed: 'Nothing is owed.',
  no_such_transaction: 'There is no such transaction to undo.',
  cannot_undo_payout: 'A payout cannot be undone.',
  no_such_instalment: 'No instalment is due on that day.',
  due_date_not_later: 'The new due date must lie after the due date of the instalment before.',
  reschedule_changes_nothing: 'The rescheduling changes nothing.',
  reschedule_after_re_age: 'The loan has been re-aged by then; it can be re-aged anew, but its new instalments cannot be moved.',
  too_many_rows: 'The loan would have too many instalments.',
  nothing_overdue: 'Nothing is overdue.',
  no_rows_left_to_carry: 'No instalment is left that could carry what is overdue.',
  no_interest_to_pause: 'The loan has no interest that could be paused.',
  pause_ends_before_start: 'The pause ends before it starts.',
  pause_outside_loan: 'The pause lies outside the time of the loan.',
  pauses_overlap: 'The pause overlaps another one.',
  no_pause_running: 'No pause is running on that day.',
}

/** A refused step in a plain English sentence, with the amount that the refusal tells of. */
export function refusalSentence(refusal: StepRefusal): string {
  const { kind, ...figures } = refusal
  const [amount = 0n] = Object.values(figures)
  return sentences[kind].replace('{amount}', money(amount))
}
