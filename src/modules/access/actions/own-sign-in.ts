import { hash } from '@node-rs/argon2'
import type { Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { realClock } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Sealer } from '#platform/seal.ts'
import { recordSignIn } from '#modules/audit/index.ts'
import { type Account, accountById, setPassword } from '../store/accounts.ts'
import { type Passkey, passkeysOf } from '../store/passkeys.ts'
import { confirmFactor, removeFactor, replaceRecoveryCodes, secondFactorOf, startFactor } from '../store/second-factor.ts'
import { endOtherSessions, noteAttempt } from '../store/sessions.ts'
import { endStepsOf } from '../store/sign-in-steps.ts'
import { authenticatorLink, newRecoveryCodes, newSharedSecret, plainCode, stepOfCode } from './one-time-codes.ts'
import { type GuessableRefusal, notGuessable } from './guessable.ts'
import { ownContext } from './password.ts'
import { type Holder, type OwnRefusal, type OwnRequest, ownPermit, proveOwner } from './prove-owner.ts'

/** How one's own sign-in stands. `begun` holds the secret to put into the authenticator, which is not proved yet. */
export type OwnSignIn = {
  email: string
  /** Whether there is a password to ask for before anything changes. */
  hasPassword: boolean
  passkeys: readonly Passkey[]
  factor: { state: 'off' } | { state: 'begun'; secret: string; link: string } | { state: 'on'; codesLeft: number }
}

/** One's own sign-in, nobody else's. */
export async function ownSignIn(db: Db, sealer: Sealer, actor: Holder): Promise<Result<OwnSignIn, NotPermitted>> {
  const permit = ownPermit(actor)
  if (!permit.ok) return permit
  const { accountId } = actor
  return db.read(ownContext(accountId), async (tx) => {
    const account = await accountById(tx, accountId)
    const [email, hasPassword] = [account?.email ?? '', account?.passwordHash !== null]
    return ok({ email, hasPassword, passkeys: await passkeysOf(tx, accountId), factor: await factorOf(tx, sealer, { accountId, email }) })
  })
}

async function factorOf(tx: Tx, sealer: Sealer, of: Pick<Account, 'accountId' | 'email'>): Promise<OwnSignIn['factor']> {
  const factor = await secondFactorOf(tx, of.accountId)
  if (factor === null) return { state: 'off' }
  if (factor.confirmed) return { state: 'on', codesLeft: factor.codesLeft }
  const secret = sealer.open(factor.sealedSecret, of.accountId)
  return secret === null ? { state: 'off' } : { state: 'begun', secret, link: authenticatorLink(secret, of.email) }
}

// Asks for the owner again, so that a session left open changes nothing, and does the work as the account.
async function byOwner<Answer>(
  db: Db,
  given: OwnRequest & { password: string },
  work: (tx: Tx, account: Account, at: Instant) => Promise<Answer>,
): Promise<Result<Answer, OwnRefusal>> {
  const proved = await proveOwner(db, given)
  if (!proved.ok) return proved
  const at = realClock.now()
  return ok(await db.transaction(ownContext(given.actor.accountId), (tx) => work(tx, proved.value, at)))
}

/** Changes one's own password by the old one, or sets a first one; every other session of the account ends. */
export async function changePassword(
  db: Db,
  given: OwnRequest & { password: string; newPassword: string },
): Promise<Result<true, OwnRefusal | GuessableRefusal>> {
  const { actor } = given
  const permit = ownPermit(actor)
  if (!permit.ok) return permit
  const known = await db.read(ownContext(actor.accountId), (tx) => accountById(tx, actor.accountId))
  const strong = await notGuessable(given.newPassword, { name: actor.name, email: known?.email ?? '' })
  if (!strong.ok) return strong
  return byOwner(db, given, async (tx, { accountId, email }, at) => {
    await setPassword(tx, accountId, await hash(given.newPassword))
    await endOtherSessions(tx, { accountId, keep: given.session, at })
    await endStepsOf(tx, accountId)
    await noteAttempt(tx, { email, address: given.address, at, succeeded: true })
    await recordSignIn(tx, { accountId, action: 'access.password_changed', at })
    return true as const
  })
}

/** Begins a second factor, with a secret of its own; it is asked for once a code has confirmed it. One that is on stays. */
export function beginSecondFactor(db: Db, sealer: Sealer, given: OwnRequest & { password: string }): Promise<Result<true, OwnRefusal>> {
  return byOwner(db, given, async (tx, { accountId }, at) => {
    await startFactor(tx, { accountId, sealedSecret: sealer.seal(newSharedSecret(), accountId), at })
    return true as const
  })
}

/** Why a first code did not turn the factor on. */
export type ConfirmRefusal = NotPermitted | { kind: 'wrong_code' } | { kind: 'not_begun' }

/** Turns the second factor on by a first code; answers the recovery codes, this once. Every other session of the account ends. */
export async function confirmSecondFactor(
  db: Db,
  sealer: Sealer,
  given: OwnRequest & { code: string },
): Promise<Result<{ codes: readonly string[] }, ConfirmRefusal>> {
  const permit = ownPermit(given.actor)
  if (!permit.ok) return permit
  const { accountId } = given.actor
  const at = realClock.now()
  return db.transaction(ownContext(accountId), async (tx): Promise<Result<{ codes: readonly string[] }, ConfirmRefusal>> => {
    const factor = await secondFactorOf(tx, accountId)
    const secret = factor === null || factor.confirmed ? null : sealer.open(factor.sealedSecret, accountId)
    if (secret === null) return refuse({ kind: 'not_begun' })
    const step = stepOfCode(secret, plainCode(given.code), at)
    if (step === null) return refuse({ kind: 'wrong_code' })
    if (!(await confirmFactor(tx, { accountId, step, at }))) return refuse({ kind: 'not_begun' })
    await endOtherSessions(tx, { accountId, keep: given.session, at })
    await recordSignIn(tx, { accountId, action: 'access.second_factor_on', at })
    return ok({ codes: await freshCodes(tx, accountId) })
  })
}

async function freshCodes(tx: Tx, accountId: Account['accountId']): Promise<string[]> {
  const codes = newRecoveryCodes()
  await replaceRecoveryCodes(tx, accountId, codes.map(plainCode))
  return codes
}

/** Makes new recovery codes, shown this once; the old ones no longer work. None when the second factor is off. */
export function renewRecoveryCodes(
  db: Db,
  given: OwnRequest & { password: string },
): Promise<Result<{ codes: readonly string[] }, OwnRefusal>> {
  return byOwner(db, given, async (tx, { accountId }, at) => {
    if ((await secondFactorOf(tx, accountId))?.confirmed !== true) return { codes: [] }
    await recordSignIn(tx, { accountId, action: 'access.recovery_codes_renewed', at })
    return { codes: await freshCodes(tx, accountId) }
  })
}

/** Turns the second factor off, or drops one that was only begun. */
export function endSecondFactor(db: Db, given: OwnRequest & { password: string }): Promise<Result<true, OwnRefusal>> {
  return byOwner(db, given, async (tx, { accountId }, at) => {
    if (await removeFactor(tx, accountId)) await recordSignIn(tx, { accountId, action: 'access.second_factor_off', at })
    await endStepsOf(tx, accountId)
    return true as const
  })
}
