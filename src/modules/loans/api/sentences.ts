import type { StepRefusal } from '../domain/engine/timeline/types.ts'
import { money } from './render.ts'

/** A refused step in a plain English sentence. */
export function refusalSentence(refusal: StepRefusal): string {
  switch (refusal.kind) {
    case 'loan_written_off':
      return 'The loan is written off; nothing can be booked on it any more.'
    case 'not_paid_out':
      return 'The loan has not been paid out yet.'
    case 'already_approved_less':
      return `${money(refusal.approved)} has already been paid out, so less cannot be approved.`
    case 'over_approved_amount':
      return `At most ${money(refusal.left)} of the approved amount is left to pay out.`
    case 'over_principal':
      return `At most ${money(refusal.principal)} can be approved.`
    case 'date_after_step':
      return 'The date lies after the day of the step.'
    case 'before_payout':
      return 'The date lies before the payout.'
    case 'payout_after_new_plan':
      return 'The loan is on a new plan by then; nothing more can be paid out on it.'
    case 'payout_after_last_due':
      return 'The last instalment is due by then; nothing more can be paid out.'
    case 'nothing_owed':
      return 'Nothing is owed.'
    case 'no_such_transaction':
      return 'There is no such transaction to undo.'
    case 'cannot_undo_payout':
      return 'A payout cannot be undone.'
    case 'no_such_instalment':
      return 'No instalment is due on that day.'
    case 'due_date_not_later':
      return 'The new due date must lie after the due date of the instalment before.'
    case 'reschedule_changes_nothing':
      return 'The rescheduling changes nothing.'
    case 'too_many_rows':
      return 'The loan would have too many instalments.'
    case 'nothing_overdue':
      return 'Nothing is overdue.'
    case 'no_rows_left_to_carry':
      return 'No instalment is left that could carry what is overdue.'
    case 'no_interest_to_pause':
      return 'The loan has no interest that could be paused.'
    case 'pause_ends_before_start':
      return 'The pause ends before it starts.'
    case 'pause_outside_loan':
      return 'The pause lies outside the time of the loan.'
    case 'pauses_overlap':
      return 'The pause overlaps another one.'
    case 'no_pause_running':
      return 'No pause is running on that day.'
  }
}
