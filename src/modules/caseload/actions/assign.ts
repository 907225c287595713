import type { AccountId, StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize, staff } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { caseloadActions } from '../actions.ts'
import { type CaseId, authorityIn } from '../domain/standing.ts'
import { keeperNamed } from './new-keeper.ts'
import { saveResponsible, standing } from '../store/standings.ts'

/** Who is to look after a case in the actor's own organisation; null for nobody. */
export type Assignment = { actor: StaffActor; caseId: CaseId; accountId: AccountId | null; at: Instant }

/** Why nobody was named. */
export type AssignRefusal = NotPermitted | { kind: 'no_such_case' } | { kind: 'not_on_the_staff' }

/** Names who looks after a case at the actor's authority; each authority names its own. Naming the same one twice changes nothing. */
export async function assign(tx: Tx, { actor, caseId, accountId, at }: Assignment): Promise<Result<true, AssignRefusal>> {
  const found = await standing(tx, caseId)
  const authority = found && authorityIn(found, actor.organisationId)
  if (found === null || authority === null) return refuse({ kind: 'no_such_case' })
  const permitted = authorize(actor, caseloadActions.assign, { ownerId: found.parties[authority], personId: found.personId })
  if (!permitted.ok) return permitted
  if (found.responsible[authority] === accountId) return ok(true)
  if (accountId !== null && !(await staff(tx, { organisationId: actor.organisationId })).some((one) => one.accountId === accountId))
    return refuse({ kind: 'not_on_the_staff' })
  await saveResponsible(tx, caseId, authority, accountId)
  if (accountId !== null) await keeperNamed(tx, caseId, authority, at)
  const codes = { authority, account: accountId ?? 'nobody' }
  await recordChange(tx, { actor, action: caseloadActions.assign, on: { noun: 'case', id: caseId }, personId: found.personId, codes, at })
  return ok(true)
}
