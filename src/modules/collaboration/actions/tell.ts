import type { OrganisationId, Role } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import { tell } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Proposal } from '../domain/proposal.ts'
import type { Question } from '../domain/question.ts'

/** The role that takes care of an organisation's part in a case. */
function roleOf({ parties }: Agreement, organisationId: OrganisationId): Role {
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
  await tell(tx, {
    to: { organisationId, role: roleOf(agreed, organisationId) },
    kind,
    subject: { noun: 'question', id: question.id },
    href: blind ? `/agreements/${agreed.id}/questions` : `/cases/${question.referralId}/questions`,
    ...(blind || question.personId === null ? {} : { personId: question.personId }),
    caseNumber: question.caseNumber,
    ...(kind === 'question_asked' ? { dueOn: question.answerBy } : {}),
    at,
    task: kind === 'question_asked',
  })
}

/** The one asked gets a task; the proposer and the citizen are told of the answer. */
export async function tellOfProposal(
  tx: Tx,
  agreed: Agreement,
  proposal: Proposal,
  kind: 'proposal_made' | 'proposal_answered',
  at: Instant,
): Promise<void> {
  const { id, personId, caseNumber, referralId, from, to, answerBy } = proposal
  const common = { kind, subject: { noun: 'proposal', id }, personId, caseNumber, at }
  const organisationId = kind === 'proposal_made' ? to : from
  const due = kind === 'proposal_made' ? { dueOn: answerBy } : {}
  if (organisationId !== null) {
    const href = `/cases/${referralId}/proposals`
    await tell(tx, {
      ...common,
      ...due,
      to: { organisationId, role: roleOf(agreed, organisationId) },
      href,
      task: kind === 'proposal_made',
    })
  }
  await tell(tx, { ...common, to: { personId }, href: `/cases/${referralId}/proposals`, task: false })
}
