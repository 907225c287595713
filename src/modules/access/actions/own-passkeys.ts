import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { realClock } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { recordSignIn } from '#modules/audit/index.ts'
import { type Account, accountById } from '../store/accounts.ts'
import { type PasskeyId, deletePasskey, insertPasskey, passkeysOf, takeChallenge } from '../store/passkeys.ts'
import { endOtherSessions } from '../store/sessions.ts'
import { type NewKey, challengeIn, creationOptions, provedKey, readAttestation } from './passkey-ceremony.ts'
import { type PasskeyParts, rememberChallenge } from './passkey-parts.ts'
import { ownContext } from './password.ts'
import { type Holder, type OwnRefusal, type OwnRequest, ownPermit, proveOwner } from './prove-owner.ts'

const keysAtMost = 10
/** Why an own passkey was not made or removed. */
export type PasskeyRefusal =
  | OwnRefusal
  | { kind: 'passkey_wrong' }
  | { kind: 'passkey_known' }
  | { kind: 'too_many_passkeys'; max: number }
  | { kind: 'last_way_in' }

/** What the browser needs to make a new key for an account: after its owner was proved. */
async function beginFor(
  db: Db,
  parts: PasskeyParts,
  given: { account: Account; address: string },
): Promise<Result<object, PasskeyRefusal>> {
  const { account, address } = given
  const { accountId } = account
  const at = realClock.now()
  const known = await db.read(ownContext(accountId), (tx) => passkeysOf(tx, accountId))
  if (known.length >= keysAtMost) return refuse({ kind: 'too_many_passkeys', max: keysAtMost })
  const options = await creationOptions(parts.party(), { ...account, known })
  return db.transaction(ownContext(accountId), async (tx) => {
    const open = await rememberChallenge(tx, { challenge: options.challenge, accountId, address, at })
    return open.ok ? ok(options) : open
  })
}

/** Begins a new key of one's own; answers what the browser needs. */
export async function beginPasskey(
  db: Db,
  parts: PasskeyParts,
  given: OwnRequest & { password: string },
): Promise<Result<object, PasskeyRefusal>> {
  const proved = await proveOwner(db, given)
  return proved.ok ? beginFor(db, parts, { account: proved.value, address: given.address }) : proved
}

/** Begins the key of one who was invited: the one-time link is the proof. Answers what the browser needs. */
export async function beginInvitedPasskey(
  db: Db,
  parts: PasskeyParts,
  given: { accountId: AccountId; address: string },
): Promise<Result<object, PasskeyRefusal>> {
  const account = await db.read(ownContext(given.accountId), (tx) => accountById(tx, given.accountId))
  if (account === null) return refuse({ kind: 'passkey_wrong' })
  return beginFor(db, parts, { account, address: given.address })
}

/** Judges the key that a device made for a challenge of this very account; the challenge is used up whatever comes of it. */
export async function proveNewKey(
  tx: Tx,
  parts: PasskeyParts,
  given: { accountId: AccountId; credential: string; at: Instant },
): Promise<Result<NewKey, { kind: 'passkey_wrong' }>> {
  const answer = readAttestation(given.credential)
  const challenge = answer === null ? null : await challengeIn(answer)
  if (answer === null || challenge === null || !(await takeChallenge(tx, { ...given, challenge }))) return refuse({ kind: 'passkey_wrong' })
  const key = await provedKey(parts.party(), answer, challenge)
  return key === null ? refuse({ kind: 'passkey_wrong' }) : ok(key)
}

/** Keeps a proved key under a name, and says so in the log. */
export async function keepKey(
  tx: Tx,
  given: { accountId: AccountId; key: NewKey; name: string; at: Instant },
): Promise<Result<true, { kind: 'passkey_known' }>> {
  const { accountId, at } = given
  if (!(await insertPasskey(tx, { ...given.key, accountId, name: given.name, at }))) return refuse({ kind: 'passkey_known' })
  await recordSignIn(tx, { accountId, action: 'access.passkey_made', at })
  return ok(true)
}

/** Keeps a new key of one's own. */
export async function addPasskey(
  db: Db,
  parts: PasskeyParts,
  given: { actor: Holder; credential: string; name: string },
): Promise<Result<true, PasskeyRefusal>> {
  const { accountId } = given.actor
  const permit = ownPermit(given.actor)
  if (!permit.ok) return permit
  const at = realClock.now()
  return db.transactionKeeping(ownContext(accountId), async (tx): Promise<Result<true, PasskeyRefusal>> => {
    const proved = await proveNewKey(tx, parts, { ...given, accountId, at })
    return proved.ok ? keepKey(tx, { accountId, key: proved.value, name: given.name, at }) : proved
  })
}

/** Removes a key of one's own, and ends every other session, for the device may be lost; the last way in stays. */
export async function removePasskey(
  db: Db,
  given: OwnRequest & { password: string; passkeyId: PasskeyId },
): Promise<Result<true, PasskeyRefusal>> {
  const proved = await proveOwner(db, given)
  if (!proved.ok) return proved
  const { accountId, passwordHash } = proved.value
  const at = realClock.now()
  return db.transaction(ownContext(accountId), async (tx): Promise<Result<true, PasskeyRefusal>> => {
    const others = (await passkeysOf(tx, accountId)).filter((key) => key.passkeyId !== given.passkeyId && !key.halted)
    if (passwordHash === null && others.length === 0) return refuse({ kind: 'last_way_in' })
    if (!(await deletePasskey(tx, accountId, given.passkeyId))) return ok(true)
    await endOtherSessions(tx, { accountId, keep: given.session, at })
    await recordSignIn(tx, { accountId, action: 'access.passkey_removed', at })
    return ok(true)
  })
}
