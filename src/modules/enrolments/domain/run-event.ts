import type { Day } from '#kernel/days.ts'

/** Who wanted the run to end. */
export const initiators = ['citizen', 'job_centre', 'provider'] as const
/** One of those who may have wanted the end. */
export type Initiator = (typeof initiators)[number]

/** How the citizen was found at an after-care check. */
export const checkFindings = ['self_supporting', 'business_and_benefit', 'job', 'education', 'benefit', 'not_reached'] as const
/** One finding of an after-care check. */
export type CheckFinding = (typeof checkFindings)[number]

/** The months after the end at which the citizen is asked how it went. */
export const checkMonths = [3, 6, 12, 24] as const

/** How the business was found at an after-care check. */
export const businessFindings = ['trading', 'ceased', 'never_begun'] as const
/** One finding about the business. */
export type BusinessFinding = (typeof businessFindings)[number]

/** The steps that carry nothing but their day. */
export type BareStep =
  | 'confirm_interest'
  | 'put_ahead'
  | 'put_back'
  | 'accept'
  | 'decline'
  | 'turn_down'
  | 'leave_list'
  | 'expire'
  | 'start'
  | 'resume'
  | 'open_gate'
  | 'release_gate_place'
  | 'pass_gate'
  | 'end_after_first'
  | 'complete'
  | 'begin_after_care'
  | 'close'
  | 'close_list'
  | 'settle_move'
  | 'record_death'

/**
 * What happened to a run. `on` is the day it counts from: the start's first day, an ending's last day, a pause's first day,
 * the first day back, the first day of the main phase, the day of a death or a move. `basis` is a code of the support-basis list. `returnsBy`
 * makes a reopened run wait with a right of return, since no place was free. `initiator` is null where nobody asked whose wish it was never to start. Reasons and free text lie beside it, since they can be erased.
 */
export type RunEvent =
  | { name: 'admit'; on: Day; acceptedOn: Day; priority: 1 | 2; months: { qualifying: number; main: number }; gateDays: number }
  | { [Name in BareStep]: { name: Name; on: Day } }[BareStep]
  | { name: 'offer'; on: Day; startOn: Day; answerBy: Day; skipped: number }
  | { name: 'pause'; on: Day; until: Day; keepsPlace: boolean }
  | { name: 'extend_pause'; on: Day; until: Day }
  | { name: 'prolong'; on: Day; days: number }
  | { name: 'end_early'; on: Day; initiator: Initiator; tookPart: boolean }
  | { name: 'never_start'; on: Day; initiator: Initiator | null }
  | { name: 'record_check'; on: Day; month: number; finding: CheckFinding; basis: string | null; business: BusinessFinding | null }
  | { name: 'record_move'; on: Day; municipality: string }
  | { name: 'transfer'; on: Day; agreementId: string; months: { qualifying: number; main: number }; gateDays: number }
  | { name: 'reopen'; on: Day; stayFrom: Day | null; returnsBy: Day | null }
