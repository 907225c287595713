import type { AccountId, OrganisationId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import { type TellAll, tellAll, tellNamed } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Proposal } from '../domain/proposal.ts'
import type { Question } from '../domain/question.ts'

/** Who of the row takes care of an organisation's part in a case. */
function readerOf({ parties }: Agreement, organisationId: OrganisationId): NonNullable<TellAll['only']>[number] {
  if (organisationId === parties.provider) return 'programme_manager'
  return organisationId === parties.actingJobCentre ? 'caseworker' : 'business_director'
}

/** The one asked gets a task; the asker gets the answer. Who does not see the person is led to the agreement's questions. */
export async function tellOfQuestion(
  tx: Tx,
  agreed: Agreement,
  question: Question,
  kind: 'question_asked' | 'question_answered',
  at: Instant,
): Promise<void> {
  const organisationId = kind === 'question_asked' ? question.to : question.from
  const blind = organisationId === agreed.parties.purchaser || question.referralId === null
  await tellAll(tx, {
    kind,
    parties: agreed.parties,
    only: [readerOf(agreed, organisationId)],
    subject: { noun: 'question', id: question.id },
    href: blind ? `/agreements/${agreed.id}/questions` : `/cases/${question.referralId}/questions`,
    ...(blind || question.personId === null ? {} : { personId: question.personId }),
    caseNumber: question.caseNumber,
    ...(kind === 'question_asked' ? { dueOn: question.answerBy } : {}),
    at,
  })
}

/** The one asked gets a task; the proposer and the citizen are told of the answer. What the citizen proposes alone is no news to them. */
export async function tellOfProposal(
  tx: Tx,
  agreed: Agreement,
  proposal: Proposal,
  kind: 'proposal_made' | 'proposal_answered',
  at: Instant,
  byTheCitizen = false,
): Promise<void> {
  const { id, personId, caseNumber, referralId, from, to, answerBy } = proposal
  const organisationId = kind === 'proposal_made' ? to : from
  const asked = organisationId === null ? [] : [readerOf(agreed, organisationId)]
  await tellAll(tx, {
    kind,
    parties: agreed.parties,
    only: kind === 'proposal_made' && byTheCitizen ? asked : ['citizen', ...asked],
    subject: { noun: 'proposal', id },
    href: `/cases/${referralId}/proposals`,
    personId,
    caseNumber,
    ...(kind === 'proposal_made' ? { dueOn: answerBy } : {}),
    at,
  })
}

/** Whoever would hold the appointment that is to be moved, beside the task of their organisation; never the one who proposed it. */
export async function tellWhoTeaches(tx: Tx, proposal: Proposal, teachers: readonly AccountId[]): Promise<void> {
  const { id, personId, caseNumber, referralId, madeBy, madeAt } = proposal
  await tellNamed(tx, {
    kind: 'proposal_made',
    accounts: teachers.filter((teacher) => teacher !== madeBy),
    subject: { noun: 'proposal', id },
    href: `/cases/${referralId}/proposals`,
    personId,
    caseNumber,
    at: madeAt,
  })
}
