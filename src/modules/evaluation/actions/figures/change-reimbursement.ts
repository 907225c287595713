import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { evaluationActions } from '../../actions.ts'
import { type ReimbursementRule, type StepProblem, checkSteps } from '../../domain/figures/reimbursement.ts'
import { insertRule } from '../../store/reimbursement.ts'

/**
 * Makes a rule of the state's reimbursement from a day on, for every organisation of the installation: the law is the same for all. The
 * day may be past, since an act is often entered late: a report counts by what was known at its cut-off, and lists what changed since.
 */
export async function changeReimbursement(
  tx: Tx,
  command: { actor: StaffActor; rule: ReimbursementRule; requestId: Id<'reimbursement_rule'>; at: Instant },
): Promise<Result<true, NotPermitted | StepProblem>> {
  const { actor, rule, requestId: id, at } = command
  const permit = authorize(actor, evaluationActions.change_reimbursement, {})
  if (!permit.ok) return permit
  const problem = checkSteps(rule.steps)
  if (problem !== null) return refuse(problem)
  await insertRule(tx, { id, rule, by: actor.accountId, at })
  const codes = { from: rule.from.toString(), percents: rule.steps.map(({ percent }) => percent).join(' ') }
  await recordChange(tx, { actor, action: evaluationActions.change_reimbursement, on: { noun: 'reimbursement_rule', id }, codes, at })
  return ok(true)
}
