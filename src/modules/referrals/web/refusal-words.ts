import type { Day } from '#kernel/days.ts'
import { dayText } from '#ui/format.ts'
import type { AssessRefusal } from '../actions/assess.ts'
import type { AgreeRefusal } from '../actions/agree-scores.ts'
import type { AnswerRefusal, AskRefusal } from '../actions/ask-information.ts'
import type { LeaveRefusal, ReopenRefusal } from '../actions/leave.ts'
import type { ProposeRefusal } from '../actions/propose-decision.ts'
import type { DelayRefusal } from '#modules/notices/index.ts'
import type { ComplaintDayRefusal } from '../domain/complaint.ts'
import type { DecisionRefusal } from '../domain/decision.ts'
import type { MachineRefusal } from '../domain/guards.ts'
import type { Texts } from '../texts/da.ts'

type Gone = { kind: 'not_permitted'; action: string } | { kind: 'no_such_referral' }
type Own =
  | { kind: 'not_accepted' }
  | { kind: 'moment_over' }
  | { kind: 'moment_not_yet' }
  | { kind: 'nothing_stopped' }
  | { kind: 'text_missing' }
  | { kind: 'told_meanwhile'; until: Day }
  | { kind: 'not_informed' }
  | { kind: 'section_closed' }
/** Every refusal a page here explains; those of people and of starting have words at their own fields. */
export type PageRefusal = Exclude<
  | AssessRefusal
  | AgreeRefusal
  | AskRefusal
  | AnswerRefusal
  | LeaveRefusal
  | ReopenRefusal
  | ProposeRefusal
  | DecisionRefusal
  | MachineRefusal
  | ComplaintDayRefusal
  | DelayRefusal
  | Own,
  Gone
>

/** What went wrong, in words that say what to do. A kind without words stops the build. */
export function refusalWords(refusal: PageRefusal, say: Texts): string {
  const words = say.refusals
  if (refusal.kind === 'not_in_state') return words.not_in_state(say.states[refusal.state])
  if (refusal.kind === 'questions_unanswered') return words.questions_unanswered(refusal.count)
  if (refusal.kind === 'hearing_running') return words.hearing_running(dayText(refusal.until))
  if (refusal.kind === 'too_many_deferrals') return words.too_many_deferrals(refusal.max)
  if (refusal.kind === 'reopening_too_late') return words.reopening_too_late(dayText(refusal.until))
  if (refusal.kind === 'received_before_decision') return words.received_before_decision(dayText(refusal.decidedOn))
  if (refusal.kind === 'hearing_too_short') return words.hearing_too_short(refusal.minDays)
  if (refusal.kind === 'told_meanwhile') return words.told_meanwhile(dayText(refusal.until))
  return words[refusal.kind]
}

/** True for the refusals that the frame answers with a page of its own: not allowed, or not there. */
export function isGone(refusal: { kind: string }): refusal is Gone {
  return refusal.kind === 'not_permitted' || refusal.kind === 'no_such_referral'
}
