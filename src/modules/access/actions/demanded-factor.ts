import { type Result, ok, refuse } from '#kernel/result.ts'
import { realClock } from '#platform/clock.ts'
import { type Db, nobody } from '#platform/db/database.ts'
import type { Sealer } from '#platform/seal.ts'
import { recordSignIn } from '#modules/audit/index.ts'
import { accountById } from '../store/accounts.ts'
import { confirmFactor, replaceRecoveryCodes, secondFactorOf, startFactor } from '../store/second-factor.ts'
import { stepHolder, useStep } from '../store/sign-in-steps.ts'
import { letIn } from './let-in.ts'
import { authenticatorLink, newRecoveryCodes, newSharedSecret, plainCode, stepOfCode } from './one-time-codes.ts'
import { ownContext } from './password.ts'

/** Why a demanded factor was not set up. */
export type DemandedRefusal = { kind: 'step_over' } | { kind: 'wrong_code' }

/** What one whose organisation demands codes puts into the authenticator, between password and session; kept while the step lasts. */
export async function beginDemandedFactor(
  db: Db,
  sealer: Sealer,
  token: string,
): Promise<Result<{ secret: string; link: string }, DemandedRefusal>> {
  const at = realClock.now()
  const accountId = await db.read(nobody(realClock.today()), (tx) => stepHolder(tx, token, at))
  if (accountId === null) return refuse({ kind: 'step_over' })
  return db.transaction(ownContext(accountId), async (tx): Promise<Result<{ secret: string; link: string }, DemandedRefusal>> => {
    const [account, factor] = [await accountById(tx, accountId), await secondFactorOf(tx, accountId)]
    if (account === null || factor?.confirmed === true) return refuse({ kind: 'step_over' })
    const begun = factor === null ? null : sealer.open(factor.sealedSecret, accountId)
    const secret = begun ?? newSharedSecret()
    if (begun === null) await startFactor(tx, { accountId, sealedSecret: sealer.seal(secret, accountId), at })
    return ok({ secret, link: authenticatorLink(secret, account.email) })
  })
}

/** Turns the demanded factor on by its first code and lets in; answers the recovery codes, this once. */
export async function confirmDemandedFactor(
  db: Db,
  sealer: Sealer,
  given: { step: string; code: string; address: string },
): Promise<Result<{ token: string; codes: readonly string[] }, DemandedRefusal>> {
  const at = realClock.now()
  const accountId = await db.read(nobody(realClock.today()), (tx) => stepHolder(tx, given.step, at))
  if (accountId === null) return refuse({ kind: 'step_over' })
  return db.transaction(
    ownContext(accountId),
    async (tx): Promise<Result<{ token: string; codes: readonly string[] }, DemandedRefusal>> => {
      const [account, factor] = [await accountById(tx, accountId), await secondFactorOf(tx, accountId)]
      const secret = factor === null || factor.confirmed ? null : sealer.open(factor.sealedSecret, accountId)
      if (account === null || secret === null) return refuse({ kind: 'step_over' })
      const step = stepOfCode(secret, plainCode(given.code), at)
      if (step === null) return refuse({ kind: 'wrong_code' })
      if (!(await confirmFactor(tx, { accountId, step, at })) || !(await useStep(tx, given.step, at))) return refuse({ kind: 'step_over' })
      await recordSignIn(tx, { accountId, action: 'access.second_factor_on', at })
      const codes = newRecoveryCodes()
      await replaceRecoveryCodes(tx, accountId, codes.map(plainCode))
      return ok({ token: await letIn(tx, account, given.address, at), codes })
    },
  )
}
