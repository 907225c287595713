import type { AccountId, PersonId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { realClock } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { RepresentationScope } from '../domain/representation.ts'
import { accountByEmail, insertAccount } from '../store/accounts.ts'
import { makeInvitation } from '../store/invitations.ts'
import { insertRepresenting, signInsFor } from '../store/representing.ts'

/** A representation that is to have a sign-in; `name` is how the account is shown wherever it did something: "X for Y". */
export type Representing = {
  representationId: string
  personId: PersonId
  scope: RepresentationScope
  name: string
  email: string
  from: Day
  until: Day | null
}

/**
 * Makes a one-time link for one who acts for a citizen; the same account again when there is one. Asks nobody: the caller has judged who may.
 * An address that another sign-in has is refused, for each representation has an account of its own.
 */
export async function inviteRepresentative(
  tx: Tx,
  given: Representing,
): Promise<Result<{ accountId: AccountId; token: string }, { kind: 'email_in_use' }>> {
  let accountId = (await signInsFor(tx, given.personId)).get(given.representationId) ?? null
  if (accountId === null) {
    if ((await accountByEmail(tx, given.email)) !== null) return refuse({ kind: 'email_in_use' })
    accountId = (await insertAccount(tx, given)).accountId
    await insertRepresenting(tx, { ...given, accountId })
  }
  return ok({ accountId, token: await makeInvitation(tx, accountId, realClock.now()) })
}
