import type { OrganisationId, PersonId, Role } from '#kernel/actor.ts'
import type { Parties } from '#kernel/permit.ts'
import type { Tx } from '#platform/db/database.ts'
import type { NoticeKind } from '../domain/kinds.ts'
import { type NoticeReader, readersOf } from '../domain/matrix.ts'
import type { Recipient, Telling } from '../domain/notice.ts'
import { tell } from '../store/notices.ts'

/** What happened, for all whom the table names. `href` is where staff go on, `ownHref` where the citizen does. */
export type TellAll = Omit<Telling, 'to' | 'task'> & { kind: NoticeKind; parties: Parties; ownHref?: string }

/** Which of an agreement's organisations a role works in. */
const homeOf: Partial<Record<Role, keyof Parties>> = {
  caseworker: 'actingJobCentre',
  job_centre_lead: 'actingJobCentre',
  programme_manager: 'provider',
  coach: 'provider',
  financial_adviser: 'lender',
  approver: 'lender',
  finance_clerk: 'lender',
  business_director: 'purchaser',
  committee_member: 'purchaser',
  committee_secretary: 'purchaser',
}

/** Tells everyone whom the table names for the kind: who, and whether it is a task, is written nowhere else. */
export async function tellAll(tx: Tx, { parties, ownHref, ...telling }: TellAll): Promise<void> {
  for (const { reader, task } of readersOf(telling.kind)) {
    const to = recipient(reader, parties, telling.personId)
    if (to === null) continue
    const href = reader === 'citizen' ? (ownHref ?? telling.href) : telling.href
    await tell(tx, { ...telling, href, to, task })
  }
}

function recipient(reader: NoticeReader, parties: Parties, personId: PersonId | undefined): Recipient | null {
  if (reader === 'citizen') return personId === undefined ? null : { personId }
  const home = homeOf[reader]
  return home === undefined ? null : ofRole(parties[home], reader)
}

function ofRole(organisationId: OrganisationId, role: Role): Recipient {
  return { organisationId, role }
}
