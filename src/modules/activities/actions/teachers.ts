import type { OrganisationId } from '#kernel/actor.ts'
import type { Id } from '#kernel/ids.ts'
import type { Tx } from '#platform/db/database.ts'
import { staff } from '#modules/access/index.ts'

/** Who may teach in an organisation now: its coaches, financial advisers and programme managers. */
export async function teachersIn(tx: Tx, organisationId: OrganisationId): Promise<{ accountId: Id<'account'>; name: string }[]> {
  const members = await staff(tx, { organisationId })
  return members.filter(({ roles }) =>
    roles.some((role) => role === 'coach' || role === 'financial_adviser' || role === 'programme_manager'),
  )
}
