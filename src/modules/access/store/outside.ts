import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn, nullable } from '#platform/db/row.ts'
import { digest, newSecret } from './secrets.ts'

/** What must be remembered between leaving for a provider and coming back. */
export type KeptStep = { state: string; nonce: string; verifier: string }

/** A sign-in on its way through a provider: what was kept, which invitation it answers by its hash, and the page asked for. */
export type OutsideStep = { provider: string; kept: KeptStep; invitationHash: string | null; next: string }

/** Remembers a sign-in that leaves for a provider, for ten minutes; answers the secret of the cookie that brings it back. */
export async function keepOutsideStep(
  tx: Tx,
  given: { provider: string; kept: KeptStep; invitation: string | null; next: string; at: Instant },
): Promise<string> {
  const token = newSecret()
  const { state, nonce, verifier } = given.kept
  await tx.run(sql`delete from access.outside_step where expires_at < ${given.at}`)
  await tx.run(sql`
    insert into access.outside_step (step_hash, provider, state, nonce, verifier, invitation_hash, next, expires_at)
    values (${digest(token)}, ${given.provider}, ${state}, ${nonce}, ${verifier},
            ${given.invitation === null ? null : digest(given.invitation)}, ${given.next}, ${given.at.add({ minutes: 10 })})`)
  return token
}

const step = z
  .object({
    provider: z.string(),
    state: z.string(),
    nonce: z.string(),
    verifier: z.string(),
    invitation_hash: nullable(z.string()),
    next: z.string(),
  })
  .transform(({ provider, state, nonce, verifier, invitation_hash: invitationHash, next }) => {
    return { provider, kept: { state, nonce, verifier }, invitationHash, next }
  })

/** Uses a step up; null when it was used before, has run out, or is another browser's. */
export function takeOutsideStep(tx: Tx, token: string, at: Instant): Promise<OutsideStep | null> {
  return tx.maybe(
    step,
    sql`
    delete from access.outside_step where step_hash = ${digest(token)} and expires_at > ${at}
    returning provider, state, nonce, verifier, invitation_hash, next`,
  )
}

/** Whose account an outside identity opens; null when it is linked to none. May be asked before anybody acts. */
export async function outsideHolder(tx: Tx, of: { issuer: string; subject: string }): Promise<AccountId | null> {
  const row = await tx.one(
    z.object({ id: nullable(idColumn<'account'>()) }),
    sql`select access.outside_holder(${of.issuer}, ${of.subject}) as id`,
  )
  return row.id
}

/** Links an outside identity to the account that acts; false when it is linked already, to whomever. */
export async function linkOwn(tx: Tx, given: { issuer: string; subject: string; accountId: AccountId; at: Instant }): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into access.outside_identity (issuer, subject, account_id, linked_at, linked_by)
    values (${given.issuer}, ${given.subject}, ${given.accountId}, ${given.at}, ${given.accountId})
    on conflict (issuer, subject) do nothing`)
  return rows === 1
}

/** Links a colleague's outside identity by an administrator; false when it is linked already. Breaks `link_by_administrator` for others. */
export async function linkColleague(
  tx: Tx,
  given: { accountId: AccountId; issuer: string; subject: string; at: Instant },
): Promise<boolean> {
  const row = await tx.one(
    z.object({ linked: z.boolean() }),
    sql`select access.link_colleague(${given.accountId}, ${given.issuer}, ${given.subject}, ${given.at}) as linked`,
  )
  return row.linked
}

/** Takes every outside identity of the account away; answers how many there were. */
export function unlinkAll(tx: Tx, accountId: AccountId): Promise<number> {
  return tx.run(sql`delete from access.outside_identity where account_id = ${accountId}`)
}

/** Notes that somebody signed in by an outside identity, and at which level. */
export async function noteOutsideUse(
  tx: Tx,
  given: { issuer: string; subject: string; accountId: AccountId; level: string; at: Instant },
): Promise<void> {
  await tx.run(sql`
    update access.outside_identity set last_used_at = ${given.at}, last_level = ${given.level}
    where issuer = ${given.issuer} and subject = ${given.subject} and account_id = ${given.accountId}`)
}
