import type { AccountId, PersonId, StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize, staff } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { saveConflict, saveLifted } from '../store/conflicts.ts'
import { personView } from '../store/persons.ts'

/** Why a conflict of interest is not declared or lifted. */
export type ConflictRefusal = NotPermitted | { kind: 'no_such_person' } | { kind: 'not_on_the_staff' } | { kind: 'no_such_conflict' }

/** Takes from a member of staff the cases of a person they will see no more; called while the session still sees the person. What it answers is called once they see them no more. */
export type LetGo = (tx: Tx, command: Command) => Promise<() => Promise<void>>

type Command = { actor: StaffActor; personId: PersonId; accountId: AccountId; at: Instant }

/**
 * Declares that a member of staff has a conflict of interest in a person (forvaltningsloven § 3): from then on that human sees nothing
 * of the person, in no list and on no page, by none of their accounts, and looks after none of the person's cases. Everyone declares their own; a leader declares another's.
 */
export async function declareConflict(tx: Tx, command: Command, letGo: LetGo): Promise<Result<true, ConflictRefusal>> {
  const { actor, personId, accountId, at } = command
  const action = accountId === actor.accountId ? actions.declare_conflict : actions.decide_conflict
  const permitted = authorize(actor, action, { personId })
  if (!permitted.ok) return permitted
  if ((await personView(tx, personId)) === null) return refuse({ kind: 'no_such_person' })
  const member = (await staff(tx, { organisationId: actor.organisationId })).find((one) => one.accountId === accountId)
  if (member === undefined) return refuse({ kind: 'not_on_the_staff' })
  const askForAnother = await letGo(tx, command)
  await saveConflict(tx, personId, { accountId, humanId: member.humanId, declaredBy: actor.accountId, at })
  await askForAnother()
  await recordChange(tx, {
    actor,
    action,
    on: { noun: 'person', id: personId },
    personId,
    codes: { account: accountId, conflict: true },
    at,
  })
  return ok(true)
}

/** A leader lets someone in again; nobody lets in themselves, for who has a conflict does not see that it stands. */
export async function liftConflict(tx: Tx, { actor, personId, accountId, at }: Command): Promise<Result<true, ConflictRefusal>> {
  const action = actions.decide_conflict
  const permitted = authorize(actor, action, { personId })
  if (!permitted.ok) return permitted
  const lifted = await saveLifted(tx, personId, { accountId, liftedBy: actor.accountId, at })
  if (!lifted) return refuse({ kind: 'no_such_conflict' })
  await recordChange(tx, {
    actor,
    action,
    on: { noun: 'person', id: personId },
    personId,
    codes: { account: accountId, conflict: false },
    at,
  })
  return ok(true)
}
