import type { Role } from '#kernel/actor.ts'
import { undecided } from './delay.ts'
import type { Progress, Happening } from './progress.ts'
import type { ReferralEvent, ReferralState } from './states.ts'

/** Who may do it: a role held at a position in the agreement, the citizen the case is about, or a job. */
export type Who = { readonly role: Role; readonly as: 'acting_job_centre' | 'provider' } | 'self' | 'system'

/** Lists of reasons that a programme version keeps; an event with one demands a code from it. */
export type ReasonList = 'return_for_information' | 'refusal' | 'not_now' | 'withdrawal' | 'mistake'

/** A condition that facts outside the machine decide; its rule stands in guards.ts. */
export type GuardName =
  | 'ready_to_share'
  | 'complete'
  | 'asks_something'
  | 'all_answered'
  | 'own_part_missing'
  | 'own_part_complete'
  | 'both_in'
  | 'no_proposal'
  | 'conciliated'
  | 'hearing_over'
  | 'within_renewals'
  | 'two_keys'
  | 'reopening_window'
  | 'draft_lapsed'
  | 'no_complaint'
  | 'board_silent'
  | 'complaint_open'
  | 'complaint_here'
  | 'complaint_sent_on'

/** One permitted step. Rows with the same state and event are told apart by `when`; exactly one of them holds. */
export type Transition = {
  readonly from: ReferralState
  readonly event: ReferralEvent
  readonly to: ReferralState
  readonly who: readonly Who[]
  readonly guards: readonly GuardName[]
  readonly reasons?: ReasonList
  readonly when?: (progress: Progress, happening: Happening) => boolean
  readonly suggested?: true
}

const jobCentre: readonly Who[] = [
  { role: 'caseworker', as: 'acting_job_centre' },
  { role: 'job_centre_lead', as: 'acting_job_centre' },
]
const provider: readonly Who[] = [{ role: 'programme_manager', as: 'provider' }]
const either = [...jobCentre, ...provider]

const row = (
  from: ReferralState,
  event: ReferralEvent,
  to: ReferralState,
  who: readonly Who[],
  guards: readonly GuardName[] = [],
  more: Pick<Transition, 'reasons' | 'when' | 'suggested'> = {},
): Transition => ({ from, event, to, who, guards, ...more })

const outcomeIs = (outcome: string) => (progress: Progress) => progress.proposal?.outcome === outcome
const suggested = { suggested: true } as const

const drafting: readonly Transition[] = [
  row('draft', 'share', 'shared', jobCentre, ['ready_to_share']),
  row('draft', 'submit', 'submitted', jobCentre, ['complete'], suggested),
  row('draft', 'lapse', 'withdrawn', ['system'], ['draft_lapsed']),
  row('shared', 'approve_sharing', 'submitted', ['self'], ['complete'], suggested),
  row('shared', 'object_to_sharing', 'draft', ['self']),
  row('shared', 'take_back', 'draft', jobCentre),
  row('shared', 'submit', 'submitted', jobCentre, ['complete']),
  row('shared', 'lapse', 'withdrawn', ['system'], ['draft_lapsed']),
]

const asking: readonly Transition[] = [
  row('submitted', 'request_information', 'information_requested', provider, ['asks_something'], { reasons: 'return_for_information' }),
  row('joint_assessment', 'request_information', 'information_requested', provider, ['asks_something', 'no_proposal'], {
    reasons: 'return_for_information',
  }),
  row('information_requested', 'answer_information', 'submitted', jobCentre, ['all_answered'], {
    when: (progress) => progress.askedIn === 'submitted',
    suggested: true,
  }),
  row('information_requested', 'answer_information', 'joint_assessment', jobCentre, ['all_answered'], {
    when: (progress) => progress.askedIn === 'joint_assessment',
    suggested: true,
  }),
]

const isOver = (happening: Happening): boolean => happening.name === 'submit_assessment' && happening.over > 0
const assessing: readonly Transition[] = [
  row('submitted', 'start_assessment', 'joint_assessment', either, [], suggested),
  row('joint_assessment', 'submit_assessment', 'joint_assessment', either, ['own_part_missing', 'own_part_complete'], {
    when: (_, happening) => !isOver(happening),
    suggested: true,
  }),
  row('joint_assessment', 'submit_assessment', 'conciliation', either, ['own_part_missing', 'own_part_complete'], {
    when: (_, happening) => isOver(happening),
  }),
  row('joint_assessment', 'conciliate', 'joint_assessment', either, ['both_in']),
  row('conciliation', 'conciliate', 'conciliation', either, ['both_in'], suggested),
]

