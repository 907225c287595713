import { z } from 'zod'
import type { AccountId, OrganisationId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Sql, type Tx, sql } from '#platform/db/database.ts'
import { instantColumn } from '#platform/db/row.ts'
import type { Listed } from '../domain/standing.ts'
import { listedColumns, listedRow } from './standings.ts'

/** Whose open cases, in which organisation; at most `limit`. */
export type Desk = { organisationId: OrganisationId; accountIds: readonly AccountId[]; limit: number }

const sides = [
  {
    organisation: sql`job_centre_id`,
    account: sql`job_centre_account_id`,
    ball: sql`'acting_job_centre'`,
    turned: sql`('citizen', 'appeal_board')`,
  },
  { organisation: sql`provider_id`, account: sql`provider_account_id`, ball: sql`'provider'`, turned: sql`('citizen')` },
] as const

/** The open cases that some accounts look after, the most urgent first. */
export function lookedAfter(tx: Tx, desk: Desk): Promise<Listed[]> {
  return ofDesk(tx, desk, () => sql`true`)
}

/** Those of them where the accounts' own authority has the ball on a day, alone or with the other. */
export function ballsOf(tx: Tx, desk: Desk & { today: Day }): Promise<Listed[]> {
  return ofDesk(tx, desk, ({ ball, turned }) => sql`(ball in (${ball}, 'both') or (ball in ${turned} and turns_on < ${desk.today}))`)
}

function ofDesk(tx: Tx, { organisationId, accountIds, limit }: Desk, where: (side: (typeof sides)[number]) => Sql): Promise<Listed[]> {
  const run = (side: (typeof sides)[number]) =>
    sql`${side.organisation} = ${organisationId} and ${side.account} = any(${[...accountIds]}::uuid[]) and ${where(side)}`
  return tx.rows(
    listedRow,
    sql`select ${listedColumns} from caseload.standing
        where ended_on is null and ((${run(sides[0])}) or (${run(sides[1])})) order by standing.due_on, case_id limit ${limit}`,
  )
}

/** Notes that an account opened its day, and answers when the visit before was; null at the first. Openings within half an hour are one visit. */
export async function visit(tx: Tx, { accountId, at }: { accountId: AccountId; at: Instant }): Promise<Instant | null> {
  const row = await tx.one(
    z.object({ since: instantColumn.nullable() }),
    sql`insert into caseload.visit (account_id, last_at) values (${accountId}, ${at})
        on conflict (account_id) do update set last_at = greatest(visit.last_at, excluded.last_at),
          since = case when excluded.last_at > visit.last_at + interval '30 minutes' then visit.last_at else visit.since end
        returning since`,
  )
  return row.since
}
