import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'
import { digest, newSecret } from './secrets.ts'

/** Makes a one-time link's secret for an account; it works for 14 days, and those made before it no more. */
export async function makeInvitation(tx: Tx, accountId: string, at: Instant): Promise<string> {
  const token = newSecret()
  await endOpenOnes(tx, accountId, at)
  await tx.run(sql`
    insert into access.invitation (token_hash, account_id, made_at, expires_at)
    values (${digest(token)}, ${accountId}, ${at}, ${at.add({ hours: 14 * 24 })})`)
  return token
}

// A link that was never used is a way in for whoever finds it: only the newest one opens, and none after one was used.
async function endOpenOnes(tx: Tx, accountId: string, at: Instant): Promise<void> {
  await tx.run(sql`
    update access.invitation set expires_at = ${at} where account_id = ${accountId} and used_at is null and expires_at > ${at}`)
}

const open = z
  .object({ account_id: idColumn<'account'>(), name: z.string(), email: z.string(), is_staff: z.boolean() })
  .transform((row) => ({ accountId: row.account_id, name: row.name, email: row.email, isStaff: row.is_staff }))

/** Whom an unused link invites; null when it has been used or has run out. */
export function openInvitation(tx: Tx, token: string, at: Instant): Promise<z.infer<typeof open> | null> {
  return tx.maybe(
    open,
    sql`
    select i.account_id, a.name, a.email,
           exists (select from access.membership m where m.account_id = a.id and m.ended_at is null) as is_staff
    from access.invitation i join access.account a on a.id = i.account_id
    where i.token_hash = ${digest(token)} and i.used_at is null and i.expires_at > ${at} and a.disabled_at is null`,
  )
}

/** Whom an unused link invites, by the hash of its secret; null when it has been used or has run out. */
export async function invitedByHash(tx: Tx, hash: string, at: Instant): Promise<AccountId | null> {
  const row = await tx.maybe(
    z.object({ account_id: idColumn<'account'>() }),
    sql`
    select i.account_id from access.invitation i join access.account a on a.id = i.account_id
    where i.token_hash = ${hash} and i.used_at is null and i.expires_at > ${at} and a.disabled_at is null`,
  )
  return row?.account_id ?? null
}

/** Uses the link up and sets the password, or takes it away when another way in was chosen; false when another request was first. */
export function useInvitation(tx: Tx, token: string, passwordHash: string | null, at: Instant): Promise<boolean> {
  return useInvitationByHash(tx, digest(token), passwordHash, at)
}

/** The same, by the hash of the link's secret. */
export async function useInvitationByHash(tx: Tx, hash: string, passwordHash: string | null, at: Instant): Promise<boolean> {
  const used = await tx.run(sql`
    update access.invitation set used_at = ${at} where token_hash = ${hash} and used_at is null and expires_at > ${at}`)
  if (used === 0) return false
  await tx.run(sql`
    update access.account set password_hash = ${passwordHash}
    where id = (select account_id from access.invitation where token_hash = ${hash})`)
  return true
}
