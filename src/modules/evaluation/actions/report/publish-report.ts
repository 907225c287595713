import { randomUUID } from 'node:crypto'
import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { recordChange } from '#modules/audit/index.ts'
import { closeTasks, tellAll } from '#modules/notices/index.ts'
import { evaluationActions } from '../../actions.ts'
import type { ReportId } from '../../domain/report/report.ts'
import type { EvaluationPorts } from '../../ports.ts'
import { insertRows } from '../../store/frozen-rows.ts'
import { freezeReport } from '../../store/reports.ts'
import { contentOf } from './content.ts'
import { type NotReckoned, computeDataset, hashOf } from '../figures/figures-of.ts'
import { closeDueTasks } from './tell-due.ts'
import { type OwnRefusal, lockedReport } from './own-report.ts'

/** Why a report's words were not changed, or why it was not published. */
export type DraftRefusal = OwnRefusal | { kind: 'already_published' }

/** Publishes a draft: its figures, the comparison and its words are frozen with a hash and can never be changed again. */
export async function publishReport(
  tx: Tx,
  ports: EvaluationPorts,
  command: { actor: StaffActor; reportId: ReportId; at: Instant },
): Promise<Result<{ sha256: string }, DraftRefusal | NotReckoned>> {
  const { actor, reportId: id, at } = command
  const own = await lockedReport(tx, { actor, id, action: evaluationActions.publish })
  if (!own.ok) return own
  const { found, agreed } = own.value
  if (found.frozen !== null) return refuse({ kind: 'already_published' })
  const computed = await computeDataset(tx, ports, { ...(await contentOf(tx, found, agreed)), salt: randomUUID(), now: at })
  if (!computed.ok) return computed
  const { dataset, rows } = computed.value
  const sha256 = hashOf(dataset)
  await insertRows(tx, id, rows)
  await freezeReport(tx, id, { dataset, sha256, by: actor.accountId, at })
  await tellAll(tx, { kind: 'report_published', parties: agreed.parties, subject: { noun: 'report', id }, href: `/evaluation/${id}`, at })
  await closeTasks(tx, { subject: { noun: 'report', id }, kind: 'evaluation_hearing', at })
  await closeDueTasks(tx, agreed, at)
  await recordChange(tx, { actor, action: evaluationActions.publish, on: { noun: 'report', id }, codes: { sha256 }, at })
  return ok({ sha256 })
}
