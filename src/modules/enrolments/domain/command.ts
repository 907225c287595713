import type { Day } from '#kernel/days.ts'
import type { PlaceStepName } from './place-machine.ts'
import type { Missing } from './refusal.ts'
import type { BusinessFinding, CheckFinding, Initiator } from './run-event.ts'

/** The steps that need nothing said but that they are taken. */
export type BareCommand =
  | 'confirm_interest'
  | 'put_ahead'
  | 'put_back'
  | 'accept'
  | 'decline'
  | 'turn_down'
  | 'leave_list'
  | 'expire'
  | 'open_gate'
  | 'release_gate_place'
  | 'complete'
  | 'begin_after_care'
  | 'close'
  | 'settle_move'

/**
 * What somebody wants of a run, with the facts the rule needs. `ahead` counts those before it in line; `skipReason` and
 * `despite` are sentences that may be empty; `orWait` lets a reopened run wait with a right of return where no place is free. `absent` is that nobody came. Days are inclusive: `on` of a return is the first day back, `lastDay` the last in the run.
 */
export type PlaceCommand =
  | { [Step in BareCommand]: { step: Step } }[BareCommand]
  | { step: 'offer'; startOn: Day; answerBy: Day; ahead: number; skipReason: string }
  | { step: 'start'; on: Day }
  | { step: 'pause'; from: Day; until: Day; keepsPlace: boolean }
  | { step: 'extend_pause'; until: Day }
  | { step: 'resume'; on: Day }
  | { step: 'prolong'; until: Day }
  | { step: 'pass_gate'; on: Day; missing: readonly Missing[]; planApproved: boolean; despite: string }
  | { step: 'end_after_first'; lastDay: Day }
  | { step: 'end_early'; lastDay: Day; initiator: Initiator; tookPart: boolean }
  | { step: 'never_start'; initiator: Initiator; absent: boolean }
  | { step: 'record_check'; month: number; finding: CheckFinding; basis: string | null; business: BusinessFinding | null }
  | { step: 'reopen'; orWait?: boolean; placeFree?: boolean }
  | { step: 'close_list'; agreementOver: boolean }
  | { step: 'transfer'; agreementId: string; months: { qualifying: number; main: number }; gateDays: number }
  | { step: 'record_move'; on: Day; municipality: string }
  | { step: 'record_death'; on: Day }

/** Every step but the admission, which begins a run, is a command on one. */
export type CommandStep = Exclude<PlaceStepName, 'admit'>
