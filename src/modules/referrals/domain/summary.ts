import { type Day, isBefore } from '#kernel/days.ts'
import { ballDays, rhythmEnd } from './ball.ts'
import { complaintDueOn } from './complaint.ts'
import type { Referral } from './referral.ts'
import type { Authority, Ball, ReferralEvent } from './states.ts'

/**
 * Who has the ball on a day, from the row alone: a hearing that ran out is with both, whether or not the job has run, and a complaint
 * that lay long with the appeal board is with the job centre, which asks how far it is.
 */
export function ballToday(referral: Referral, today: Day): Ball {
  const { complaint } = referral
  if (referral.ball === 'appeal_board' && complaint && isBefore(complaintDueOn(complaint), today)) return 'acting_job_centre'
  const ranOut =
    referral.state === 'refusal_proposed' && referral.ball === 'citizen' && referral.hearingUntil && isBefore(referral.hearingUntil, today)
  return ranOut ? 'both' : referral.ball
}

/** Since when, day n of m, and by when; the review day and the hearing's deadline count where there is one. */
export function ballClock(referral: Referral, today: Day): ReturnType<typeof ballDays> {
  const { state, ballSince, reviewOn, hearingUntil, complaint } = referral
  if (complaint) return ballDays(ballSince, today, complaintDueOn(complaint))
  const fixed = state === 'not_now' ? reviewOn : state === 'refusal_proposed' && referral.ball === 'citizen' ? hearingUntil : null
  return ballDays(ballSince, today, fixed ?? rhythmEnd(ballSince, state))
}

/** Where a step is taken, below the referral's own address. */
export const pageOf: Record<ReferralEvent, string> = {
  share: 'steps/share',
  approve_sharing: '',
  object_to_sharing: '',
  take_back: 'steps/take_back',
  submit: 'check',
  request_information: 'information',
  answer_information: 'answers',
  start_assessment: 'steps/start_assessment',
  submit_assessment: 'assessment',
  conciliate: 'comparison',
  propose: 'decision',
  drop_proposal: 'decision',
  accept: 'decision',
  defer: 'decision',
  open_hearing: 'decision',
  answer_hearing: 'hearing',
  refuse: 'decision',
  review: 'steps/review',
  stop_sharing: 'sharing-stop',
  tell_delay: 'delay',
  complain: 'complaint',
  forward_complaint: 'complaint',
  change_after_complaint: 'complaint',
  record_appeal: 'complaint',
  withdraw_complaint: 'complaint',
  withdraw: 'steps/withdraw',
  register_by_mistake: 'steps/register_by_mistake',
  reopen: 'steps/reopen',
  lapse: '',
}

/**
 * What an authority does next in the case; null when it waits for someone else. From the row alone, so that a worklist of
 * any length asks nothing more: with both in and the ball at one of them, the other has turned its key.
 */
export function nextFor(referral: Referral, authority: Authority, today: Day): ReferralEvent | null {
  const ball = ballToday(referral, today)
  // What the board answers comes to the job centre, which writes it down.
  const holder = ball === 'appeal_board' ? 'acting_job_centre' : ball
  if (holder !== authority && holder !== 'both') return null
  if (referral.complaint) return referral.complaint.stage === 'received' ? 'forward_complaint' : 'record_appeal'
  switch (referral.state) {
    case 'draft':
      return 'submit'
    case 'submitted':
      return 'start_assessment'
    case 'information_requested':
      return 'answer_information'
    case 'joint_assessment':
      if (referral.assessed.length < 2) return referral.assessed.includes(authority) ? null : 'submit_assessment'
      return ball === 'both' ? 'propose' : 'accept'
    case 'conciliation':
      return ball === 'both' ? 'conciliate' : 'accept'
    case 'refusal_proposed':
      return ball === 'both' ? 'propose' : 'accept'
    case 'not_now':
      return 'review'
    case 'shared':
    case 'accepted':
    case 'refused':
    case 'withdrawn':
    case 'registered_by_mistake':
      return null
  }
}

/** The authority an organisation is in this case; null for the purchaser and everyone else. */
export function authorityOfOrganisation(referral: Referral, organisationId: string): Authority | null {
  if (organisationId === referral.parties.actingJobCentre) return 'acting_job_centre'
  return organisationId === referral.parties.provider ? 'provider' : null
}
