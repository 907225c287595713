import type { CitizenActor, StaffActor } from '#kernel/actor.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { realClock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { accessActions } from '../actions.ts'
import { authorize } from '../domain/authorize.ts'
import { type Account, accountById } from '../store/accounts.ts'
import { sessionMadeAt } from '../store/sessions.ts'
import { type PasswordRefusal, ownContext, provePassword } from './password.ts'

/** Whoever has a sign-in. */
export type Holder = StaffActor | CitizenActor

/** Who does it, where the request came from, and the session that goes on. */
export type OwnRequest = { actor: Holder; address: string; session: string }

/** How long after a sign-in an account without a password may change how it signs in, without signing in again. */
const freshMinutes = 10

/** Why one's own sign-in stays as it is; `sign_in_again` to an account without a password whose session is no longer fresh. */
export type OwnRefusal = NotPermitted | PasswordRefusal | { kind: 'sign_in_again' }

/** May the holder look after their own sign-in? Everyone may, and no one else's. */
export function ownPermit(actor: Holder): Result<true, NotPermitted> {
  return authorize(actor, accessActions.own_sign_in, actor.kind === 'citizen' ? { personId: actor.personId } : {})
}

/**
 * Proves that whoever holds the session is its owner, before the ways of signing in change: by the password, or for an account
 * without one by a sign-in of the last ten minutes.
 */
export async function proveOwner(db: Db, given: OwnRequest & { password: string }): Promise<Result<Account, OwnRefusal>> {
  const { actor } = given
  const permit = ownPermit(actor)
  if (!permit.ok) return permit
  const [account, madeAt] = await db.read(ownContext(actor.accountId), async (tx) => [
    await accountById(tx, actor.accountId),
    await sessionMadeAt(tx, given.session),
  ])
  if (account === null) return refuse({ kind: 'wrong_email_or_password' })
  if (account.passwordHash !== null) return provePassword(db, { email: account.email, password: given.password, address: given.address })
  const fresh = madeAt !== null && Temporal.Instant.compare(madeAt.add({ minutes: freshMinutes }), realClock.now()) > 0
  return fresh ? ok(account) : refuse({ kind: 'sign_in_again' })
}
