import { hash, verify } from '@node-rs/argon2'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { realClock } from '#platform/clock.ts'
import { type Db, nobody } from '#platform/db/database.ts'
import { recordSignIn } from '#modules/audit/index.ts'
import { type Account, accountByEmail, organisationsOfAccount } from '../store/accounts.ts'
import { endSession, endSessionsOf, failedAttempts, noteAttempt, openSession } from '../store/sessions.ts'
import { openInvitation, useInvitation } from '../store/invitations.ts'

/** Why nobody was let in. Whether the account exists is never told. */
export type SignInRefusal = { kind: 'wrong_email_or_password' } | { kind: 'too_many_attempts'; minutes: number }

const windowMinutes = 15
const limitByEmail = 8
const limitByAddress = 40

// Hashing a password for an unknown account costs the same time as for a known one.
const nobodysHash = hash('no one has this password')

/** Lets a person in by e-mail and password; throttled by account and by network address, in real time. */
export async function signIn(
  db: Db,
  given: { email: string; password: string; address: string },
): Promise<Result<{ token: string }, SignInRefusal>> {
  const at = realClock.now()
  const email = given.email.trim().toLowerCase()
  return db.transactionKeeping(nobody(realClock.today()), async (tx) => {
    const failed = await failedAttempts(tx, { email, address: given.address, since: at.subtract({ minutes: windowMinutes }) })
    if (failed.byEmail >= limitByEmail || failed.byAddress >= limitByAddress)
      return refuse({ kind: 'too_many_attempts', minutes: windowMinutes } as const)
    const account = await accountByEmail(tx, email)
    const fits = await passwordFits(account, given.password)
    await noteAttempt(tx, { email, address: given.address, at, succeeded: fits })
    if (account === null || !fits) return refuse({ kind: 'wrong_email_or_password' } as const)
    const [organisationId = null] = await organisationsOfAccount(tx, account.accountId)
    const token = await openSession(tx, { accountId: account.accountId, organisationId, at })
    await recordSignIn(tx, { accountId: account.accountId, action: 'access.sign_in', at })
    return ok({ token })
  })
}

async function passwordFits(account: Account | null, password: string): Promise<boolean> {
  const stored = account?.passwordHash ?? (await nobodysHash)
  const fits = await verify(stored, password)
  return fits && account !== null && account.passwordHash !== null && !account.disabled
}

/** Ends the session on the server. */
export async function signOut(db: Db, token: string): Promise<void> {
  await db.transaction(nobody(realClock.today()), (tx) => endSession(tx, token, realClock.now()))
}

/** Why an invitation led to nothing. */
export type InvitationRefusal = { kind: 'invitation_over' }

/** Whom an invitation is for, or that it is over. */
export function readInvitation(db: Db, token: string): Promise<{ name: string; email: string } | null> {
  return db.read(nobody(realClock.today()), (tx) => openInvitation(tx, token, realClock.now()))
}

/** Sets the password by a one-time link, ends older sessions of the account and signs in. */
export async function acceptInvitation(
  db: Db,
  given: { token: string; password: string },
): Promise<Result<{ token: string }, InvitationRefusal>> {
  const passwordHash = await hash(given.password)
  const at = realClock.now()
  return db.transaction(nobody(realClock.today()), async (tx) => {
    const invited = await openInvitation(tx, given.token, at)
    if (invited === null || !(await useInvitation(tx, given.token, passwordHash, at))) return refuse({ kind: 'invitation_over' } as const)
    await endSessionsOf(tx, invited.account_id, at)
    const [organisationId = null] = await organisationsOfAccount(tx, invited.account_id)
    const token = await openSession(tx, { accountId: invited.account_id, organisationId, at })
    await recordSignIn(tx, { accountId: invited.account_id, action: 'access.invitation_used', at })
    return ok({ token })
  })
}
