import type { PersonId } from '#kernel/actor.ts'
import { personNames } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'

/** Those of the persons whose name and address are protected from the session's account: it opens no letter to them. */
export async function maskedOf(tx: Tx, persons: readonly PersonId[]): Promise<ReadonlySet<PersonId>> {
  const names = await personNames(tx, [...new Set(persons)])
  return new Set(persons.filter((id) => names.get(id)?.protected === true && names.get(id)?.name === null))
}
