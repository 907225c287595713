import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { countColumn, instantColumn, nullable } from '#platform/db/row.ts'
import { digest } from './secrets.ts'

const factor = z
  .object({ sealed_secret: z.string(), confirmed_at: nullable(instantColumn), codes_left: countColumn })
  .transform((row) => ({ sealedSecret: row.sealed_secret, confirmed: row.confirmed_at !== null, codesLeft: row.codes_left }))

/** An account's second factor: asked for at sign-in once it is confirmed. */
export type SecondFactor = z.infer<typeof factor>

/** The second factor of the account that acts; null when there is none. Row-level security shows nobody else's. */
export function secondFactorOf(tx: Tx, accountId: AccountId): Promise<SecondFactor | null> {
  return tx.maybe(
    factor,
    sql`
    select f.sealed_secret, f.confirmed_at,
           (select count(*) from access.recovery_code c where c.account_id = f.account_id and c.used_at is null) as codes_left
    from access.second_factor f where f.account_id = ${accountId}`,
  )
}

/** Lets one request at a time try a code of this account, so that a throttle cannot be outrun by many at once. */
export async function lockSecondFactor(tx: Tx, accountId: AccountId): Promise<void> {
  await tx.rows(z.object({}), sql`select from access.second_factor where account_id = ${accountId} for update`)
}

/** Begins, or begins anew, a factor that is not confirmed yet; false when one is on already. */
export async function startFactor(tx: Tx, given: { accountId: AccountId; sealedSecret: string; at: Instant }): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into access.second_factor (account_id, sealed_secret, made_at) values (${given.accountId}, ${given.sealedSecret}, ${given.at})
    on conflict (account_id) do update set sealed_secret = excluded.sealed_secret, made_at = excluded.made_at
    where second_factor.confirmed_at is null`)
  return rows === 1
}

/** Turns the factor on by its first code, which is thereby used; false when it is on already or was never begun. */
export async function confirmFactor(tx: Tx, given: { accountId: AccountId; step: number; at: Instant }): Promise<boolean> {
  const rows = await tx.run(sql`
    update access.second_factor set confirmed_at = ${given.at}, last_step = ${given.step}
    where account_id = ${given.accountId} and confirmed_at is null`)
  return rows === 1
}

/** Uses the code of a half minute up; false when it, or a newer one, was used before. */
export async function useCodeOfStep(tx: Tx, accountId: AccountId, step: number): Promise<boolean> {
  const rows = await tx.run(sql`
    update access.second_factor set last_step = ${step}
    where account_id = ${accountId} and confirmed_at is not null and last_step < ${step}`)
  return rows === 1
}

/** Uses a recovery code up; false when it is none or was used before. */
export async function useRecoveryCode(tx: Tx, given: { accountId: AccountId; code: string; at: Instant }): Promise<boolean> {
  const rows = await tx.run(sql`
    update access.recovery_code set used_at = ${given.at}
    where account_id = ${given.accountId} and code_hash = ${digest(given.code)} and used_at is null`)
  return rows === 1
}

/** Puts new recovery codes, given as they are compared, in place of the old; only their hashes are kept. */
export async function replaceRecoveryCodes(tx: Tx, accountId: AccountId, codes: readonly string[]): Promise<void> {
  await tx.run(sql`delete from access.recovery_code where account_id = ${accountId}`)
  await tx.run(sql`
    insert into access.recovery_code (account_id, code_hash)
    select ${accountId}::uuid, unnest(${codes.map((code) => digest(code))}::text[])`)
}

/** Turns the factor off, its recovery codes with it; false when it was off. */
export async function removeFactor(tx: Tx, accountId: AccountId): Promise<boolean> {
  return (await tx.run(sql`delete from access.second_factor where account_id = ${accountId}`)) === 1
}
