import { z } from 'zod'
import type { PersonId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { accountNames } from '#modules/access/index.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn, instantColumn } from '#platform/db/row.ts'

const row = z.object({ at: instantColumn, absent_id: idColumn<'account'>() })

/** What deputies did about a person: the moment, and the name of the one on whose behalf. The database marks it when it is done. */
export async function stoodIn(tx: Tx, personId: PersonId): Promise<{ at: Instant; name: string }[]> {
  const rows = await tx.rows(row, sql`select at, absent_id from caseload.stood_in(${personId}) order by at`)
  if (rows.length === 0) return []
  const names = await accountNames(
    tx,
    rows.map((one) => one.absent_id),
  )
  return rows.map((one) => ({ at: one.at, name: names.get(one.absent_id) ?? '–' }))
}
