import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { realClock } from '#platform/clock.ts'
import { type Db, nobody } from '#platform/db/database.ts'
import { recordSignIn } from '#modules/audit/index.ts'
import { accountByEmail, accountById } from '../store/accounts.ts'
import { haltPasskey, lockPasskey, notePasskeyUse, passkeyHolder, passkeysOf, takeChallenge } from '../store/passkeys.ts'
import { noteAttempt } from '../store/sessions.ts'
import { letIn } from './let-in.ts'
import { challengeIn, looksCopied, provedUse, readAssertion, requestOptions } from './passkey-ceremony.ts'
import { type PasskeyParts, rememberChallenge } from './passkey-parts.ts'
import { ownContext, throttled, windowMinutes } from './password.ts'

/** Why a passkey let nobody in. */
export type PasskeySignInRefusal = { kind: 'passkey_wrong' } | { kind: 'passkey_halted' } | { kind: 'too_many_attempts'; minutes: number }

/**
 * What the browser needs to sign in. Without an e-mail address the person picks among the keys of the device; with one it is asked
 * for that account's, and an address that has none gets a made-up one, so that the answer does not tell who has an account.
 */
export async function beginPasskeySignIn(
  db: Db,
  parts: PasskeyParts,
  given: { email: string; address: string },
): Promise<Result<object, PasskeySignInRefusal>> {
  const at = realClock.now()
  const options = await requestOptions(parts.party(), await allowedFor(db, parts, given.email.trim().toLowerCase()))
  return db.transaction(nobody(realClock.today()), async (tx): Promise<Result<object, PasskeySignInRefusal>> => {
    const open = await rememberChallenge(tx, { challenge: options.challenge, accountId: null, address: given.address, at })
    return open.ok ? ok(options) : open
  })
}

async function allowedFor(db: Db, parts: PasskeyParts, email: string) {
  if (email === '') return []
  const account = await db.read(nobody(realClock.today()), (tx) => accountByEmail(tx, email))
  const keys = account === null ? [] : await db.read(ownContext(account.accountId), (tx) => passkeysOf(tx, account.accountId))
  const usable = keys.filter(({ halted }) => !halted)
  return usable.length > 0 ? usable : [{ credentialId: parts.decoy(email), transports: ['internal', 'hybrid'] }]
}

/** Signs in by a passkey, which is two factors at once: no code is asked for. Failures are throttled with those of passwords. */
export async function signInByPasskey(
  db: Db,
  parts: PasskeyParts,
  given: { credential: string; address: string },
): Promise<Result<{ token: string }, PasskeySignInRefusal>> {
  const at = realClock.now()
  const answer = readAssertion(given.credential)
  const challenge = answer === null ? null : await challengeIn(answer)
  if (answer === null || challenge === null) return failed(db, { address: given.address, at })
  const asked = await db.transaction(nobody(realClock.today()), async (tx) => ({
    ours: await takeChallenge(tx, { challenge, accountId: null, at }),
    accountId: await passkeyHolder(tx, answer.id),
  }))
  const { accountId } = asked
  if (!asked.ours || accountId === null) return failed(db, { address: given.address, at })
  return db.transactionKeeping(ownContext(accountId), async (tx): Promise<Result<{ token: string }, PasskeySignInRefusal>> => {
    const [account, key] = [await accountById(tx, accountId), await lockPasskey(tx, accountId, answer.id)]
    if (account === null || key === null) return refuse({ kind: 'passkey_wrong' })
    const free = await throttled(tx, { email: account.email, address: given.address, at })
    if (!free.ok) return refuse({ kind: 'too_many_attempts', minutes: windowMinutes })
    if (key.halted) return refuse({ kind: 'passkey_halted' })
    const used = await provedUse(parts.party(), { answer, challenge, key })
    if (used === null) {
      await noteAttempt(tx, { email: account.email, address: given.address, at, succeeded: false })
      return refuse({ kind: 'passkey_wrong' })
    }
    if (looksCopied(key.signCount, used.signCount)) {
      await haltPasskey(tx, key.passkeyId, at)
      await recordSignIn(tx, { accountId, action: 'access.passkey_halted', at })
      return refuse({ kind: 'passkey_halted' })
    }
    await notePasskeyUse(tx, { passkeyId: key.passkeyId, signCount: used.signCount, at })
    return ok({ token: await letIn(tx, account, given.address, at) })
  })
}

// A key that is nobody's counts against the network address alone.
function failed(db: Db, from: { address: string; at: Instant }): Promise<Result<{ token: string }, PasskeySignInRefusal>> {
  return db.transactionKeeping(nobody(realClock.today()), async (tx) => {
    const given = { ...from, email: `passkey from ${from.address}` }
    const free = await throttled(tx, given)
    if (!free.ok) return refuse({ kind: 'too_many_attempts', minutes: windowMinutes } as const)
    await noteAttempt(tx, { ...given, succeeded: false })
    return refuse({ kind: 'passkey_wrong' } as const)
  })
}
