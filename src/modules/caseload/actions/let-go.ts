import type { AccountId, PersonId, StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { caseloadActions } from '../actions.ts'
import { authorityIn } from '../domain/standing.ts'
import { saveResponsible, standingsOfPerson } from '../store/standings.ts'

/**
 * Takes from a member of the actor's staff the open cases of a person they may see no more, so that each stands unassigned for a colleague to take.
 * The calling action has judged whether that may be; the session must still see the person.
 */
export async function letGo(
  tx: Tx,
  { actor, personId, accountId, at }: { actor: StaffActor; personId: PersonId; accountId: AccountId; at: Instant },
): Promise<void> {
  for (const one of await standingsOfPerson(tx, personId)) {
    const authority = authorityIn(one, actor.organisationId)
    if (authority === null || one.endedOn !== null || one.responsible[authority] !== accountId) continue
    await saveResponsible(tx, one.caseId, authority, null)
    const codes = { authority, account: 'nobody' }
    await recordChange(tx, { actor, action: caseloadActions.assign, on: { noun: 'case', id: one.caseId }, personId, codes, at })
  }
}
