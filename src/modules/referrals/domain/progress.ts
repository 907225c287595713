import { type Day, day } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { rowsFor, type Transition } from './referral-machine.ts'
import type { Authority, Outcome, ReferralEvent, ReferralState } from './states.ts'

/** An open proposal for a decision: the first of the two keys. */
export type Proposal = { readonly id: string; readonly outcome: Outcome; readonly authority: Authority; readonly humanId: string }

/** Where a referral stands, as far as the machine is concerned: the fold of its events. */
export type Progress = {
  readonly state: ReferralState
  readonly askedIn: 'submitted' | 'joint_assessment' | null
  /** Assessment round, from 1; a review or a reopening starts the next, with fresh assessments. */
  readonly round: number
  readonly assessed: readonly Authority[]
  readonly proposal: Proposal | null
  readonly hearing: { readonly until: Day; readonly answered: boolean } | null
  /** How many times it was decided "not now". */
  readonly deferrals: number
  /** An open complaint: being looked at again here, or with the appeal board. */
  readonly complaint: { readonly stage: 'received' | 'forwarded'; readonly on: Day } | null
  /** The appeal board has confirmed the decision that stands. */
  readonly boardAnswered: boolean
  /** The day the citizen was last told to expect the decision, when the deadline was not kept. */
  readonly expectedOn: Day | null
}

type Bare = Exclude<ReferralEvent, 'submit_assessment' | 'propose' | 'open_hearing' | 'complain' | 'forward_complaint' | 'tell_delay'>

/** An event with what the machine must know of it. The same object is stored as the event row's name and payload. */
export type Happening =
  | { readonly name: Bare }
  /** `over`: how many criteria lie further apart than the programme allows; 0 while the other part is not in. */
  | { readonly name: 'submit_assessment'; readonly authority: Authority; readonly over: number }
  | { readonly name: 'propose'; readonly proposal: Proposal }
  | { readonly name: 'open_hearing'; readonly until: string }
  /** `on`: the day the complaint came in, or the day it was sent on. */
  | { readonly name: 'complain' | 'forward_complaint'; readonly on: string }
  | { readonly name: 'tell_delay'; readonly expectedOn: string }

/** A referral that was just started. */
export const started: Progress = {
  state: 'draft',
  askedIn: null,
  round: 1,
  assessed: [],
  proposal: null,
  hearing: null,
  deferrals: 0,
  complaint: null,
  boardAnswered: false,
  expectedOn: null,
}

/** The one row that the event takes from here, or null when the event is not permitted now. */
export function rowOf(progress: Progress, happening: Happening): Transition | null {
  const fitting = rowsFor(progress.state, happening.name).filter((row) => row.when?.(progress, happening) ?? true)
  assert(fitting.length <= 1, `${progress.state} × ${happening.name} is ambiguous`)
  return fitting[0] ?? null
}

const freshRound = (progress: Progress): Progress => ({
  ...progress,
  round: progress.round + 1,
  assessed: [],
  proposal: null,
  hearing: null,
  askedIn: null,
  boardAnswered: false,
})

function effect(progress: Progress, happening: Happening): Progress {
  switch (happening.name) {
    case 'request_information':
      return { ...progress, askedIn: progress.state === 'joint_assessment' ? 'joint_assessment' : 'submitted' }
    case 'answer_information':
      return { ...progress, askedIn: null }
    case 'submit_assessment':
      return { ...progress, assessed: [...progress.assessed, happening.authority] }
    case 'propose':
      return { ...progress, proposal: happening.proposal }
    // A changed score or note drops the key that was turned: nobody has agreed to the new wording yet.
    case 'conciliate':
    case 'drop_proposal':
      return { ...progress, proposal: null }
    case 'open_hearing':
      return { ...progress, proposal: null, hearing: { until: day(happening.until), answered: false } }
    case 'answer_hearing':
      return { ...progress, proposal: null, hearing: progress.hearing && { ...progress.hearing, answered: true } }
    case 'defer':
      return { ...progress, proposal: null, boardAnswered: false, expectedOn: null, deferrals: progress.deferrals + 1 }
    // What both scored rested on something that is shared no more: they assess anew, each without the other's earlier part.
    case 'stop_sharing':
      return progress.assessed.length > 0 ? { ...freshRound(progress), askedIn: progress.askedIn } : { ...progress, proposal: null }
    case 'tell_delay':
      return { ...progress, expectedOn: day(happening.expectedOn) }
    case 'complain':
      return { ...progress, complaint: { stage: 'received', on: day(happening.on) } }
    case 'forward_complaint':
      return { ...progress, complaint: { stage: 'forwarded', on: day(happening.on) } }
    case 'record_appeal':
      return { ...progress, complaint: null, boardAnswered: true }
    case 'withdraw_complaint':
      return { ...progress, complaint: null }
    // Both parts stand and so does what was agreed; the decision is made anew, and a new refusal would be heard anew.
    case 'change_after_complaint':
      return { ...progress, complaint: null, boardAnswered: false, proposal: null, hearing: null }
    case 'review':
    case 'reopen':
      return freshRound(progress)
    case 'accept':
    case 'refuse':
    case 'withdraw':
    case 'register_by_mistake':
    case 'lapse':
      return { ...progress, proposal: null, complaint: null, boardAnswered: false, expectedOn: null }
    case 'share':
    case 'approve_sharing':
    case 'object_to_sharing':
    case 'take_back':
    case 'submit':
    case 'start_assessment':
      return progress
  }
}

/** Where the referral stands after an event; null when no row permits it. Guards are not asked: see decide(). */
export function apply(progress: Progress, happening: Happening): Progress | null {
  const row = rowOf(progress, happening)
  return row && { ...effect(progress, happening), state: row.to }
}

/** The fold of a referral's events from its start. Throws when the history is one the machine could not have written. */
export function replay(happenings: Iterable<Happening>): Progress {
  let progress = started
  for (const happening of happenings) {
    const next = apply(progress, happening)
    assert(next, `event ${happening.name} cannot follow in state ${progress.state}`)
    progress = next
  }
  return progress
}
