import type { Actor } from '#kernel/actor.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Agreement, agreementsFor } from '#modules/agreements/index.ts'
import { loanActions } from '../actions.ts'

/**
 * The agreements whose loans the actor may see in a list: those their organisation lends or provides under, by their role. Row-level security
 * alone is wider, for whoever has a part in a person may reach their rows, and a job centre has one without a say in their debts.
 */
export async function listedAgreements(tx: Tx, actor: Actor | null): Promise<Agreement[]> {
  return actor?.kind === 'staff' ? agreementsFor(tx, actor, loanActions.list) : []
}
