/** Every state a referral can be in (design §3). `not_now` means suitable, but later, with a review date. */
export const states = [
  'draft',
  'shared',
  'submitted',
  'information_requested',
  'joint_assessment',
  'conciliation',
  'accepted',
  'not_now',
  'refusal_proposed',
  'refused',
  'withdrawn',
  'registered_by_mistake',
] as const
/** A state of the referral machine. */
export type ReferralState = (typeof states)[number]

/** Everything that can happen to a referral after it was started, named by what is done. */
export const events = [
  'share',
  'approve_sharing',
  'object_to_sharing',
  'take_back',
  'submit',
  'request_information',
  'answer_information',
  'start_assessment',
  'submit_assessment',
  'conciliate',
  'propose',
  'drop_proposal',
  'accept',
  'defer',
  'open_hearing',
  'answer_hearing',
  'refuse',
  'review',
  'stop_sharing',
  'tell_delay',
  'complain',
  'forward_complaint',
  'change_after_complaint',
  'record_appeal',
  'withdraw_complaint',
  'withdraw',
  'register_by_mistake',
  'reopen',
  'lapse',
] as const
/** The name of an event of the referral machine. */
export type ReferralEvent = (typeof events)[number]

/** States from which the referral can still move on its own; in the others it is over, or the enrolment has taken over. */
export const openStates = [
  'draft',
  'shared',
  'submitted',
  'information_requested',
  'joint_assessment',
  'conciliation',
  'not_now',
  'refusal_proposed',
] as const satisfies readonly ReferralState[]

/** True while the referral is not over: the states in which one person may have only one referral. */
export function isOpen(state: ReferralState): boolean {
  return (openStates as readonly ReferralState[]).includes(state)
}

/** The two authorities that assess and decide together (memo: visitation is done by Næstved and Jobcenter Vallensbæk). */
export const authorities = ['acting_job_centre', 'provider'] as const
/** One of the two authorities of the joint intake. */
export type Authority = (typeof authorities)[number]

/** The authority that is not this one. */
export function otherAuthority(authority: Authority): Authority {
  return authority === 'provider' ? 'acting_job_centre' : 'provider'
}

/** What a decision can come to; `hearing` is the first half of a refusal: the citizen is heard before it is made. */
export const outcomes = ['accepted', 'not_now', 'hearing', 'refused'] as const
/** The outcome that a proposal or a decision names. */
export type Outcome = (typeof outcomes)[number]

/**
 * Who must move next; `both` is each of the two authorities until it has done its part, `appeal_board` has a complaint that was sent
 * on, `none` when the referral is over.
 */
export const balls = ['acting_job_centre', 'provider', 'both', 'citizen', 'appeal_board', 'none'] as const
/** One of them. */
export type Ball = (typeof balls)[number]
