import { formatDay } from '#kernel/days.ts'
import type { FormError } from '#ui/error-summary.tsx'
import type { StepRefusal } from '../../actions/take-step.ts'
import type { Texts } from '../../texts/da.ts'
import type { StepField } from './form.ts'

/** Refusals that the frame answers by itself: no page of the step is shown. */
export type FramedRefusal = Extract<StepRefusal, { kind: 'not_permitted' | 'no_such_enrolment' }>
/** Refusals that are told on the step's own page. */
export type ToldRefusal = Exclude<StepRefusal, FramedRefusal>

const told = (text: string, field?: StepField): FormError & { field?: StepField } => (field === undefined ? { text } : { text, field })

/** A refusal in plain words, at the field it speaks of. */
export function refusalError(refusal: ToldRefusal, say: Texts): FormError & { field?: StepField } {
  const no = say.refusals
  switch (refusal.kind) {
    case 'wrong_state':
      return told(refusal.paused ? no.wrongStatePaused : no.wrongState(say.states[refusal.state]))
    case 'too_early':
      return told(no.tooEarly(formatDay(refusal.earliest)), refusal.field)
    case 'too_late':
      return told(no.tooLate(formatDay(refusal.latest)), refusal.field)
    case 'not_open_yet':
      return told(no.notOpenYet(formatDay(refusal.opensOn)))
    case 'offer_expired':
      return told(no.offerExpired(formatDay(refusal.answerBy)))
    case 'skips_line':
      return told(no.skipsLine(refusal.ahead), 'skipReason')
    case 'start_to_come':
      return told(no.startToCome(formatDay(refusal.startOn)), 'reason')
    case 'class_unchanged':
      return told(no.classUnchanged)
    case 'kept_place_in_line_once':
      return told(no.keptOnce, 'answer')
    case 'prolonged_once':
      return told(no.prolongedOnce)
    case 'still_owed':
      return told(no.stillOwed, 'despite')
    case 'check_recorded':
      return told(no.checkRecorded(refusal.month), 'month')
    case 'check_incomplete':
      return told(no.checkIncomplete, refusal.field)
    case 'agreement_goes_on':
      return told(no.agreementGoesOn)
    case 'no_such_target':
      return told(no.noSuchTarget, 'agreementId')
    case 'no_open_move':
      return told(no.noOpenMove)
    case 'correction_window_over':
      return told(no.correctionOver(formatDay(refusal.until)))
    case 'no_acting_consent':
      return told(no.consent)
    case 'reason_missing':
      return told(no.reasonMissing, 'reason')
    case 'no_such_reason':
      return told(no.noSuchReason, 'reason')
    case 'words_missing':
      return told(no.wordsMissing, 'words')
    case 'words_not_wanted':
      return told(no.wordsNotWanted, 'words')
    case 'words_too_long':
      return told(no.wordsTooLong(refusal.max), 'words')
    case 'no_free_place':
      return told(no.noFreePlace(refusal.nextFreeOn === null ? null : formatDay(refusal.nextFreeOn)))
    case 'agreement_closed':
      return told(no.agreementClosed(formatDay(refusal.startsOn), formatDay(refusal.endsOn)))
    case 'past_run_off':
      return told(no.pastRunOff(formatDay(refusal.wouldEndOn), formatDay(refusal.runOffUntil)))
    case 'place_taken':
      return told(no.placeTaken(formatDay(refusal.wouldEndOn), formatDay(refusal.takenFrom)))
  }
}
