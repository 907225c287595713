import type { Role } from '#kernel/actor.ts'
import type { NoticeKind } from './kinds.ts'

/** Who reads a notice: a role in its organisation, the citizen, or those whom the happening itself names (`named`: a deputy, a participant). */
export type NoticeReader = Role | 'citizen' | 'named'

/** What a reader gets: something to do, or something to know. */
export type Told = 'task' | 'message'

/**
 * Who is told what. `mail: 'always'` is a decision about somebody, a deadline that is lost, or a receipt that is owed: its mail
 * cannot be switched off. `choice` leaves it to each reader.
 */
export type MatrixRow = { to: Partial<Record<NoticeReader, Told>>; mail: 'always' | 'choice' }

const both = { caseworker: 'task', programme_manager: 'task' } as const
const allParties = {
  committee_secretary: 'message',
  business_director: 'message',
  programme_manager: 'message',
  job_centre_lead: 'message',
} as const

const row = (to: MatrixRow['to'], mail: MatrixRow['mail'] = 'choice'): MatrixRow => ({ to, mail })

/** The one table of who is told what (PEERS: who is told what). `tellAll` reads it, nothing is told past it, docs/notices.md prints it. */
export const matrix: Record<NoticeKind, MatrixRow> = {
  referral_shared: row({ citizen: 'task' }),
  referral_submitted: row({ programme_manager: 'task' }),
  referral_returned: row({ caseworker: 'task' }),
  referral_answered: row({ programme_manager: 'task' }),
  referral_withdrawn: row({ caseworker: 'message', programme_manager: 'message' }),
  assessment_due: row(both),
  assessment_other_done: row({ caseworker: 'message', programme_manager: 'message' }),
  assessments_ready: row(both),
  conciliation_needed: row(both),
  decision_proposed: row(both),
  decision_returned: row(both),
  accepted: row({ caseworker: 'message', programme_manager: 'message', citizen: 'message' }, 'always'),
  not_now: row({ caseworker: 'message', programme_manager: 'message', citizen: 'message' }, 'always'),
  review_due: row({ caseworker: 'task' }),
  hearing: row({ caseworker: 'message', programme_manager: 'message', citizen: 'task' }, 'always'),
  hearing_over: row(both),
  hearing_answered: row(both),
  refused: row({ caseworker: 'message', programme_manager: 'message', citizen: 'message' }, 'always'),
  sharing_stopped: row({ caseworker: 'message', programme_manager: 'message' }, 'always'),
  ball_late: row(both),
  ball_escalated: row({ job_centre_lead: 'task' }, 'always'),
  decision_delayed: row({ caseworker: 'message', job_centre_lead: 'message', programme_manager: 'message' }, 'always'),
  complaint_received: row(both, 'always'),
  complaint_decided: row({ caseworker: 'message', programme_manager: 'message', citizen: 'message' }, 'always'),
  interest_due: row({ caseworker: 'task', citizen: 'message' }),
  interest_lapsed: row({ caseworker: 'task', programme_manager: 'message' }),
  place_offered: row({ caseworker: 'task', citizen: 'task' }, 'always'),
  place_accepted: row({ programme_manager: 'task' }),
  place_declined: row({ programme_manager: 'message' }),
  place_expired: row({ caseworker: 'message', citizen: 'message' }, 'always'),
  place_free: row({ programme_manager: 'task' }),
  reopened: row({ caseworker: 'message', programme_manager: 'message', citizen: 'message' }, 'always'),
  started: row({ caseworker: 'message', citizen: 'message' }),
  phase_ending: row({ programme_manager: 'task', caseworker: 'message' }),
  gate_due: row({ programme_manager: 'task', caseworker: 'message', citizen: 'message' }),
  gate_passed: row({ caseworker: 'message', citizen: 'message' }, 'always'),
  pause_started: row({ caseworker: 'message', programme_manager: 'message', citizen: 'message' }),
  pause_ends_soon: row({ caseworker: 'task', programme_manager: 'message', citizen: 'message' }),
  pause_ended: row({ caseworker: 'message', programme_manager: 'message' }),
  pause_over: row({ caseworker: 'task' }),
  prolonged: row({ caseworker: 'message', citizen: 'message' }),
  discharged: row({ caseworker: 'task', programme_manager: 'message', citizen: 'message' }, 'always'),
  follow_up_due: row({ caseworker: 'task' }),
  never_started: row({ caseworker: 'task', programme_manager: 'message', citizen: 'message' }, 'always'),
  moved: row({ caseworker: 'task', programme_manager: 'message' }),
  move_settled: row({ programme_manager: 'message' }),
  died: row({ caseworker: 'task', programme_manager: 'message' }),
  agreement_over_waiting: row({ caseworker: 'task', programme_manager: 'message', citizen: 'message' }, 'always'),
  list_closed: row({ programme_manager: 'message', citizen: 'message' }, 'always'),
  transferred: row({ caseworker: 'message', programme_manager: 'message', citizen: 'message' }),
  absence: row(both),
  session_planned: row({ citizen: 'message' }),
  session_reminder: row({ citizen: 'message' }),
  how_is_it_going: row({ citizen: 'message' }),
  session_moved: row({ programme_manager: 'message', citizen: 'message' }),
  session_cancelled: row({ programme_manager: 'message', citizen: 'message' }),
  session_teacher: row({ programme_manager: 'message', citizen: 'message' }),
  teaching_given: row({ named: 'message' }),
  teaching_changed: row({ named: 'message' }),
  plan_submitted: row({ financial_adviser: 'task' }),
  plan_returned: row({ citizen: 'task' }),
  plan_approved: row({ caseworker: 'message', citizen: 'message' }),
  loan_applied: row({ financial_adviser: 'task' }),
  loan_advised: row({ approver: 'task' }),
  loan_decision_delayed: row({ financial_adviser: 'message', approver: 'message' }, 'always'),
  loan_returned: row({ citizen: 'task' }),
  loan_approved: row({ caseworker: 'message', citizen: 'message' }, 'always'),
  loan_declined: row({ caseworker: 'message', citizen: 'message' }, 'always'),
  loan_offered: row({ citizen: 'task' }, 'always'),
  loan_accepted: row({ finance_clerk: 'task' }),
  loan_part_paid_out: row({ financial_adviser: 'message', citizen: 'message' }),
  loan_paid_out: row({ financial_adviser: 'message', citizen: 'message' }),
  loan_rest_waived: row({ financial_adviser: 'message', finance_clerk: 'message', citizen: 'message' }),
  loan_arrears: row({ financial_adviser: 'task', citizen: 'message' }),
  loan_deferral_asked: row({ financial_adviser: 'task', approver: 'task' }),
  loan_disputed: row({ approver: 'task', financial_adviser: 'message' }),
  loan_deferral_refused: row({ citizen: 'message' }, 'always'),
  loan_closing_proposed: row({ approver: 'task' }),
  loan_hand_over_notified: row({ citizen: 'message' }, 'always'),
  loan_friendly_reminder: row({ citizen: 'message' }),
  loan_interest: row({ citizen: 'message' }),
  loan_review: row({ financial_adviser: 'task' }),
  loan_late_coach: row({ coach: 'task', financial_adviser: 'task' }),
  loan_deferred: row({ citizen: 'message' }, 'always'),
  question_asked: row({ caseworker: 'task', programme_manager: 'task', business_director: 'task' }),
  question_answered: row({ caseworker: 'message', programme_manager: 'message', business_director: 'message' }),
  proposal_made: row({ caseworker: 'task', programme_manager: 'task', citizen: 'message', named: 'message' }),
  proposal_answered: row({ caseworker: 'message', programme_manager: 'message', citizen: 'message' }),
  meeting_planned: row({ named: 'message' }),
  hand_over_offered: row({ named: 'task' }),
  hand_over_accepted: row({ named: 'message', citizen: 'message' }),
  hand_over_declined: row({ named: 'message' }),
  case_unassigned: row({ job_centre_lead: 'task', programme_manager: 'task' }),
  access_asked: row({ caseworker: 'message', programme_manager: 'message' }, 'always'),
  access_answered: row({ citizen: 'message' }, 'always'),
  deputy_named: row({ named: 'message' }),
  capacity: row({ caseworker: 'message', programme_manager: 'message' }),
  agreement_ending: row({ ...allParties, committee_secretary: 'task' }, 'always'),
  agreement_ending_instead: row({ business_director: 'task', programme_manager: 'task' }, 'always'),
  evaluation_due: row({ committee_secretary: 'task' }),
  evaluation_due_instead: row({ business_director: 'task', programme_manager: 'task' }),
  evaluation_gaps: row({ programme_manager: 'task', job_centre_lead: 'task' }),
  evaluation_hearing: row({ business_director: 'task', programme_manager: 'task', job_centre_lead: 'task' }),
  survey_asked: row({ citizen: 'message', programme_manager: 'message', caseworker: 'message' }),
  report_published: row({ committee_member: 'message', business_director: 'message' }),
  agreement_extended: row(allParties, 'always'),
  agreement_terminated: row(allParties, 'always'),
  places_changed: row(allParties),
  losses_agreed: row(allParties),
  place_statement: row({
    business_director: 'message',
    committee_secretary: 'message',
    programme_manager: 'message',
    finance_clerk: 'message',
  }),
  settlement_locked: row({ business_director: 'message', committee_secretary: 'message', programme_manager: 'message' }),
  weekly_digest: row({ business_director: 'message' }),
  letter: row({ citizen: 'message' }, 'always'),
  director_notice: row({ business_director: 'task' }, 'always'),
  director_notice_unopened: row({ committee_secretary: 'task', administrator: 'task' }, 'always'),
}

/** What the table says a reader gets for a kind; null when the row does not name them, who are then told nothing. */
export function toldOf(kind: NoticeKind, reader: NoticeReader): Told | null {
  return matrix[kind].to[reader] ?? null
}

/** Whom the table names for a kind. */
export function readersOf(kind: NoticeKind): NoticeReader[] {
  return Object.keys(matrix[kind].to) as NoticeReader[]
}
