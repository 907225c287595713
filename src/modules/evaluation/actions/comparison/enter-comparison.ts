import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { recordChange } from '#modules/audit/index.ts'
import { evaluationActions } from '../../actions.ts'
import { type Comparison, type Measure, impossibleMeasure } from '../../domain/report/dataset.ts'
import type { ReportId } from '../../domain/report/report.ts'
import { saveComparison } from '../../store/reports.ts'
import { lockedReport } from '../report/own-report.ts'
import type { DraftRefusal } from '../report/publish-report.ts'

/** Why the compared programme's figures were not saved. */
export type ComparisonRefusal = DraftRefusal | { kind: 'more_than_it_is_part_of'; measure: Measure; partOf: Measure }

/** Enters the compared programme's figures by the same measures, for a draft; entered again they replace the former. */
export async function enterComparison(
  tx: Tx,
  command: { actor: StaffActor; reportId: ReportId; comparison: Comparison; at: Instant },
): Promise<Result<true, ComparisonRefusal>> {
  const { actor, reportId: id, comparison, at } = command
  const own = await lockedReport(tx, { actor, id, action: evaluationActions.compare })
  if (!own.ok) return own
  if (own.value.found.frozen !== null) return refuse({ kind: 'already_published' })
  const wrong = impossibleMeasure(comparison.figures)
  if (wrong !== null) return refuse({ kind: 'more_than_it_is_part_of', ...wrong })
  await saveComparison(tx, id, { ...comparison, by: actor.accountId, at })
  await recordChange(tx, { actor, action: evaluationActions.compare, on: { noun: 'report', id }, at })
  return ok(true)
}
