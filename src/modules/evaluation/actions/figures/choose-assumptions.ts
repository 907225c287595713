import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { recordChange } from '#modules/audit/index.ts'
import { evaluationActions } from '../../actions.ts'
import type { Assumptions } from '../../domain/figures/economy.ts'
import type { ReportId } from '../../domain/report/report.ts'
import { saveAssumptions } from '../../store/assumptions.ts'
import { lockedReport } from '../report/own-report.ts'
import type { DraftRefusal } from '../report/publish-report.ts'

/** Chooses what a draft's sums rest on; they are frozen with the report. */
export async function chooseAssumptions(
  tx: Tx,
  command: { actor: StaffActor; reportId: ReportId; assumptions: Assumptions; at: Instant },
): Promise<Result<true, DraftRefusal>> {
  const { actor, reportId: id, assumptions, at } = command
  const own = await lockedReport(tx, { actor, id, action: evaluationActions.make })
  if (!own.ok) return own
  if (own.value.found.frozen !== null) return refuse({ kind: 'already_published' })
  await saveAssumptions(tx, id, { ...assumptions, by: actor.accountId, at })
  await recordChange(tx, { actor, action: evaluationActions.make, on: { noun: 'report', id }, codes: { assumptions: 'chosen' }, at })
  return ok(true)
}
