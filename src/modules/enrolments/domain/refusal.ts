import type { Day } from '#kernel/days.ts'
import type { PlaceState, PlaceStepName } from './place-machine.ts'

/** Something the programme demands and the citizen has not yet done. */
export type Missing = { code: string; name: { da: string; en: string }; missing: number }

/** Why a step is refused, in order of precedence: the table first, then the days, then what must be said. */
export type PlaceRefusal =
  | { kind: 'wrong_state'; step: PlaceStepName; state: PlaceState; paused: boolean }
  | { kind: 'too_early'; field: PlaceField; earliest: Day }
  | { kind: 'too_late'; field: PlaceField; latest: Day }
  | { kind: 'not_open_yet'; opensOn: Day }
  | { kind: 'offer_expired'; answerBy: Day }
  | { kind: 'skips_line'; ahead: number }
  | { kind: 'start_to_come'; startOn: Day }
  | { kind: 'class_unchanged' }
  | { kind: 'kept_place_in_line_once' }
  | { kind: 'prolonged_once' }
  | { kind: 'still_owed'; missing: readonly Missing[]; planApproved: boolean }
  | { kind: 'check_recorded'; month: number }
  | { kind: 'check_incomplete'; field: 'basis' | 'business' }
  | { kind: 'correction_window_over'; until: Day }
  | { kind: 'agreement_goes_on' }
  | { kind: 'no_such_target' }
  | { kind: 'no_open_move' }

/** The field of a form a refusal speaks of. */
export type PlaceField = 'startOn' | 'answerBy' | 'on' | 'from' | 'until' | 'lastDay' | 'month'
