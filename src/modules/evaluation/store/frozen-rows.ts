import { z } from 'zod'
import type { Id } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import type { ReportId } from '../domain/report/report.ts'

/** The row of a case as it was frozen; `cells` is null once its person is erased. */
export type FrozenRow = { caseNumber: string; cells: readonly string[] | null; sha256: string }

const row = z
  .object({ case_number: z.string(), cells: z.string().nullable(), sha256: z.string() })
  .transform(({ case_number: caseNumber, cells, sha256 }): FrozenRow => {
    return { caseNumber, cells: cells === null ? null : cells.split(' '), sha256 }
  })

/** The frozen rows of a published report, by case number. */
export function frozenRows(tx: Tx, id: ReportId): Promise<FrozenRow[]> {
  return tx.rows(row, sql`select case_number, cells, sha256 from evaluation.frozen_row where report_id = ${id} order by case_number`)
}

/** Keeps the rows of a report that is being published. */
export async function insertRows(
  tx: Tx,
  id: ReportId,
  rows: readonly { caseNumber: string; cells: readonly string[]; salt: string; sha256: string }[],
): Promise<void> {
  await tx.run(sql`
    insert into evaluation.frozen_row (report_id, case_number, cells, salt, sha256)
    select ${id}, r.case_number, r.cells, r.salt, r.sha256
    from unnest(${rows.map((one) => one.caseNumber)}::text[], ${rows.map((one) => one.cells.join(' '))}::text[],
                ${rows.map((one) => one.salt)}::uuid[], ${rows.map((one) => one.sha256)}::text[]) r(case_number, cells, salt, sha256)`)
}

/** Empties the frozen rows of persons erased since, under an agreement; answers how many. Their digests stay. */
export function emptyErased(tx: Tx, agreementId: Id<'agreement'>): Promise<number> {
  return tx.run(sql`
    update evaluation.frozen_row f set cells = null, salt = null
    from evaluation.report r
    where r.id = f.report_id and r.agreement_id = ${agreementId} and f.cells is not null
      and f.case_number in (select enrolments.erased_cases(${agreementId}))`)
}
