import { z } from 'zod'
import type { AccountId, HumanId, OrganisationId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Tx, json, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import type { Decision, ProposalId, ProposedDecision, ReferralId } from '../domain/referral.ts'
import { authorities, outcomes } from '../domain/states.ts'

const proposalColumns = {
  id: idColumn<'proposal'>(),
  round: z.int(),
  outcome: z.enum(outcomes),
  reason: z.string().nullable(),
  reason_text: z.string(),
  considerations: z.string(),
  legal_rule: z.string(),
  review_on: dayColumn.nullable(),
  hearing_until: dayColumn.nullable(),
  authority: z.enum(authorities),
  account_id: idColumn<'account'>(),
  human_id: z.string(),
  organisation_id: idColumn<'organisation'>(),
  proposed_at: instantColumn,
}
const bare = z.object(proposalColumns)

function proposed(row: z.output<typeof bare>): ProposedDecision {
  return {
    id: row.id,
    round: row.round,
    outcome: row.outcome,
    reason: row.reason,
    reasonText: row.reason_text,
    considerations: row.considerations,
    legalRule: row.legal_rule,
    reviewOn: row.review_on,
    hearingUntil: row.hearing_until,
    authority: row.authority,
    accountId: row.account_id,
    humanId: row.human_id,
    organisationId: row.organisation_id,
    proposedAt: row.proposed_at,
  }
}

const columns = sql`p.id, p.round, p.outcome, p.reason, p.reason_text, p.considerations, p.legal_rule, p.review_on, p.hearing_until, p.authority,
  p.account_id, p.human_id, p.organisation_id, p.proposed_at`

/** The open proposal, or null. */
export async function openProposal(tx: Tx, referralId: ReferralId): Promise<ProposedDecision | null> {
  const row = await tx.maybe(
    bare,
    sql`select ${columns} from referrals.proposal p where p.referral_id = ${referralId} and p.dropped_at is null and p.confirmed_at is null`,
  )
  return row && proposed(row)
}

/** Keeps a proposal; a second open one breaks `one_open_proposal`. */
export async function saveProposal(tx: Tx, referralId: ReferralId, given: ProposedDecision): Promise<void> {
  await tx.run(sql`
    insert into referrals.proposal (id, referral_id, round, outcome, reason, reason_text, considerations, legal_rule, review_on, hearing_until,
      authority, account_id, human_id, organisation_id, proposed_at)
    values (${given.id}, ${referralId}, ${given.round}, ${given.outcome}, ${given.reason}, ${given.reasonText}, ${given.considerations},
      ${given.legalRule}, ${given.reviewOn}, ${given.hearingUntil}, ${given.authority}, ${given.accountId}, ${given.humanId},
      ${given.organisationId}, ${given.proposedAt})`)
}

/** Ends the open proposal without a decision; no harm when there is none. */
export async function saveDropped(tx: Tx, referralId: ReferralId, at: Instant): Promise<void> {
  await tx.run(
    sql`update referrals.proposal set dropped_at = ${at} where referral_id = ${referralId} and dropped_at is null and confirmed_at is null`,
  )
}

/** A decision to keep, with what it was made on. */
export type NewDecision = {
  id: Decision['id']
  referralId: ReferralId
  proposal: ProposedDecision
  on: Day
  at: Instant
  decidingAuthority: string
  confirmedBy: AccountId
  confirmedByHumanId: HumanId
  confirmedOrganisationId: OrganisationId
  snapshot: { content: unknown; salt: string; sha256: string }
  letterId: string | null
}

/** Keeps a decision and its frozen snapshot, and closes the proposal. The database judges the two keys once more. */
export async function saveDecision(tx: Tx, made: NewDecision): Promise<void> {
  const { proposal, snapshot } = made
  await tx.run(sql`
    insert into referrals.decision (id, referral_id, proposal_id, outcome, reason, decided_on, decided_at, deciding_authority, proposed_by_human_id,
      proposed_organisation_id, confirmed_by, confirmed_by_human_id, confirmed_organisation_id, snapshot_sha256, letter_id)
    values (${made.id}, ${made.referralId}, ${proposal.id}, ${proposal.outcome}, ${proposal.reason}, ${made.on}, ${made.at},
      ${made.decidingAuthority}, ${proposal.humanId}, ${proposal.organisationId}, ${made.confirmedBy}, ${made.confirmedByHumanId},
      ${made.confirmedOrganisationId}, ${snapshot.sha256}, ${made.letterId})`)
  await tx.run(sql`
    insert into referrals.decision_snapshot (decision_id, referral_id, salt, content)
    values (${made.id}, ${made.referralId}, ${snapshot.salt}, ${json(snapshot.content)}::jsonb)`)
  await tx.run(sql`update referrals.proposal set confirmed_at = ${made.at} where id = ${proposal.id}`)
}

const decisionRow = z
  .object({
    ...proposalColumns,
    decision_id: idColumn<'decision'>(),
    decided_on: dayColumn,
    decided_at: instantColumn,
    deciding_authority: z.string(),
    confirmed_by: idColumn<'account'>(),
    confirmed_organisation_id: idColumn<'organisation'>(),
    snapshot_sha256: z.string(),
    letter_id: z.string().nullable(),
  })
  .transform(
    (row): Decision => ({
      id: row.decision_id,
      outcome: row.outcome,
      reason: row.reason,
      decidedOn: row.decided_on,
      decidedAt: row.decided_at,
      decidingAuthority: row.deciding_authority,
      proposal: proposed(row),
      confirmedBy: row.confirmed_by,
      confirmedOrganisationId: row.confirmed_organisation_id,
      snapshotSha256: row.snapshot_sha256,
      letterId: row.letter_id,
    }),
  )

/** The decisions of a referral, oldest first: a hearing, and what followed. */
export function decisionsOf(tx: Tx, referralId: ReferralId): Promise<Decision[]> {
  return tx.rows(
    decisionRow,
    sql`select ${columns}, d.id as decision_id, d.decided_on, d.decided_at, d.deciding_authority, d.confirmed_by, d.confirmed_organisation_id,
          d.snapshot_sha256, d.letter_id
        from referrals.decision d join referrals.proposal p on p.id = d.proposal_id
        where d.referral_id = ${referralId} order by d.decided_at`,
  )
}

const snapshotRow = z.object({ salt: z.string(), content: z.unknown(), snapshot_sha256: z.string() })

/** A decision's frozen snapshot with its salt and hash, or null after erasure. */
export function snapshotOf(tx: Tx, proposalId: ProposalId): Promise<z.infer<typeof snapshotRow> | null> {
  return tx.maybe(
    snapshotRow,
    sql`select s.salt, s.content, d.snapshot_sha256 from referrals.decision d
        join referrals.decision_snapshot s on s.decision_id = d.id where d.proposal_id = ${proposalId}`,
  )
}
