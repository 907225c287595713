import type { StaffActor } from '#kernel/actor.ts'
import type { ActionRef, NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { type Agreement, agreement } from '#modules/agreements/index.ts'
import type { Report, ReportId } from '../../domain/report/report.ts'
import { report } from '../../store/reports.ts'

/** Why a report cannot be worked on by this reader. */
export type OwnRefusal = { kind: 'no_such_report' } | NotPermitted

/** A locked report with its agreement, for one who may do the action to it. */
export async function lockedReport(
  tx: Tx,
  given: { actor: StaffActor; id: ReportId; action: ActionRef },
): Promise<Result<{ found: Report; agreed: Agreement }, OwnRefusal>> {
  const found = await report(tx, given.id, true)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null || found.outdated !== null) return refuse({ kind: 'no_such_report' })
  const permit = authorize(given.actor, given.action, { parties: agreed.parties })
  return permit.ok ? ok({ found, agreed }) : permit
}
