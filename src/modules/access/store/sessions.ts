import { z } from 'zod'
import { type Actor, type OrganisationId, roles } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, prepared, sql } from '#platform/db/database.ts'
import { countColumn, idColumn, instantColumn, nullable } from '#platform/db/row.ts'
import { representationScopes } from '../domain/representation.ts'
import { digest, newSecret } from './secrets.ts'

const holder = z.object({
  account_id: idColumn<'account'>(),
  human_id: idColumn<'human'>(),
  name: z.string(),
  organisation_id: nullable(idColumn<'organisation'>()),
  roles: z.array(z.enum(roles)),
  person_id: nullable(idColumn<'person'>()),
  scope: z.enum(representationScopes).nullable(),
})

/** Who holds the session of this cookie at this (real) moment; null when it has ended. */
export async function sessionActor(tx: Tx, token: string, at: Instant): Promise<Actor | null> {
  const held = sql`select account_id, human_id, name, organisation_id, roles, person_id, scope from access.session_holder(${digest(token)}, ${at})`
  const row = await tx.maybe(holder, prepared('session holder', held))
  if (row === null) return null
  const { account_id: accountId, human_id: humanId, name, organisation_id: organisationId, roles: given, person_id: personId } = row
  if (organisationId !== null) return given.length === 0 ? null : { kind: 'staff', accountId, humanId, name, organisationId, roles: given }
  if (personId === null) return null
  return { kind: 'citizen', accountId, humanId, name, personId, ...(row.scope === null ? {} : { scope: row.scope }) }
}

/** The provider a session came through, the level it proved, and its proof, sealed. */
export type OutsideSession = { provider: string; level: string; sealedProof: string }

/** Opens a session and answers the cookie's secret; `organisationId` is null for a citizen. */
export async function openSession(
  tx: Tx,
  given: { accountId: string; organisationId: OrganisationId | null; at: Instant; outside?: OutsideSession | undefined },
): Promise<string> {
  const token = newSecret()
  const expires = given.at.add({ hours: 12 })
  await tx.run(sql`
    insert into access.session (token_hash, account_id, organisation_id, made_at, expires_at, provider, level, sealed_proof)
    values (${digest(token)}, ${given.accountId}, ${given.organisationId}, ${given.at}, ${expires},
            ${given.outside?.provider ?? null}, ${given.outside?.level ?? null}, ${given.outside?.sealedProof ?? null})`)
  return token
}

/** When somebody signed in who holds this session; null when there is none. */
export async function sessionMadeAt(tx: Tx, token: string): Promise<Instant | null> {
  const row = await tx.maybe(
    z.object({ made_at: instantColumn }),
    sql`select made_at from access.session where token_hash = ${digest(token)} and ended_at is null`,
  )
  return row?.made_at ?? null
}

const came = z
  .object({ account_id: idColumn<'account'>(), provider: z.string(), sealed_proof: z.string() })
  .transform((row) => ({ accountId: row.account_id, provider: row.provider, sealedProof: row.sealed_proof }))

/** The provider that a session came through, with its proof; null when it came through none or has ended. */
export function outsideOfSession(tx: Tx, token: string): Promise<z.infer<typeof came> | null> {
  return tx.maybe(
    came,
    sql`
    select account_id, provider, sealed_proof from access.session
    where token_hash = ${digest(token)} and ended_at is null and provider is not null and sealed_proof is not null`,
  )
}

/** Ends a session on the server. */
export async function endSession(tx: Tx, token: string, at: Instant): Promise<void> {
  await tx.run(sql`update access.session set ended_at = ${at} where token_hash = ${digest(token)} and ended_at is null`)
}

/** Ends every session of an account: after a new password, or when the account is closed. */
export async function endSessionsOf(tx: Tx, accountId: string, at: Instant): Promise<void> {
  await tx.run(sql`update access.session set ended_at = ${at} where account_id = ${accountId} and ended_at is null`)
}

/** Ends every session of an account but the one that goes on: after a change of how one signs in. `keep` is that one's secret. */
export async function endOtherSessions(tx: Tx, of: { accountId: string; keep: string; at: Instant }): Promise<void> {
  await tx.run(sql`
    update access.session set ended_at = ${of.at}
    where account_id = ${of.accountId} and ended_at is null and token_hash <> ${digest(of.keep)}`)
}

/** Failed attempts since a moment, for an e-mail address and for a network address. */
export async function failedAttempts(
  tx: Tx,
  of: { email: string; address: string; since: Instant },
): Promise<{ byEmail: number; byAddress: number }> {
  const row = await tx.one(
    z.object({ by_email: countColumn, by_address: countColumn }),
    sql`
    select count(*) filter (where email_hash = ${digest(of.email)}) as by_email, count(*) filter (where address = ${of.address}) as by_address
    from access.attempt
    where at > ${of.since} and not succeeded and (email_hash = ${digest(of.email)} or address = ${of.address})`,
  )
  return { byEmail: row.by_email, byAddress: row.by_address }
}

/** Notes an attempt; a success forgets the failures of that account, and day-old ones go. */
export async function noteAttempt(tx: Tx, of: { email: string; address: string; at: Instant; succeeded: boolean }): Promise<void> {
  const hash = digest(of.email)
  await tx.run(sql`delete from access.attempt where at < ${of.at.subtract({ hours: 24 })} or (${of.succeeded} and email_hash = ${hash})`)
  await tx.run(
    sql`insert into access.attempt (email_hash, address, at, succeeded) values (${hash}, ${of.address}, ${of.at}, ${of.succeeded})`,
  )
}

/** Forgets the providers' proofs of sessions that have run out without a sign-out: nothing can be shown with them any more. Answers how many. */
export function forgetExpiredProofs(tx: Tx, at: Instant): Promise<number> {
  return tx.run(sql`update access.session set sealed_proof = null where sealed_proof is not null and expires_at < ${at}`)
}
