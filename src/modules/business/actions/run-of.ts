import type { Actor } from '#kernel/actor.ts'
import type { ActionRef, NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type Agreement, agreement } from '#modules/agreements/index.ts'
import { authorize } from '#modules/access/index.ts'
import { type Enrolment, enrolment } from '#modules/enrolments/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { RunId } from '../store/business.ts'

/** Why somebody does not get at a run's business. */
export type RunRefusal = { kind: 'no_such_enrolment' } | NotPermitted

/** The run and its agreement, for one who may do the action in it. First line of every action on a run's business. */
export async function runOf(
  tx: Tx,
  actor: Actor,
  action: ActionRef,
  enrolmentId: RunId,
): Promise<Result<{ run: Enrolment; agreed: Agreement }, RunRefusal>> {
  const run = await enrolment(tx, enrolmentId)
  const agreed = run === null ? null : await agreement(tx, run.agreementId)
  if (run === null || agreed === null) return refuse({ kind: 'no_such_enrolment' })
  const permit = authorize(actor, action, { parties: agreed.parties, personId: run.personId })
  return permit.ok ? ok({ run, agreed }) : permit
}
