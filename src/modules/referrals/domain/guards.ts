import { addMonths, type Day, daysBetween, isBefore } from '#kernel/days.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { AssessmentLack } from './assessment.ts'
import { apply, type Happening, type Progress, type Proposal, rowOf } from './progress.ts'
import type { GuardName } from './referral-machine.ts'
import type { Missing, SharingItem } from './sections.ts'
import type { Authority, ReferralEvent, ReferralState } from './states.ts'

/** A referral may be put off this many times before it must be decided (peers b5, R7). */
export const maxDeferrals = 3
/** A draft nobody touched for so many days is closed by the system. */
export const draftLapseDays = 90
/** A withdrawn referral can be reopened for so many months. */
export const reopenMonths = 2

/** What the guards must know beyond the machine's own progress; the action loads it under the referral's lock. */
export type Facts = {
  readonly today: Day
  readonly by: { readonly humanId: string; readonly authority: Authority | null }
  readonly missing: readonly Missing[]
  readonly declined: readonly SharingItem[]
  readonly questions: number
  readonly unanswered: number
  readonly lacks: readonly AssessmentLack[]
  readonly unreconciled: readonly string[]
  readonly lastTouchedOn: Day
  readonly closedOn: Day | null
  /** The proposal the person saw and confirms; null when the event is not a confirmation. */
  readonly proposalSeen: string | null
}

/** Why the machine says no. `not_in_state` also answers the second of two clerks. */
export type MachineRefusal =
  | { kind: 'not_in_state'; state: ReferralState; event: ReferralEvent }
  | { kind: 'incomplete'; missing: readonly Missing[] }
  | { kind: 'needed_item_declined'; items: readonly SharingItem[] }
  | { kind: 'no_questions' }
  | { kind: 'questions_unanswered'; count: number }
  | { kind: 'already_assessed' }
  | { kind: 'assessment_incomplete'; lacks: readonly AssessmentLack[] }
  | { kind: 'assessment_missing' }
  | { kind: 'proposal_open' }
  | { kind: 'not_conciliated'; criteria: readonly string[] }
  | { kind: 'hearing_first' }
  | { kind: 'already_heard' }
  | { kind: 'hearing_running'; until: Day }
  | { kind: 'too_many_deferrals'; max: number }
  | { kind: 'proposal_changed' }
  | { kind: 'other_authority_required' }
  | { kind: 'second_person_required' }
  | { kind: 'reopening_too_late'; until: Day }
  | { kind: 'draft_still_fresh' }
  | { kind: 'complaint_running' }
  | { kind: 'board_has_answered' }
  | { kind: 'no_complaint_open' }
  | { kind: 'complaint_not_forwarded' }
  | { kind: 'complaint_forwarded' }

type Guard = (progress: Progress, happening: Happening, facts: Facts) => MachineRefusal | null

const unless = (fine: boolean, refusal: MachineRefusal): MachineRefusal | null => (fine ? null : refusal)

/** The outcome that this event would bring: what a proposal names, or what the confirmed proposal named. */
const outcomeOf = (progress: Progress, happening: Happening): Proposal['outcome'] | undefined =>
  happening.name === 'propose' ? happening.proposal.outcome : progress.proposal?.outcome

function complete(facts: Facts): MachineRefusal | null {
  if (facts.missing.length > 0) return { kind: 'incomplete', missing: facts.missing }
  return unless(facts.declined.length === 0, { kind: 'needed_item_declined', items: facts.declined })
}

// Forvaltningsloven § 19: the citizen is heard before a refusal, and may use the whole deadline.
function hearingOver(progress: Progress, happening: Happening, facts: Facts): MachineRefusal | null {
  const outcome = outcomeOf(progress, happening)
  if (outcome === 'hearing') return unless(progress.hearing === null, { kind: 'already_heard' })
  if (outcome !== 'refused') return null
  if (progress.hearing === null) return { kind: 'hearing_first' }
  const { until, answered } = progress.hearing
  return unless(answered || isBefore(until, facts.today), { kind: 'hearing_running', until })
}

