import type { AccountId, Actor, OrganisationId, PersonId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { Parties } from '#kernel/permit.ts'
import type { Authority, Ball, Outcome, ReferralEvent, ReferralState } from './states.ts'
import type { Progress } from './progress.ts'
import type { Section } from './sections.ts'

/** A referral's identity; also the identity of the case. */
export type ReferralId = Id<'referral'>
/** An assessment's identity. */
export type AssessmentId = Id<'assessment'>
/** A proposed decision's identity. */
export type ProposalId = Id<'proposal'>

/** A referral as it stands. `ball` is who must move next and `ballSince` the day it came there. */
export type Referral = {
  id: ReferralId
  caseNumber: string
  personId: PersonId
  agreementId: Id<'agreement'>
  programmeVersionId: Id<'programme_version'>
  parties: Parties
  state: ReferralState
  ball: Ball
  ballSince: Day
  round: number
  assessed: Authority[]
  hearingUntil: Day | null
  reviewOn: Day | null
  /** An open complaint with the day it came in, or was sent on. */
  complaint: Progress['complaint']
  /** The appeal board has confirmed the decision that stands. */
  boardAnswered: boolean
  /** The day the citizen was last told to expect the decision, after a deadline that was not kept. */
  expectedOn: Day | null
  startedOn: Day
  submittedOn: Day | null
  stateSince: Day
  touchedOn: Day
  createdBy: AccountId
  caseworkerId: AccountId
}

/** An event as it was recorded; `text` is its free text, null when it has none or was erased. */
export type RecordedEvent = {
  id: bigint
  name: ReferralEvent | 'start'
  state: ReferralState
  on: Day
  at: Instant
  accountId: AccountId | null
  organisationId: OrganisationId | null
  reason: string | null
  payload: Record<string, unknown>
  text: string | null
}

/** A question of the provider's to one section; the section is open until `answer` stands. */
export type Question = {
  id: Id<'question'>
  section: Section
  reason: string
  text: string
  askedAt: Instant
  askedBy: AccountId
  answer: string | null
  answeredAt: Instant | null
}

/** That an authority assesses in a round; the judgements are asked for by themselves, since they may be sealed. */
export type Assessment = {
  id: AssessmentId
  round: number
  authority: Authority
  organisationId: OrganisationId
  accountId: AccountId
  savedAt: Instant
  submittedAt: Instant | null
}

/** A proposed decision with its words. */
export type ProposedDecision = {
  id: ProposalId
  round: number
  outcome: Outcome
  reason: string | null
  reasonText: string
  considerations: string
  legalRule: string
  reviewOn: Day | null
  hearingUntil: Day | null
  authority: Authority
  accountId: AccountId
  humanId: string
  organisationId: OrganisationId
  proposedAt: Instant
}

/** A decision made by two keys, with the wording it was made on. */
export type Decision = {
  id: Id<'decision'>
  outcome: Outcome
  reason: string | null
  decidedOn: Day
  decidedAt: Instant
  decidingAuthority: string
  proposal: ProposedDecision
  confirmedBy: AccountId
  confirmedOrganisationId: OrganisationId
  snapshotSha256: string
  letterId: string | null
}

/** For which of the two authorities the actor acts in this case; null for anyone else. */
export function authorityOf(actor: Actor, parties: Parties): Authority | null {
  if (actor.kind === 'citizen') return null
  if (actor.organisationId === parties.actingJobCentre) return 'acting_job_centre'
  return actor.organisationId === parties.provider ? 'provider' : null
}

/** The questions of the latest return; what was asked before has been answered and sent. */
export function latestQuestions(questions: readonly Question[]): Question[] {
  const [last] = questions.map((question) => question.askedAt).toSorted((a, b) => Temporal.Instant.compare(b, a))
  return last === undefined ? [] : questions.filter((question) => question.askedAt.equals(last))
}