const decided = (from: ReferralState): readonly Transition[] => [
  row(from, 'propose', from, either, ['both_in', 'no_proposal', 'conciliated', 'hearing_over', 'within_renewals'], suggested),
  row(from, 'drop_proposal', from, either),
  row(from, 'accept', 'accepted', either, ['two_keys'], { when: outcomeIs('accepted') }),
  row(from, 'defer', 'not_now', either, ['two_keys', 'within_renewals'], { reasons: 'not_now', when: outcomeIs('not_now') }),
]

const deciding: readonly Transition[] = [
  ...decided('joint_assessment'),
  ...decided('conciliation'),
  ...decided('refusal_proposed'),
  row('joint_assessment', 'open_hearing', 'refusal_proposed', either, ['two_keys'], { reasons: 'refusal', when: outcomeIs('hearing') }),
  row('conciliation', 'open_hearing', 'refusal_proposed', either, ['two_keys'], { reasons: 'refusal', when: outcomeIs('hearing') }),
  row('refusal_proposed', 'answer_hearing', 'refusal_proposed', [...jobCentre, 'self']),
  row('refusal_proposed', 'refuse', 'refused', either, ['two_keys', 'hearing_over'], { reasons: 'refusal', when: outcomeIs('refused') }),
  row('not_now', 'review', 'joint_assessment', either, ['no_complaint'], suggested),
]

// Databeskyttelsesforordningen art. 7(3): a yes can be taken back at any time, also after both have scored.
const stopping: readonly Transition[] = [
  row('submitted', 'stop_sharing', 'submitted', [...jobCentre, 'self']),
  row('information_requested', 'stop_sharing', 'information_requested', [...jobCentre, 'self']),
  row('joint_assessment', 'stop_sharing', 'joint_assessment', [...jobCentre, 'self']),
  row('conciliation', 'stop_sharing', 'joint_assessment', [...jobCentre, 'self']),
  row('refusal_proposed', 'stop_sharing', 'joint_assessment', [...jobCentre, 'self']),
  row('not_now', 'stop_sharing', 'not_now', [...jobCentre, 'self'], ['no_complaint']),
]

// Retssikkerhedsloven § 3, stk. 2: whoever must wait longer than the published deadline is told in writing until when.
const delaying: readonly Transition[] = undecided.map((from) => row(from, 'tell_delay', from, [...jobCentre, 'system']))

// Retssikkerhedsloven §§ 66-70: the authority that decided looks again, and sends on what it does not change.
const complaining = (from: 'refused' | 'not_now'): readonly Transition[] => [
  row(from, 'complain', from, [...jobCentre, 'self'], ['no_complaint', 'board_silent']),
  row(from, 'forward_complaint', from, jobCentre, ['complaint_here']),
  row(from, 'change_after_complaint', 'joint_assessment', jobCentre, ['complaint_open']),
  row(from, 'record_appeal', from, jobCentre, ['complaint_sent_on']),
  row(from, 'withdraw_complaint', from, [...jobCentre, 'self'], ['complaint_open']),
]

const leavable: readonly ReferralState[] = [
  'draft',
  'shared',
  'submitted',
  'information_requested',
  'joint_assessment',
  'conciliation',
  'not_now',
  'refusal_proposed',
]

const leaving: readonly Transition[] = [
  ...leavable.map((from) =>
    // A citizen does not see a draft before it is shared, so cannot withdraw it either.
    row(from, 'withdraw', 'withdrawn', from === 'draft' ? jobCentre : [...jobCentre, 'self'], [], { reasons: 'withdrawal' }),
  ),
  ...leavable.map((from) => row(from, 'register_by_mistake', 'registered_by_mistake', jobCentre, [], { reasons: 'mistake' })),
  row('withdrawn', 'reopen', 'draft', jobCentre, ['reopening_window']),
]

/** The referral machine: every permitted step. Pages, actions, the drawing in the docs and the tests read this table. */
export const transitions: readonly Transition[] = [
  ...drafting,
  ...asking,
  ...assessing,
  ...deciding,
  ...stopping,
  ...delaying,
  ...complaining('refused'),
  ...complaining('not_now'),
  ...leaving,
]

/** The rows that leave a state by an event; empty when the event is not permitted there. */
export function rowsFor(state: ReferralState, event: ReferralEvent): readonly Transition[] {
  return transitions.filter((one) => one.from === state && one.event === event)
}

/** Everyone whom some row lets do an event: what the access matrix is given. */
export function whoMay(event: ReferralEvent): readonly Who[] {
  const found = new Map<string, Who>()
  for (const one of transitions) if (one.event === event) for (const who of one.who) found.set(JSON.stringify(who), who)
  return [...found.values()]
}
