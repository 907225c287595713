import { randomUUID } from 'node:crypto'
import type { AccountId, Actor, StaffActor, SystemActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Agreement, agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { closeTasks, tellAll } from '#modules/notices/index.ts'
import { evaluationActions } from '../../actions.ts'
import type { Report, ReportId } from '../../domain/report/report.ts'
import type { EvaluationPorts } from '../../ports.ts'
import { assumptionsOf } from '../../store/assumptions.ts'
import { insertRows } from '../../store/frozen-rows.ts'
import { type Publication, dropPublication, insertPublication } from '../../store/publications.ts'
import { isReckoned } from '../../store/reckonings.ts'
import { freezeReport, report } from '../../store/reports.ts'
import { contentOf } from './content.ts'
import { type NotReckoned, askedFor, computeDataset, hashOf, isLarge } from '../figures/figures-of.ts'
import { closeDueTasks } from './tell-due.ts'
import { type OwnRefusal, lockedReport } from './own-report.ts'

/** Why a report's words were not changed, or why it was not published. */
export type DraftRefusal = OwnRefusal | { kind: 'already_published' }

/**
 * Publishes a draft: its figures, the comparison and its words are frozen with a hash and can never be changed again. A report of more
 * cases than can be frozen while one waits is given to the worker; its `sha256` is null until then.
 */
export async function publishReport(
  tx: Tx,
  ports: EvaluationPorts,
  command: { actor: StaffActor; reportId: ReportId; at: Instant },
): Promise<Result<{ sha256: string | null }, DraftRefusal | NotReckoned>> {
  const { actor, reportId: id, at } = command
  const own = await lockedReport(tx, { actor, id, action: evaluationActions.publish })
  if (!own.ok) return own
  const { found, agreed } = own.value
  if (found.frozen !== null) return refuse({ kind: 'already_published' })
  if (!(await isLarge(tx, ports, agreed.id))) return freeze(tx, ports, { actor, found, agreed, by: actor.accountId, at })
  const asked = askedFor(found, await assumptionsOf(tx, id), at)
  if (!(await isReckoned(tx, asked))) return refuse({ kind: 'not_reckoned', asked })
  await insertPublication(tx, { id, by: actor.accountId, at })
  await recordChange(tx, { actor, action: evaluationActions.publish, on: { noun: 'report', id }, codes: { asked: 'publication' }, at })
  return ok({ sha256: null })
}

/** Freezes a large report for the secretary who asked for it; one that has been published meanwhile stays as it is. */
export async function publishAsked(
  tx: Tx,
  ports: EvaluationPorts,
  { actor, asked: { id, by, at } }: { actor: SystemActor; asked: Publication },
): Promise<Result<{ sha256: string | null }, NotReckoned>> {
  const found = await report(tx, id, true)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null || found.frozen !== null) {
    await dropPublication(tx, id)
    return ok({ sha256: found?.frozen?.sha256 ?? null })
  }
  const frozen = await freeze(tx, ports, { actor, found, agreed, by, at })
  if (frozen.ok) await dropPublication(tx, id)
  return frozen
}

type Freezing = { actor: Actor; found: Report; agreed: Agreement; by: AccountId; at: Instant }

async function freeze(
  tx: Tx,
  ports: EvaluationPorts,
  { actor, found, agreed, by, at }: Freezing,
): Promise<Result<{ sha256: string }, NotReckoned>> {
  const { id } = found
  const computed = await computeDataset(tx, ports, { ...(await contentOf(tx, found, agreed)), salt: randomUUID(), now: at })
  if (!computed.ok) return computed
  const { dataset, rows } = computed.value
  const sha256 = hashOf(dataset)
  await insertRows(tx, id, rows)
  await freezeReport(tx, id, { dataset, sha256, by, at })
  await tellAll(tx, { kind: 'report_published', parties: agreed.parties, subject: { noun: 'report', id }, href: `/evaluation/${id}`, at })
  await closeTasks(tx, { subject: { noun: 'report', id }, kind: 'evaluation_hearing', at })
  await closeDueTasks(tx, agreed, at)
  await recordChange(tx, { actor, action: evaluationActions.publish, on: { noun: 'report', id }, codes: { sha256 }, at })
  return ok({ sha256 })
}
