import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Sql, type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import { type Change, type Proposal, type ProposalId, type ProposalState, proposalKinds } from '../domain/proposal.ts'

const proposalRow = z
  .object({
    id: idColumn<'case_proposal'>(),
    agreement_id: idColumn<'agreement'>(),
    referral_id: idColumn<'referral'>(),
    enrolment_id: idColumn<'enrolment'>(),
    person_id: idColumn<'person'>(),
    case_number: z.string(),
    kind: z.enum(proposalKinds),
    from_on: dayColumn.nullable(),
    until_on: dayColumn.nullable(),
    from_organisation_id: idColumn<'organisation'>().nullable(),
    to_organisation_id: idColumn<'organisation'>(),
    state: z.enum(['open', 'accepted', 'declined', 'withdrawn']),
    answer_by: dayColumn,
    made_by: z.string(),
    made_at: instantColumn,
    closed_by: z.string().nullable(),
    closed_at: instantColumn.nullable(),
    why: z.string().nullable(),
    answer: z.string().nullable(),
  })
  .transform(
    (row): Proposal => ({
      id: row.id,
      agreementId: row.agreement_id,
      referralId: row.referral_id,
      enrolmentId: row.enrolment_id,
      personId: row.person_id,
      caseNumber: row.case_number,
      change: changeOf(row),
      from: row.from_organisation_id,
      to: row.to_organisation_id,
      state: row.state,
      answerBy: row.answer_by,
      madeBy: row.made_by,
      madeAt: row.made_at,
      closedBy: row.closed_by,
      closedAt: row.closed_at,
      why: row.why,
      answer: row.answer,
    }),
  )

type Days = { kind: Change['kind']; from_on: Temporal.PlainDate | null; until_on: Temporal.PlainDate | null }

// The table's own check holds the days to the kind.
function changeOf({ kind, from_on: from, until_on: until }: Days): Change {
  if (kind === 'prolong' && until !== null) return { kind, until }
  if ((kind === 'pause' || kind === 'new_time') && from !== null && until !== null) return { kind, from, until }
  return { kind: kind === 'goal' ? 'goal' : 'other' }
}

function found(tx: Tx, where: Sql): Promise<Proposal[]> {
  return tx.rows(
    proposalRow,
    sql`select p.*, w.why, w.answer from collaboration.proposal p left join collaboration.proposal_words w on w.proposal_id = p.id ${where}`,
  )
}

/** The proposals on a case, open ones first, then the newest. */
export function proposalsOfCase(tx: Tx, referralId: string): Promise<Proposal[]> {
  return found(tx, sql`where p.referral_id = ${referralId} order by p.state <> 'open', p.made_at desc, p.id`)
}

/** The proposal, locked until the transaction ends; null when the session does not see it. */
export async function lockProposal(tx: Tx, id: ProposalId): Promise<Proposal | null> {
  if ((await tx.run(sql`select from collaboration.proposal where id = ${id} for update`)) !== 1) return null
  return (await found(tx, sql`where p.id = ${id}`))[0] ?? null
}

/** Keeps a proposal; answers whether it is new, was kept by the same request, or meets an open one of its kind. */
export async function saveProposal(tx: Tx, made: Proposal, requestId: string): Promise<'kept' | 'known' | 'open_already'> {
  const { change } = made
  const same = sql`select from collaboration.proposal where request_id = ${requestId}`
  const [from, until] = ['from' in change ? change.from : null, 'until' in change ? change.until : null]
  const kept = await tx.run(sql`
    insert into collaboration.proposal (id, agreement_id, referral_id, enrolment_id, person_id, case_number, kind, from_on, until_on, from_organisation_id, to_organisation_id,
      state, answer_by, made_by, made_at, request_id)
    values (${made.id}, ${made.agreementId}, ${made.referralId}, ${made.enrolmentId}, ${made.personId}, ${made.caseNumber}, ${change.kind}, ${from}, ${until}, ${made.from}, ${made.to},
      'open', ${made.answerBy}, ${made.madeBy}, ${made.madeAt}, ${requestId})
    on conflict do nothing`)
  if (kept === 0) return (await tx.rows(z.object({}), same)).length > 0 ? 'known' : 'open_already'
  await tx.run(sql`insert into collaboration.proposal_words (proposal_id, why) values (${made.id}, ${made.why})`)
  return 'kept'
}

/** Closes a proposal, with the words of the answer where there is one. */
export async function closeProposal(
  tx: Tx,
  id: ProposalId,
  {
    state,
    answer,
    actor,
    at,
  }: { state: Exclude<ProposalState, 'open'>; answer: string | null; actor: Exclude<Actor, { kind: 'system' }>; at: Instant },
): Promise<void> {
  await tx.run(sql`update collaboration.proposal set state = ${state}, closed_by = ${actor.accountId}, closed_at = ${at} where id = ${id}`)
  if (answer !== null) await tx.run(sql`update collaboration.proposal_words set answer = ${answer} where proposal_id = ${id}`)
}
