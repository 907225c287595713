import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { countColumn, idColumn, instantColumn, nullable } from '#platform/db/row.ts'
import { digest } from './secrets.ts'

/** The identity of a passkey. */
export type PasskeyId = Id<'passkey'>

const passkey = z
  .object({
    id: idColumn<'passkey'>(),
    credential_id: z.string(),
    public_key: z.string(),
    sign_count: countColumn,
    transports: z.array(z.string()),
    name: z.string(),
    made_at: instantColumn,
    last_used_at: nullable(instantColumn),
    halted_at: nullable(instantColumn),
  })
  .transform((row) => ({
    passkeyId: row.id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    signCount: row.sign_count,
    transports: row.transports,
    name: row.name,
    madeAt: row.made_at,
    lastUsedAt: row.last_used_at,
    halted: row.halted_at !== null,
  }))

/** A passkey of an account; a halted one lets nobody in. */
export type Passkey = z.infer<typeof passkey>

/** The passkeys of the account that acts, oldest first. Row-level security shows nobody else's. */
export function passkeysOf(tx: Tx, accountId: AccountId): Promise<Passkey[]> {
  return tx.rows(
    passkey,
    sql`
    select id, credential_id, public_key, sign_count, transports, name, made_at, last_used_at, halted_at
    from access.passkey where account_id = ${accountId} order by made_at, id`,
  )
}

/** One passkey of the account that acts, locked: two answers of one key are judged one after the other. */
export function lockPasskey(tx: Tx, accountId: AccountId, credentialId: string): Promise<Passkey | null> {
  return tx.maybe(
    passkey,
    sql`
    select id, credential_id, public_key, sign_count, transports, name, made_at, last_used_at, halted_at
    from access.passkey where account_id = ${accountId} and credential_id = ${credentialId} for update`,
  )
}

/** Whose passkey a credential is; null when it is nobody's. May be asked before anybody acts. */
export async function passkeyHolder(tx: Tx, credentialId: string): Promise<AccountId | null> {
  const row = await tx.one(z.object({ id: nullable(idColumn<'account'>()) }), sql`select access.passkey_holder(${credentialId}) as id`)
  return row.id
}

/** Keeps a new passkey; false when its credential is known already. */
export async function insertPasskey(
  tx: Tx,
  given: Pick<Passkey, 'credentialId' | 'publicKey' | 'signCount' | 'transports' | 'name'> & { accountId: AccountId; at: Instant },
): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into access.passkey (id, account_id, credential_id, public_key, sign_count, transports, name, made_at)
    values (${newId()}, ${given.accountId}, ${given.credentialId}, ${given.publicKey}, ${given.signCount},
            ${[...given.transports]}::text[], ${given.name}, ${given.at})
    on conflict (credential_id) do nothing`)
  return rows === 1
}

/** Notes a use and what the device now counts. */
export async function notePasskeyUse(tx: Tx, given: { passkeyId: PasskeyId; signCount: number; at: Instant }): Promise<void> {
  await tx.run(sql`update access.passkey set sign_count = ${given.signCount}, last_used_at = ${given.at} where id = ${given.passkeyId}`)
}

/** Halts a passkey that looks copied. */
export async function haltPasskey(tx: Tx, passkeyId: PasskeyId, at: Instant): Promise<void> {
  await tx.run(sql`update access.passkey set halted_at = ${at} where id = ${passkeyId} and halted_at is null`)
}

/** Takes one passkey away; false when the account has no such. */
export async function deletePasskey(tx: Tx, accountId: AccountId, passkeyId: PasskeyId): Promise<boolean> {
  return (await tx.run(sql`delete from access.passkey where account_id = ${accountId} and id = ${passkeyId}`)) === 1
}

/** Takes every passkey of the account away; answers how many there were. */
export function deletePasskeys(tx: Tx, accountId: AccountId): Promise<number> {
  return tx.run(sql`delete from access.passkey where account_id = ${accountId}`)
}

/** Remembers a challenge for five minutes; `accountId` is whose new key it is for, null when somebody signs in. */
export async function keepChallenge(
  tx: Tx,
  given: { challenge: string; accountId: AccountId | null; address: string; at: Instant },
): Promise<void> {
  await tx.one(z.object({}), sql`select access.forget_old_challenges(${given.at})`)
  await tx.run(sql`
    insert into access.passkey_challenge (challenge_hash, account_id, address, expires_at)
    values (${digest(given.challenge)}, ${given.accountId}, ${given.address}, ${given.at.add({ minutes: 5 })})`)
}

/** Uses a challenge up; false when it was used before, has run out, was another's, or was never made. */
export async function takeChallenge(tx: Tx, given: { challenge: string; accountId: AccountId | null; at: Instant }): Promise<boolean> {
  const rows = await tx.run(sql`
    delete from access.passkey_challenge
    where challenge_hash = ${digest(given.challenge)} and account_id is not distinct from ${given.accountId}::uuid and expires_at > ${given.at}`)
  return rows === 1
}

/** How many ceremonies a network address has begun and not finished in the last five minutes. */
export async function openChallenges(tx: Tx, address: string, at: Instant): Promise<number> {
  const row = await tx.one(z.object({ count: countColumn }), sql`select access.challenges_of_address(${address}, ${at}) as count`)
  return row.count
}
