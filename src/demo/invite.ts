import type { AccountId, PersonId } from '#kernel/actor.ts'
import { contextOf } from '#platform/http/context.ts'
import { inviteCitizen } from '#modules/access/index.ts'
import { personsNamed } from '#modules/people/index.ts'
import type { CitizenPart } from './citizens.ts'
import { type Play, act } from './play.ts'

/** A citizen one may be in the demo. */
export type DemoCitizen = { accountId: AccountId; personId: PersonId; name: string; note: { da: string; en: string } }

/** Gives a citizen a sign-in of their own, by Ibrahim's invitation, while he works on the case. */
export async function invite({ db, clock, stage, citizens }: Play, { key, name, note }: CitizenPart): Promise<void> {
  const actor = stage.actors.ibrahim
  const [person] = await db.read(contextOf(actor, clock.today()), (tx) => personsNamed(tx, name, 1))
  if (person === undefined) throw new Error(`The demo's play does not see ${name}`)
  const invitation = { actor, personId: person.id, name, email: `${key}@demo.grobund.invalid`, at: clock.now() }
  const { accountId } = await act(db, clock, actor, (tx) => inviteCitizen(tx, invitation))
  citizens.push({ accountId, personId: person.id, name, note })
}
