import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn, instantColumn } from '#platform/db/row.ts'
import type { ReportId } from '../domain/report/report.ts'
import { type Section, type SectionWords, sections } from '../domain/report/sections.ts'

const wordsRow = z.object({ section: z.enum(sections), words: z.string() })

/** The words of a report as they stand. */
export async function sectionWords(tx: Tx, id: ReportId): Promise<SectionWords> {
  const rows = await tx.rows(
    wordsRow,
    sql`select distinct on (section) section, words from evaluation.section where report_id = ${id} order by section, version desc`,
  )
  return Object.fromEntries(rows.filter((row) => row.words !== '').map((row) => [row.section, row.words]))
}

/** How often a report's words have been written: what a form compares to see that nobody wrote meanwhile. */
export async function writings(tx: Tx, id: ReportId): Promise<number> {
  const row = await tx.one(z.object({ count: z.int() }), sql`select count(*)::int as count from evaluation.section where report_id = ${id}`)
  return row.count
}

const versionRow = z
  .object({ section: z.enum(sections), version: z.int(), words: z.string(), written_by: idColumn<'account'>(), written_at: instantColumn })
  .transform(({ written_by: by, written_at: at, ...row }) => ({ ...row, by, at }))

/** A version of the words under a heading. */
export type SectionVersion = z.infer<typeof versionRow>

/** Every version of a report's words, the newest first. */
export function sectionVersions(tx: Tx, id: ReportId): Promise<SectionVersion[]> {
  return tx.rows(
    versionRow,
    sql`select section, version, words, written_by, written_at from evaluation.section
        where report_id = ${id} order by written_at desc, section, version desc`,
  )
}

/** Writes the next version under a heading. */
export async function insertSection(
  tx: Tx,
  made: { id: ReportId; section: Section; words: string; by: AccountId; at: Instant },
): Promise<void> {
  await tx.run(sql`
    insert into evaluation.section (report_id, section, version, words, written_by, written_at)
    select ${made.id}, ${made.section}, coalesce(max(s.version), 0) + 1, ${made.words}, ${made.by}, ${made.at}
    from evaluation.section s where s.report_id = ${made.id} and s.section = ${made.section}`)
}
