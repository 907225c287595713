import { randomUUID } from 'node:crypto'
import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { recordChange } from '#modules/audit/index.ts'
import { closeTasks } from '#modules/notices/index.ts'
import { evaluationActions } from '../actions.ts'
import { firstAssumptions } from '../domain/figures/economy.ts'
import type { ReportId } from '../domain/report/report.ts'
import type { EvaluationPorts } from '../ports.ts'
import { comparisonOf, freezeReport, saveWords } from '../store/reports.ts'
import { computeDataset, hashOf } from './figures-of.ts'
import { type OwnRefusal, lockedReport } from './own-report.ts'

/** Why a report's words were not changed, or why it was not published. */
export type DraftRefusal = OwnRefusal | { kind: 'already_published' }

/** Changes a draft's heading and the administration's assessment. */
export async function rewordReport(
  tx: Tx,
  command: { actor: StaffActor; reportId: ReportId; title: string; assessment: string; at: Instant },
): Promise<Result<true, DraftRefusal>> {
  const { actor, reportId: id, at } = command
  const own = await lockedReport(tx, { actor, id, action: evaluationActions.make })
  if (!own.ok) return own
  if (own.value.found.frozen !== null) return refuse({ kind: 'already_published' })
  await saveWords(tx, id, command)
  await recordChange(tx, { actor, action: evaluationActions.make, on: { noun: 'report', id }, at })
  return ok(true)
}

/** Publishes a draft: its figures, the comparison and its words are frozen with a hash and can never be changed again. */
export async function publishReport(
  tx: Tx,
  ports: EvaluationPorts,
  command: { actor: StaffActor; reportId: ReportId; at: Instant },
): Promise<Result<{ sha256: string }, DraftRefusal>> {
  const { actor, reportId: id, at } = command
  const own = await lockedReport(tx, { actor, id, action: evaluationActions.publish })
  if (!own.ok) return own
  const { found, agreed } = own.value
  if (found.frozen !== null) return refuse({ kind: 'already_published' })
  const comparison = await comparisonOf(tx, id)
  const dataset = await computeDataset(tx, ports, {
    report: found,
    agreed,
    comparison,
    assumptions: firstAssumptions,
    salt: randomUUID(),
    now: at,
  })
  const sha256 = hashOf(dataset)
  await freezeReport(tx, id, { dataset, sha256, by: actor.accountId, at })
  await closeTasks(tx, { subject: { noun: 'agreement', id: agreed.id }, kind: 'evaluation_due', at })
  await recordChange(tx, { actor, action: evaluationActions.publish, on: { noun: 'report', id }, codes: { sha256 }, at })
  return ok({ sha256 })
}
