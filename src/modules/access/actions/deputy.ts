import type { AccountId, StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { accessActions } from '../actions.ts'
import { authorize } from '../domain/authorize.ts'
import { type Deputy, type DeputyId, type DeputyRefusal, leads, mayStandIn } from '../domain/deputy.ts'
import { staff } from '../store/accounts.ts'
import { deputies, saveDeputy, saveDeputyEnd } from '../store/deputies.ts'

/** Who is absent, who stands in, and for which days, both included. */
export type DeputyCommand = {
  actor: StaffActor
  id: DeputyId
  absentId: AccountId
  deputyId: AccountId
  from: Day
  until: Day
  at: Instant
}

/** Names a deputy in the actor's organisation: one's own, or as a leader a colleague's. */
export async function nameDeputy(
  tx: Tx,
  command: DeputyCommand,
): Promise<Result<Deputy, NotPermitted | { kind: 'not_on_the_staff' } | DeputyRefusal>> {
  const { actor, id, absentId, deputyId, from, until, at } = command
  const { organisationId } = actor
  const permitted = authorize(actor, accessActions.name_deputy, { ownerId: organisationId })
  if (!permitted.ok) return permitted
  if (absentId !== actor.accountId && !leads(actor.roles)) return refuse({ kind: 'not_permitted', action: accessActions.name_deputy.name })
  const members = await staff(tx, { organisationId })
  const [absent, deputy] = [absentId, deputyId].map((one) => members.find((member) => member.accountId === one))
  if (absent === undefined || deputy === undefined) return refuse({ kind: 'not_on_the_staff' })
  const known = (await deputies(tx, organisationId, dayOf(at))).filter((one) => one.id !== id)
  const may = mayStandIn({ absentId, deputyId, from, until, absentRoles: absent.roles, deputyRoles: deputy.roles }, known, dayOf(at))
  if (!may.ok) return may
  const made: Deputy = { id, organisationId, absentId, deputyId, from, until }
  const codes = { absent: absentId, deputy: deputyId, from: from.toString(), until: until.toString() }
  if (await saveDeputy(tx, made, { accountId: actor.accountId, at }))
    await recordChange(tx, { actor, action: accessActions.name_deputy, on: { noun: 'deputy', id }, codes, at })
  return ok(made)
}

/** Ends a deputyship today, which is its last day: the absent one is back. The absent one, the deputy or a leader does it. */
export async function endDeputy(
  tx: Tx,
  { actor, id, at }: { actor: StaffActor; id: DeputyId; at: Instant },
): Promise<Result<Deputy, NotPermitted | { kind: 'no_such_deputy' }>> {
  const { organisationId } = actor
  const permitted = authorize(actor, accessActions.name_deputy, { ownerId: organisationId })
  if (!permitted.ok) return permitted
  const found = (await deputies(tx, organisationId, dayOf(at))).find((one) => one.id === id)
  if (found === undefined) return refuse({ kind: 'no_such_deputy' })
  if (![found.absentId, found.deputyId].includes(actor.accountId) && !leads(actor.roles))
    return refuse({ kind: 'not_permitted', action: accessActions.name_deputy.name })
  if (!(await saveDeputyEnd(tx, id, dayOf(at)))) return refuse({ kind: 'no_such_deputy' })
  await recordChange(tx, { actor, action: accessActions.name_deputy, on: { noun: 'deputy', id }, codes: { ended: true }, at })
  return ok(found)
}
