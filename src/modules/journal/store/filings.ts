import { z } from 'zod'
import type { AccountId, PersonId, StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn } from '#platform/db/row.ts'

/** That a happening of a case was filed: in which system, under which number there, when and by whom. */
export type Filing = { eventKey: string; system: string; filedAs: string; on: Day; accountId: AccountId }

const row = z
  .object({
    event_key: z.string(),
    filed_at_system: z.string(),
    filed_as: z.string(),
    filed_on: dayColumn,
    account_id: idColumn<'account'>(),
  })
  .transform(
    ({ event_key, filed_at_system, filed_as, filed_on, account_id }): Filing => ({
      eventKey: event_key,
      system: filed_at_system,
      filedAs: filed_as,
      on: filed_on,
      accountId: account_id,
    }),
  )

/** What the session's own organisation has filed of a case, in order. */
export function filingsOf(tx: Tx, caseId: Id<'referral'>): Promise<Filing[]> {
  return tx.rows(
    row,
    sql`select event_key, filed_at_system, filed_as, filed_on, account_id from journal.filing
        where case_id = ${caseId} order by recorded_at, id`,
  )
}

/** Keeps a filing; the same request is the same filing. */
export async function saveFiling(
  tx: Tx,
  filing: Omit<Filing, 'accountId'> & { personId: PersonId; caseId: Id<'referral'> },
  { actor, at, requestId }: { actor: StaffActor; at: Instant; requestId: string },
): Promise<boolean> {
  const { personId, caseId, eventKey, system, filedAs, on } = filing
  const rows = await tx.run(sql`
    insert into journal.filing (id, person_id, case_id, event_key, organisation_id, filed_at_system, filed_as, filed_on, recorded_at, account_id)
    values (${requestId}, ${personId}, ${caseId}, ${eventKey}, ${actor.organisationId}, ${system}, ${filedAs}, ${on}, ${at}, ${actor.accountId})
    on conflict (id) do nothing`)
  return rows === 1
}
