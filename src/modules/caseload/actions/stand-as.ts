import type { Instant } from '#kernel/days.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Standing, authorities } from '../domain/standing.ts'
import { saveStanding } from '../store/standings.ts'
import { keeperNamed } from './new-keeper.ts'

/** Writes where a case stands, in the transaction of the step that took it there. Who looks after it stays as it was; one that is over needs nobody. */
export async function standAs(tx: Tx, where: Standing, at: Instant): Promise<void> {
  await saveStanding(tx, where, at)
  if (where.endedOn !== null) for (const authority of authorities) await keeperNamed(tx, where.caseId, authority, at)
}
