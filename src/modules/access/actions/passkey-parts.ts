import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { keepChallenge, openChallenges } from '../store/passkeys.ts'
import type { RelyingParty } from './passkey-ceremony.ts'

/** How keys are made and asked for here; `decoy` gives an e-mail address without keys a credential of its own, always the same. */
export type PasskeyParts = { party: () => RelyingParty; decoy: (email: string) => string }

/** Ceremonies that one network address may have open at once: a whole town hall may stand behind one. */
const openAtOnce = 300

/** Remembers that a ceremony was begun; refuses when the network address has too many open. */
export async function rememberChallenge(
  tx: Tx,
  given: { challenge: string; accountId: AccountId | null; address: string; at: Instant },
): Promise<Result<true, { kind: 'too_many_attempts'; minutes: number }>> {
  if ((await openChallenges(tx, given.address, given.at)) >= openAtOnce) return refuse({ kind: 'too_many_attempts', minutes: 5 } as const)
  await keepChallenge(tx, given)
  return ok(true)
}
