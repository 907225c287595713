import { hash } from '@node-rs/argon2'
import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { realClock } from '#platform/clock.ts'
import { type Db, type Tx, nobody } from '#platform/db/database.ts'
import { recordSignIn } from '#modules/audit/index.ts'
import { organisationsOfAccount } from '../store/accounts.ts'
import { demandsSecondFactor } from '../store/organisations.ts'
import { openInvitation, useInvitation } from '../store/invitations.ts'
import { unlinkAll } from '../store/outside.ts'
import { deletePasskeys } from '../store/passkeys.ts'
import { removeFactor } from '../store/second-factor.ts'
import { endSessionsOf, openSession } from '../store/sessions.ts'
import { endStepsOf, openStep } from '../store/sign-in-steps.ts'
import { beginInvitedPasskey, keepKey, proveNewKey } from './own-passkeys.ts'
import type { PasskeyRefusal } from './own-passkeys.ts'
import type { PasskeyParts } from './passkey-parts.ts'
import { type GuessableRefusal, notGuessable } from './guessable.ts'
import { ownContext } from './password.ts'
import type { SignedIn } from './sign-in.ts'

/** Why an invitation led to nothing. */
export type InvitationRefusal = { kind: 'invitation_over' } | GuessableRefusal | { kind: 'passkey_wrong' } | { kind: 'passkey_known' }

/** How the invited will sign in from now on. */
export type ChosenWay = { kind: 'password'; password: string } | { kind: 'passkey'; credential: string; name: string }

/** Whom an invitation is for; a citizen is no staff. */
export type Invited = { accountId: AccountId; name: string; email: string; isStaff: boolean }

/** Whom an invitation is for, or that it is over. */
export function readInvitation(db: Db, token: string): Promise<Invited | null> {
  return db.read(nobody(realClock.today()), (tx) => openInvitation(tx, token, realClock.now()))
}

/** Begins the passkey of whoever holds the link; answers what the browser needs. */
export async function beginInvitationPasskey(
  db: Db,
  parts: PasskeyParts,
  given: { token: string; address: string },
): Promise<Result<object, PasskeyRefusal | { kind: 'invitation_over' }>> {
  const invited = await db.read(nobody(realClock.today()), (tx) => openInvitation(tx, given.token, realClock.now()))
  if (invited === null) return refuse({ kind: 'invitation_over' })
  return beginInvitedPasskey(db, parts, { accountId: invited.accountId, address: given.address })
}

/**
 * Sets password or passkey by a one-time link, ends older sessions of the account and signs in. The link is the way back for one who
 * has lost everything, so it takes away the second factor, older passkeys and, with a passkey, the old password; the log says so.
 */
export async function acceptInvitation(
  db: Db,
  parts: PasskeyParts,
  given: { token: string; way: ChosenWay },
): Promise<Result<SignedIn, InvitationRefusal>> {
  const { way } = given
  const at = realClock.now()
  const invited = await db.read(nobody(realClock.today()), (tx) => openInvitation(tx, given.token, at))
  if (invited === null) return refuse({ kind: 'invitation_over' })
  const strong = way.kind === 'password' ? await notGuessable(way.password, invited) : ok(true)
  if (!strong.ok) return strong
  const accountId = invited.accountId
  const passwordHash = way.kind === 'password' ? await hash(way.password) : null
  const proved =
    way.kind === 'passkey'
      ? await db.transactionKeeping(ownContext(accountId), (tx) => proveNewKey(tx, parts, { accountId, credential: way.credential, at }))
      : null
  if (proved !== null && !proved.ok) return proved
  return db.transaction(ownContext(accountId), async (tx): Promise<Result<SignedIn, InvitationRefusal>> => {
    if (!(await useInvitation(tx, given.token, passwordHash, at))) return refuse({ kind: 'invitation_over' })
    await forgetOldWays(tx, accountId, at)
    if (proved !== null && way.kind === 'passkey') {
      const kept = await keepKey(tx, { accountId, key: proved.value, name: way.name, at })
      if (!kept.ok) return kept
    }
    await recordSignIn(tx, { accountId, action: 'access.invitation_used', at })
    if (way.kind === 'password' && (await demandsSecondFactor(tx, accountId)))
      return ok({ kind: 'factor_demanded', step: await openStep(tx, accountId, at) })
    const [organisationId = null] = await organisationsOfAccount(tx, accountId)
    return ok({ kind: 'session', token: await openSession(tx, { accountId, organisationId, at }) })
  })
}

/** Ends every session of an account and takes its older ways in away: after an invitation was used. */
export async function forgetOldWays(tx: Tx, accountId: AccountId, at: Instant): Promise<void> {
  await endSessionsOf(tx, accountId, at)
  await endStepsOf(tx, accountId)
  if (await removeFactor(tx, accountId)) await recordSignIn(tx, { accountId, action: 'access.second_factor_off', at })
  await unlinkAll(tx, accountId)
  if ((await deletePasskeys(tx, accountId)) > 0) await recordSignIn(tx, { accountId, action: 'access.passkey_removed', at })
}
