import type { StaffActor } from '#kernel/actor.ts'
import { accountNames } from '#modules/access/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Option } from '#ui/select.tsx'
import { teachersIn } from '../actions/teachers.ts'

/** Who may teach in the actor's organisation; `now` is offered too, also when they have left it. */
export async function teachersOf(tx: Tx, actor: StaffActor, now?: StaffActor['accountId']): Promise<Option[]> {
  const offered = (await teachersIn(tx, actor.organisationId)).map(({ accountId, name }) => ({ value: String(accountId), label: name }))
  if (now === undefined || offered.some(({ value }) => value === now)) return offered
  return [{ value: now, label: (await accountNames(tx, [now])).get(now) ?? now }, ...offered]
}
