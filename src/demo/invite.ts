import type { AccountId } from '#kernel/actor.ts'
import { contextOf } from '#platform/http/context.ts'
import { inviteCitizen } from '#modules/access/index.ts'
import { personsNamed } from '#modules/people/index.ts'
import { citizenCast } from './citizens.ts'
import { type Play, act } from './play.ts'

/** A citizen one may be in the demo. */
export type DemoCitizen = { accountId: AccountId; name: string; note: { da: string; en: string } }

/** Gives every citizen of the cast a sign-in of their own, by Ibrahim's invitation. */
export async function inviteAll({ db, clock, stage }: Play): Promise<DemoCitizen[]> {
  const actor = stage.actors.ibrahim
  const citizens: DemoCitizen[] = []
  for (const { key, name, note } of citizenCast) {
    const [person] = await db.read(contextOf(actor, clock.today()), (tx) => personsNamed(tx, name, 1))
    if (person === undefined) continue
    const invitation = { actor, personId: person.id, name, email: `${key}@demo.grobund.invalid`, at: clock.now() }
    const { accountId } = await act(db, clock, actor, (tx) => inviteCitizen(tx, invitation))
    citizens.push({ accountId, name, note })
  }
  return citizens
}
