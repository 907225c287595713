import type { Tx } from '#platform/db/database.ts'
import type { DirectorTelling } from '../domain/director-notice.ts'
import { saveDirectorNotice } from '../store/director-notices.ts'
import { tell } from '../store/notices.ts'

/**
 * Tells the purchaser's Business Director of an enrolment or a discharge: case number, place and day, nothing of who it is
 * (memo). A task that the receipt closes; the same telling twice is one. The place number is null for one who never held a place.
 */
export async function directorNotice(tx: Tx, telling: DirectorTelling): Promise<void> {
  const id = await saveDirectorNotice(tx, telling)
  if (id === null) return
  await tell(tx, {
    to: { organisationId: telling.purchaserId, role: 'business_director' },
    kind: 'director_notice',
    subject: { noun: 'director_notice', id },
    href: '/notices',
    caseNumber: telling.caseNumber,
    at: telling.at,
  })
}
