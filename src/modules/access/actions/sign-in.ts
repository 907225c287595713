import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { realClock } from '#platform/clock.ts'
import { type Db, type Tx, nobody } from '#platform/db/database.ts'
import type { Sealer } from '#platform/seal.ts'
import { recordSignIn } from '#modules/audit/index.ts'
import { type Account, accountById } from '../store/accounts.ts'
import { demandsSecondFactor } from '../store/organisations.ts'
import { lockSecondFactor, secondFactorOf, useCodeOfStep, useRecoveryCode } from '../store/second-factor.ts'
import { endSession, noteAttempt } from '../store/sessions.ts'
import { openStep, stepHolder, useStep } from '../store/sign-in-steps.ts'
import { letIn } from './let-in.ts'
import { plainCode, stepOfCode } from './one-time-codes.ts'
import { type PasswordRefusal, ownContext, provePassword, throttled } from './password.ts'

/** Why nobody was let in. Whether the account exists is never told. */
export type SignInRefusal = PasswordRefusal

/** Let in, with the session's secret; or the password was right, and a code is awaited or the organisation demands that one is set up. */
export type SignedIn =
  | { kind: 'session'; token: string }
  | { kind: 'code_awaited'; step: string }
  | { kind: 'factor_demanded'; step: string }

/** Takes e-mail and password; throttled by account and by network address, in real time. */
export async function signIn(
  db: Db,
  given: { email: string; password: string; address: string },
): Promise<Result<SignedIn, SignInRefusal>> {
  const proved = await provePassword(db, given)
  if (!proved.ok) return proved
  const { accountId } = proved.value
  const at = realClock.now()
  return db.transaction(ownContext(accountId), async (tx): Promise<Result<SignedIn, SignInRefusal>> => {
    const factor = await secondFactorOf(tx, accountId)
    if (factor?.confirmed === true) return ok({ kind: 'code_awaited', step: await openStep(tx, accountId, at) })
    if (await demandsSecondFactor(tx, accountId)) return ok({ kind: 'factor_demanded', step: await openStep(tx, accountId, at) })
    return ok({ kind: 'session', token: await letIn(tx, proved.value, given.address, at) })
  })
}

/** Why a code did not let anybody in. */
export type CodeRefusal = { kind: 'step_over' } | { kind: 'wrong_code' } | { kind: 'too_many_attempts'; minutes: number }

/**
 * The second step: a code from the authenticator, or a recovery code. Each works once. Failures count with the password's, and a
 * right password in between forgets none of them.
 */
export async function signInByCode(
  db: Db,
  sealer: Sealer,
  given: { step: string; code: string; address: string },
): Promise<Result<{ token: string }, CodeRefusal>> {
  const at = realClock.now()
  const accountId = await db.read(nobody(realClock.today()), (tx) => stepHolder(tx, given.step, at))
  if (accountId === null) return refuse({ kind: 'step_over' })
  return db.transactionKeeping(ownContext(accountId), async (tx): Promise<Result<{ token: string }, CodeRefusal>> => {
    await lockSecondFactor(tx, accountId)
    const [account, factor] = [await accountById(tx, accountId), await secondFactorOf(tx, accountId)]
    if (account === null || factor?.confirmed !== true) return refuse({ kind: 'step_over' })
    const free = await throttled(tx, { email: account.email, address: given.address, at })
    if (!free.ok) return free.refusal.kind === 'too_many_attempts' ? refuse(free.refusal) : refuse({ kind: 'wrong_code' })
    if (!(await codeFits(tx, sealer, { account, sealedSecret: factor.sealedSecret, code: given.code, at }))) {
      await noteAttempt(tx, { email: account.email, address: given.address, at, succeeded: false })
      return refuse({ kind: 'wrong_code' })
    }
    if (!(await useStep(tx, given.step, at))) return refuse({ kind: 'step_over' })
    return ok({ token: await letIn(tx, account, given.address, at) })
  })
}

/** Whether a code fits, and uses it up. A secret that no longer opens, because the program was given another, leaves the recovery codes. */
export async function codeFits(
  tx: Tx,
  sealer: Sealer,
  given: { account: Account; sealedSecret: string; code: string; at: Instant },
): Promise<boolean> {
  const { accountId } = given.account
  const code = plainCode(given.code)
  if (/^\d{6}$/.test(code)) {
    const secret = sealer.open(given.sealedSecret, accountId)
    const step = secret === null ? null : stepOfCode(secret, code, given.at)
    return step !== null && useCodeOfStep(tx, accountId, step)
  }
  const used = await useRecoveryCode(tx, { accountId, code, at: given.at })
  if (used) await recordSignIn(tx, { accountId, action: 'access.recovery_code_used', at: given.at })
  return used
}

/** Ends the session on the server. */
export async function signOut(db: Db, token: string): Promise<void> {
  await db.transaction(nobody(realClock.today()), (tx) => endSession(tx, token, realClock.now()))
}
