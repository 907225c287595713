import type { Instant } from '#kernel/days.ts'
import { closeTasks, tellAll } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Authority, CaseId, Listed } from '../domain/standing.ts'

// Each authority names its own keeper, so each has a task of its own on the same case.
const subjectOf = (caseId: CaseId, authority: Authority) => ({ noun: `case_of_${authority}`, id: caseId })

const leaders = { acting_job_centre: 'job_centre_lead', provider: 'programme_manager' } as const

/** Asks whoever leads at an authority to give a case a new keeper: the one it had may see it no more. */
export async function askForKeeper(tx: Tx, one: Listed, authority: Authority, at: Instant): Promise<void> {
  const organisationId = one.parties[authority]
  await tellAll(tx, {
    kind: 'case_unassigned',
    parties: authority === 'provider' ? { provider: organisationId } : { actingJobCentre: organisationId },
    only: [leaders[authority]],
    subject: subjectOf(one.caseId, authority),
    href: `/cases/${one.caseId}`,
    personId: one.personId,
    caseNumber: one.caseNumber,
    at,
  })
}

/** Closes that task: the case has somebody again, or is over. */
export async function keeperNamed(tx: Tx, caseId: CaseId, authority: Authority, at: Instant): Promise<void> {
  await closeTasks(tx, { subject: subjectOf(caseId, authority), kind: 'case_unassigned', at })
}
