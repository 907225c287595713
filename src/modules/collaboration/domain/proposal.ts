import type { OrganisationId, PersonId } from '#kernel/actor.ts'
import { type OutOfReach, outOfReach } from '#kernel/day-reach.ts'
import { type Day, type Instant, isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { Parties } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'

/** A proposal's identity. */
export type ProposalId = Id<'case_proposal'>
/** What can be proposed; `prolong` and `pause` are done by the acceptance itself, the others are agreed in words. */
export const proposalKinds = ['prolong', 'pause', 'new_time', 'goal', 'other'] as const
/** One of them. */
export type ProposalKind = (typeof proposalKinds)[number]
/** Where a proposal stands. */
export type ProposalState = 'open' | 'accepted' | 'declined' | 'withdrawn'

/**
 * What is proposed, with its days: the new last day of the first phase, the first and last day of a pause, or the day of an
 * appointment and the day wished for instead.
 */
export type Change =
  | { kind: 'prolong'; until: Day }
  | { kind: 'pause'; from: Day; until: Day }
  | { kind: 'new_time'; from: Day; until: Day }
  | { kind: 'goal' }
  | { kind: 'other' }

/** Whether accepting does the change itself; else somebody still has to. */
export function doneByAccepting(change: Change): change is Extract<Change, { kind: 'prolong' | 'pause' }> {
  return change.kind === 'prolong' || change.kind === 'pause'
}

/** What the run as it stands could still do by an acceptance; whether it is under way, with appointments and goals to change; whether its case is closed. */
export type Doable = { prolong: boolean; pause: boolean; underWay: boolean; closed: boolean }

/** What can be proposed: only what the run as it stands could do, and nothing once the case is closed. */
export function proposableKinds(doable: Doable): readonly ProposalKind[] {
  if (doable.closed) return []
  return proposalKinds.filter((kind) => {
    if (kind === 'prolong' || kind === 'pause') return doable[kind]
    return kind === 'other' || doable.underWay
  })
}

/** A proposal on a case. `from` is null when the citizen made it, or staff in the citizen's name; the words are null once erased. */
export type Proposal = {
  id: ProposalId
  agreementId: Id<'agreement'>
  referralId: Id<'referral'>
  enrolmentId: Id<'enrolment'>
  personId: PersonId
  caseNumber: string
  change: Change
  from: OrganisationId | null
  to: OrganisationId
  state: ProposalState
  answerBy: Day
  madeBy: string
  madeAt: Instant
  closedBy: string | null
  closedAt: Instant | null
  why: string | null
  answer: string | null
}

/** Why a proposal cannot be made, answered or withdrawn. */
export type ProposalRefusal =
  | { kind: 'do_it_yourself' }
  | { kind: 'already_proposed' }
  | { kind: 'proposal_closed'; state: ProposalState }
  | { kind: 'proposed_to_another' }
  | { kind: 'proposed_by_another' }
  | { kind: 'out_of_reach'; field: 'from' | 'until'; day: OutOfReach }
  | { kind: 'until_before_from' }
  | { kind: 'not_in_this_phase' }

/** Who answers, when `own` proposes (null: the citizen): the party that did not propose; a prolongation, an appointment and a goal always the provider, whose they are. */
export function answerer(own: OrganisationId | null, kind: ProposalKind, parties: Parties): Result<OrganisationId, ProposalRefusal> {
  if (kind === 'prolong' || kind === 'new_time' || kind === 'goal')
    return own === parties.provider ? refuse({ kind: 'do_it_yourself' }) : ok(parties.provider)
  return ok(own === parties.actingJobCentre ? parties.provider : parties.actingJobCentre)
}

/** Why the days of a change cannot be meant, or null: a slip of the pen, or a pause that ends before it begins. */
export function refusedDays(change: Change, today: Day): ProposalRefusal | null {
  if (change.kind === 'goal' || change.kind === 'other') return null
  const from = change.kind === 'prolong' ? null : outOfReach(change.from, 'proposed', today)
  if (from !== null) return { kind: 'out_of_reach', field: 'from', day: from }
  const until = outOfReach(change.until, 'proposed', today)
  if (until !== null) return { kind: 'out_of_reach', field: 'until', day: until }
  return change.kind === 'pause' && isBefore(change.until, change.from) ? { kind: 'until_before_from' } : null
}

/** Only the organisation that was asked answers, and only while the proposal is open. */
export function mayAnswerProposal(proposal: Pick<Proposal, 'state' | 'to'>, organisationId: OrganisationId): Result<true, ProposalRefusal> {
  if (proposal.to !== organisationId) return refuse({ kind: 'proposed_to_another' })
  return proposal.state === 'open' ? ok(true) : refuse({ kind: 'proposal_closed', state: proposal.state })
}

/** Whoever proposed may withdraw while it is open: the organisation, or the citizen. */
export function mayWithdrawProposal(proposal: Pick<Proposal, 'state' | 'from'>, own: OrganisationId | null): Result<true, ProposalRefusal> {
  if (proposal.from !== own) return refuse({ kind: 'proposed_by_another' })
  return proposal.state === 'open' ? ok(true) : refuse({ kind: 'proposal_closed', state: proposal.state })
}
