import type { AccountId, PersonId, StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { caseloadActions } from '../actions.ts'
import { type Authority, type Listed, authorityIn } from '../domain/standing.ts'
import { askForKeeper } from './new-keeper.ts'
import { saveResponsible, standingsOfPerson } from '../store/standings.ts'

/**
 * Takes from a member of the actor's staff the open cases of a person they may see no more, so that each stands unassigned for a colleague to take,
 * and answers what asks whoever leads there to name one: to be called once the conflict stands, so that nothing of the case is mailed to who has it.
 * The calling action has judged whether that may be; the session must still see the person.
 */
export async function letGo(
  tx: Tx,
  { actor, personId, accountId, at }: { actor: StaffActor; personId: PersonId; accountId: AccountId; at: Instant },
): Promise<() => Promise<void>> {
  const left: { one: Listed; authority: Authority }[] = []
  for (const one of await standingsOfPerson(tx, personId)) {
    const authority = authorityIn(one, actor.organisationId)
    if (authority === null || one.endedOn !== null || one.responsible[authority] !== accountId) continue
    await saveResponsible(tx, one.caseId, authority, null)
    left.push({ one, authority })
    const codes = { authority, account: 'nobody' }
    await recordChange(tx, { actor, action: caseloadActions.assign, on: { noun: 'case', id: one.caseId }, personId, codes, at })
  }
  return async () => {
    for (const { one, authority } of left) await askForKeeper(tx, one, authority, at)
  }
}
