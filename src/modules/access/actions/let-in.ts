import type { Instant } from '#kernel/days.ts'
import type { Tx } from '#platform/db/database.ts'
import { recordSignIn } from '#modules/audit/index.ts'
import { type Account, organisationsOfAccount } from '../store/accounts.ts'
import { type OutsideSession, noteAttempt, openSession } from '../store/sessions.ts'

/** Opens the session of one whose sign-in was proved, and answers its secret; failures of the account are forgotten. */
export async function letIn(tx: Tx, account: Account, address: string, at: Instant, outside?: OutsideSession): Promise<string> {
  const { accountId, email } = account
  await noteAttempt(tx, { email, address, at, succeeded: true })
  const [organisationId = null] = await organisationsOfAccount(tx, accountId)
  const codes = outside === undefined ? {} : { provider: outside.provider, level: outside.level }
  await recordSignIn(tx, { accountId, action: 'access.sign_in', at, codes })
  return openSession(tx, { accountId, organisationId, at, outside })
}
