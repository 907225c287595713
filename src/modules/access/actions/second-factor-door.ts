import type { CitizenActor, StaffActor } from '#kernel/actor.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { realClock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import type { Sealer } from '#platform/seal.ts'
import { accountById } from '../store/accounts.ts'
import { lockSecondFactor, secondFactorOf } from '../store/second-factor.ts'
import { noteAttempt } from '../store/sessions.ts'
import { ownContext, throttled } from './password.ts'
import { codeFits } from './sign-in.ts'

/** Why a code did not prove who sits there. */
export type FactorRefusal = { kind: 'no_second_factor' } | { kind: 'wrong_code' } | { kind: 'too_many_attempts'; minutes: number }

/** Asks for the second factor once more in the middle of a session, where a deed binds the person. */
export type SecondFactorDoor = {
  /** Whether the one who acts has a second factor. */
  isOn: (actor: CitizenActor | StaffActor) => Promise<boolean>
  /** Proves it by a code from the authenticator or a recovery code; each works once, and failures count with those of signing in. */
  prove: (given: { actor: CitizenActor | StaffActor; code: string; address: string }) => Promise<Result<true, FactorRefusal>>
}

/** The door for modules above; codes are judged in real time. */
export function secondFactorDoor(db: Db, sealer: Sealer): SecondFactorDoor {
  return {
    isOn: ({ accountId }) => db.read(ownContext(accountId), async (tx) => (await secondFactorOf(tx, accountId))?.confirmed === true),
    prove: ({ actor: { accountId }, code, address }) =>
      db.transactionKeeping(ownContext(accountId), async (tx): Promise<Result<true, FactorRefusal>> => {
        const at = realClock.now()
        await lockSecondFactor(tx, accountId)
        const [account, factor] = [await accountById(tx, accountId), await secondFactorOf(tx, accountId)]
        if (account === null || factor?.confirmed !== true) return refuse({ kind: 'no_second_factor' })
        const free = await throttled(tx, { email: account.email, address, at })
        if (!free.ok) return free.refusal.kind === 'too_many_attempts' ? refuse(free.refusal) : refuse({ kind: 'wrong_code' })
        if (await codeFits(tx, sealer, { account, sealedSecret: factor.sealedSecret, code, at })) return ok(true)
        await noteAttempt(tx, { email: account.email, address, at, succeeded: false })
        return refuse({ kind: 'wrong_code' })
      }),
  }
}
