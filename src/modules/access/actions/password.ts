import { hash, verify } from '@node-rs/argon2'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Instant } from '#kernel/days.ts'
import { realClock } from '#platform/clock.ts'
import { type Context, type Db, type Tx, nobody } from '#platform/db/database.ts'
import type { AccountId } from '#kernel/actor.ts'
import { type Account, accountByEmail } from '../store/accounts.ts'
import { failedAttempts, noteAttempt } from '../store/sessions.ts'

/** Why a password was not taken. Whether the account exists is never told. */
export type PasswordRefusal = { kind: 'wrong_email_or_password' } | { kind: 'too_many_attempts'; minutes: number }

/** How long failures are counted, in minutes. */
export const windowMinutes = 15
const limitByEmail = 8
const limitByAddress = 40

// Hashing a password for an unknown account costs the same time as for a known one.
const nobodysHash = hash('no one has this password')

/** Acts as an account whose password was right, before any session: what row-level security then shows is its own sign-in. */
export function ownContext(accountId: AccountId): Context {
  return { ...nobody(realClock.today()), accountId }
}

/** Refuses when there were too many failures of late for the account or from the network address. Passwords and codes count alike. */
export async function throttled(tx: Tx, of: { email: string; address: string; at: Instant }): Promise<Result<true, PasswordRefusal>> {
  const failed = await failedAttempts(tx, { ...of, since: of.at.subtract({ minutes: windowMinutes }) })
  const tooMany = failed.byEmail >= limitByEmail || failed.byAddress >= limitByAddress
  return tooMany ? refuse({ kind: 'too_many_attempts', minutes: windowMinutes }) : ok(true)
}

/** Whose password this is; throttled, in real time. A failure is noted; a success only when nothing more is asked. */
export function provePassword(
  db: Db,
  given: { email: string; password: string; address: string },
): Promise<Result<Account, PasswordRefusal>> {
  const at = realClock.now()
  // A form trims a password when it is chosen, so it is trimmed here too.
  const [email, password] = [given.email.trim().toLowerCase(), given.password.trim()]
  return db.transactionKeeping(nobody(realClock.today()), async (tx) => {
    const free = await throttled(tx, { email, address: given.address, at })
    if (!free.ok) return free
    const account = await accountByEmail(tx, email)
    if (account !== null && (await passwordFits(account, password))) return ok(account)
    if (account === null) await verify(await nobodysHash, password)
    await noteAttempt(tx, { email, address: given.address, at, succeeded: false })
    return refuse({ kind: 'wrong_email_or_password' } as const)
  })
}

async function passwordFits(account: Account, password: string): Promise<boolean> {
  const fits = await verify(account.passwordHash ?? (await nobodysHash), password)
  return fits && account.passwordHash !== null && !account.disabled
}