// Memo: visitation is done by the two together. Two persons, compared as humans, of the two authorities.
function twoKeys(progress: Progress, facts: Facts): MachineRefusal | null {
  const { proposal } = progress
  if (proposal === null || proposal.id !== facts.proposalSeen) return { kind: 'proposal_changed' }
  if (proposal.humanId === facts.by.humanId) return { kind: 'second_person_required' }
  return unless(facts.by.authority !== null && facts.by.authority !== proposal.authority, { kind: 'other_authority_required' })
}

function window(facts: Facts): MachineRefusal | null {
  const until = addMonths(facts.closedOn ?? facts.today, reopenMonths)
  return unless(!isBefore(until, facts.today), { kind: 'reopening_too_late', until })
}

const alreadyIn = (progress: Progress, facts: Facts): boolean =>
  facts.by.authority !== null && progress.assessed.includes(facts.by.authority)

const guards: Record<GuardName, Guard> = {
  ready_to_share: (_, __, facts) => complete({ ...facts, missing: facts.missing.filter((one) => one.section !== 'sharing'), declined: [] }),
  complete: (_, __, facts) => complete(facts),
  asks_something: (_, __, facts) => unless(facts.questions > 0, { kind: 'no_questions' }),
  all_answered: (_, __, facts) => unless(facts.unanswered === 0, { kind: 'questions_unanswered', count: facts.unanswered }),
  own_part_missing: (progress, _, facts) => unless(!alreadyIn(progress, facts), { kind: 'already_assessed' }),
  own_part_complete: (_, __, facts) => unless(facts.lacks.length === 0, { kind: 'assessment_incomplete', lacks: facts.lacks }),
  both_in: (progress) => unless(progress.assessed.length === 2, { kind: 'assessment_missing' }),
  no_proposal: (progress) => unless(progress.proposal === null, { kind: 'proposal_open' }),
  conciliated: (_, __, facts) => unless(facts.unreconciled.length === 0, { kind: 'not_conciliated', criteria: facts.unreconciled }),
  hearing_over: hearingOver,
  within_renewals: (progress, happening) =>
    unless(outcomeOf(progress, happening) !== 'not_now' || progress.deferrals < maxDeferrals, {
      kind: 'too_many_deferrals',
      max: maxDeferrals,
    }),
  two_keys: (progress, _, facts) => twoKeys(progress, facts),
  reopening_window: (_, __, facts) => window(facts),
  draft_lapsed: (_, __, facts) => unless(daysBetween(facts.lastTouchedOn, facts.today) > draftLapseDays, { kind: 'draft_still_fresh' }),
  no_complaint: (progress) => unless(progress.complaint === null, { kind: 'complaint_running' }),
  board_silent: (progress) => unless(!progress.boardAnswered, { kind: 'board_has_answered' }),
  complaint_open: (progress) => unless(progress.complaint !== null, { kind: 'no_complaint_open' }),
  complaint_here: ({ complaint }) =>
    unless(complaint?.stage === 'received', { kind: complaint === null ? 'no_complaint_open' : 'complaint_forwarded' }),
  complaint_sent_on: ({ complaint }) =>
    unless(complaint?.stage === 'forwarded', { kind: complaint === null ? 'no_complaint_open' : 'complaint_not_forwarded' }),
}

/** Whether an event may happen now, and where it leads. Refused by the first guard that says no, in the row's order. */
export function decide(progress: Progress, happening: Happening, facts: Facts): Result<Progress, MachineRefusal> {
  const row = rowOf(progress, happening)
  if (row === null) return refuse({ kind: 'not_in_state', state: progress.state, event: happening.name })
  for (const name of row.guards) {
    const refusal = guards[name](progress, happening, facts)
    if (refusal !== null) return refuse(refusal)
  }
  const next = apply(progress, happening)
  return next === null ? refuse({ kind: 'not_in_state', state: progress.state, event: happening.name }) : ok(next)
}
