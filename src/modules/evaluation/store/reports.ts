import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Sql, type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn, nullable } from '#platform/db/row.ts'
import { type Comparison, type Dataset, canonicalText } from '../domain/report/dataset.ts'
import { type Decision, type Report, type ReportId, decisionKinds } from '../domain/report/report.ts'
import { comparedFigures, datasetSchema, referenceLines } from './dataset-schema.ts'

// What an early build froze: its hash still tells that nobody has changed it.
const otherDataset = z.object({ schema: z.literal(1) })

const reportRow = z
  .object({
    id: idColumn<'report'>(),
    agreement_id: idColumn<'agreement'>(),
    title: z.string(),
    cutoff_on: dayColumn,
    made_by: idColumn<'account'>(),
    made_at: instantColumn,
    published_at: nullable(instantColumn),
    dataset: z.union([datasetSchema, otherDataset]).nullable(),
    sha256: z.string().nullable(),
  })
  .transform((row): Report => {
    const { dataset, sha256, published_at: at } = row
    const published = dataset === null || sha256 === null || at === null ? null : { dataset, sha256, at }
    const outdated = published?.dataset.schema === 1
    return {
      id: row.id,
      agreementId: row.agreement_id,
      title: row.title,
      cutoffOn: row.cutoff_on,
      madeBy: row.made_by,
      madeAt: row.made_at,
      frozen: published === null || published.dataset.schema === 1 ? null : { ...published, dataset: published.dataset },
      outdated: outdated ? { sha256: published.sha256, at: published.at } : null,
    }
  })

const columns: Sql = sql`select id, agreement_id, title, cutoff_on, made_by, made_at, published_at, dataset, sha256 from evaluation.report`

/** The report, or null when the session's organisation is no party to its agreement. `lock` holds it until the end. */
export function report(tx: Tx, id: ReportId, lock = false): Promise<Report | null> {
  return tx.maybe(reportRow, lock ? sql`${columns} where id = ${id} for update` : sql`${columns} where id = ${id}`)
}

/** Every report the session's organisation is a party to, the newest cut-off first. */
export function reports(tx: Tx): Promise<Report[]> {
  return tx.rows(reportRow, sql`${columns} order by cutoff_on desc, made_at desc`)
}

/** Makes a draft; false when this request has made it before. */
export async function insertReport(
  tx: Tx,
  made: { id: ReportId; agreementId: Id<'agreement'>; title: string; cutoffOn: Day; by: AccountId; at: Instant },
): Promise<boolean> {
  const done = await tx.run(sql`
    insert into evaluation.report (id, agreement_id, title, cutoff_on, made_by, made_at)
    values (${made.id}, ${made.agreementId}, ${made.title}, ${made.cutoffOn}, ${made.by}, ${made.at})
    on conflict (id) do nothing`)
  return done === 1
}

/** Changes the heading of a draft. */
export async function saveTitle(tx: Tx, id: ReportId, title: string): Promise<void> {
  await tx.run(sql`update evaluation.report set title = ${title} where id = ${id}`)
}

/** Freezes a report with its dataset and the dataset's hash; from now on the database refuses every change. */
export async function freezeReport(
  tx: Tx,
  id: ReportId,
  frozen: { dataset: Dataset; sha256: string; by: AccountId; at: Instant },
): Promise<void> {
  const done = await tx.run(sql`
    update evaluation.report set state = 'published', published_by = ${frozen.by}, published_at = ${frozen.at},
      dataset = ${canonicalText(frozen.dataset)}::jsonb, sha256 = ${frozen.sha256}
    where id = ${id}`)
  assert(done === 1, 'the locked draft is there')
}

const comparisonRow = z
  .object({ figures: comparedFigures, source: z.string(), caveat: z.string(), reference_lines: referenceLines })
  .transform(({ reference_lines: references, ...row }) => ({ ...row, references }))

/** The compared programme's figures entered for a report. */
export function comparisonOf(tx: Tx, id: ReportId): Promise<Comparison | null> {
  return tx.maybe(comparisonRow, sql`select figures, source, caveat, reference_lines from evaluation.comparison where report_id = ${id}`)
}

/** Saves the compared programme's figures, again too. */
export async function saveComparison(tx: Tx, id: ReportId, entered: Comparison & { by: AccountId; at: Instant }): Promise<void> {
  const figures = canonicalText(entered.figures)
  await tx.run(sql`
    insert into evaluation.comparison (report_id, figures, source, caveat, reference_lines, entered_by, entered_at)
    values (${id}, ${figures}::jsonb, ${entered.source}, ${entered.caveat}, ${canonicalText(entered.references)}::jsonb, ${entered.by}, ${entered.at})
    on conflict (report_id) do update set figures = excluded.figures, source = excluded.source, caveat = excluded.caveat,
      reference_lines = excluded.reference_lines,
      entered_by = excluded.entered_by, entered_at = excluded.entered_at`)
}

const decisionRow = z
  .object({
    kind: z.enum(decisionKinds),
    decided_on: dayColumn,
    case_number: z.string(),
    words: z.string(),
    period_number: z.int().nullable(),
  })
  .transform(
    (row): Decision => ({
      kind: row.kind,
      decidedOn: row.decided_on,
      caseNumber: row.case_number,
      words: row.words,
      periodNumber: row.period_number,
    }),
  )

/** What the committee decided on a report, when it has. */
export function decisionOn(tx: Tx, id: ReportId): Promise<Decision | null> {
  return tx.maybe(
    decisionRow,
    sql`select kind, decided_on, case_number, words, period_number from evaluation.decision where report_id = ${id}`,
  )
}

/** Records a decision; there is one on a report. */
export async function insertDecision(tx: Tx, id: ReportId, made: Decision & { by: AccountId; at: Instant }): Promise<void> {
  await tx.run(sql`
    insert into evaluation.decision (report_id, kind, decided_on, case_number, words, period_number, recorded_by, recorded_at)
    values (${id}, ${made.kind}, ${made.decidedOn}, ${made.caseNumber}, ${made.words}, ${made.periodNumber}, ${made.by}, ${made.at})`)
}

/** Notes that an agreement's evaluation was put on the secretary's list; false when it was before. */
export async function markDueTold(tx: Tx, agreementId: Id<'agreement'>, dueOn: Day, at: Instant): Promise<boolean> {
  const done = await tx.run(sql`
    insert into evaluation.due_told (agreement_id, due_on, told_at) values (${agreementId}, ${dueOn}, ${at}) on conflict do nothing`)
  return done === 1
}
