import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn, nullable } from '#platform/db/row.ts'
import { digest, newSecret } from './secrets.ts'

/** Notes that the password was right and a code is awaited, for ten minutes; answers the secret of the cookie that says so. */
export async function openStep(tx: Tx, accountId: AccountId, at: Instant): Promise<string> {
  const token = newSecret()
  await tx.run(sql`delete from access.sign_in_step where account_id = ${accountId} and expires_at < ${at}`)
  await tx.run(sql`
    insert into access.sign_in_step (token_hash, account_id, expires_at)
    values (${digest(token)}, ${accountId}, ${at.add({ minutes: 10 })})`)
  return token
}

/** Whose sign-in awaits its code; null when it is over. May be asked before anybody acts. */
export async function stepHolder(tx: Tx, token: string, at: Instant): Promise<AccountId | null> {
  const row = await tx.one(z.object({ id: nullable(idColumn<'account'>()) }), sql`select access.step_holder(${digest(token)}, ${at}) as id`)
  return row.id
}

/** Uses the step up; false when another request was first. */
export async function useStep(tx: Tx, token: string, at: Instant): Promise<boolean> {
  return (await tx.run(sql`update access.sign_in_step set used_at = ${at} where token_hash = ${digest(token)} and used_at is null`)) === 1
}

/** Ends every sign-in of an account that awaits its code: after a new password. */
export async function endStepsOf(tx: Tx, accountId: AccountId): Promise<void> {
  await tx.run(sql`delete from access.sign_in_step where account_id = ${accountId}`)
}
