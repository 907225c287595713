import { z } from 'zod'
import { type AccountId, type HumanId, type OrganisationId, type PersonId, type Role, roles } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Tx, prepared, sql } from '#platform/db/database.ts'
import { idColumn, instantColumn, nullable } from '#platform/db/row.ts'

const role = z.enum(roles)

const member = z
  .object({ id: idColumn<'account'>(), human_id: idColumn<'human'>(), name: z.string(), email: z.string(), roles: z.array(role) })
  .transform((row) => ({ accountId: row.id, humanId: row.human_id, name: row.name, email: row.email, roles: row.roles }))

/** A member of staff with the roles held in one organisation. */
export type StaffMember = z.infer<typeof member>

/** The staff of an organisation, by name; of one role when it is given. */
export function staff(tx: Tx, of: { organisationId: OrganisationId; role?: Role }): Promise<StaffMember[]> {
  const wanted = of.role ?? null
  return tx.rows(
    member,
    sql`
    select a.id, a.human_id, a.name, a.email, array_agg(m.role order by m.role) as roles
    from access.membership m join access.account a on a.id = m.account_id
    where m.organisation_id = ${of.organisationId} and m.ended_at is null and a.disabled_at is null
    group by a.id
    having ${wanted}::text is null or bool_or(m.role = ${wanted}::text)
    order by a.name`,
  )
}

const accountName = z.object({ id: z.string(), name: z.string() })

/** Names of accounts, for "who did it"; an unknown id, and a protected citizen's whom the session may not see whole, is left out. */
export async function accountNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows(
    accountName,
    prepared(
      'account names',
      sql`select id, name from access.account where id = any(${[...ids]}::uuid[]) and not access.masked_account(id)`,
    ),
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

const humanName = z.object({ human_id: idColumn<'human'>(), name: z.string() })

/** Names of humans by any account of theirs, for "who did it"; an unknown one is left out. */
export async function humanNames(tx: Tx, ids: readonly HumanId[]): Promise<Map<HumanId, string>> {
  const rows = await tx.rows(
    humanName,
    sql`select human_id, name from access.account where human_id = any(${[...ids]}::uuid[]) and not access.masked_account(id) order by email desc`,
  )
  return new Map(rows.map((row) => [row.human_id, row.name]))
}

const account = z
  .object({
    id: idColumn<'account'>(),
    human_id: idColumn<'human'>(),
    name: z.string(),
    email: z.string(),
    password_hash: z.string().nullable(),
    disabled_at: nullable(instantColumn),
  })
  .transform((row) => ({
    accountId: row.id,
    humanId: row.human_id,
    name: row.name,
    email: row.email,
    passwordHash: row.password_hash,
    disabled: row.disabled_at !== null,
  }))

/** An account as sign-in sees it. */
export type Account = z.infer<typeof account>

/** The account of an e-mail address, in any letter case. */
export function accountByEmail(tx: Tx, email: string): Promise<Account | null> {
  return tx.maybe(
    account,
    sql`select id, human_id, name, email, password_hash, disabled_at from access.account where email = ${email.trim().toLowerCase()}`,
  )
}

/** The account of an id; null when there is none. */
export function accountById(tx: Tx, accountId: AccountId): Promise<Account | null> {
  return tx.maybe(account, sql`select id, human_id, name, email, password_hash, disabled_at from access.account where id = ${accountId}`)
}

/** Sets a new password, given as its hash. */
export async function setPassword(tx: Tx, accountId: AccountId, passwordHash: string): Promise<void> {
  await tx.run(sql`update access.account set password_hash = ${passwordHash} where id = ${accountId}`)
}

/** Adds an account without a password; the invitation sets it. `humanId` ties it to a human already known by another account. */
export async function insertAccount(
  tx: Tx,
  given: { name: string; email: string; humanId?: HumanId },
): Promise<{ accountId: AccountId; humanId: HumanId }> {
  const accountId = newId<'account'>()
  const humanId = given.humanId ?? newId<'human'>()
  await tx.run(sql`insert into access.human (id) values (${humanId}) on conflict do nothing`)
  await tx.run(sql`
    insert into access.account (id, human_id, email, name)
    values (${accountId}, ${humanId}, ${given.email.trim().toLowerCase()}, ${given.name.trim()})`)
  return { accountId, humanId }
}

/** Gives a role in an organisation, again if it was taken back. */
export async function insertMembership(
  tx: Tx,
  given: { accountId: AccountId; organisationId: OrganisationId; role: Role; at: Instant },
): Promise<void> {
  await tx.run(sql`
    insert into access.membership (account_id, organisation_id, role, since)
    values (${given.accountId}, ${given.organisationId}, ${given.role}, ${given.at})
    on conflict (account_id, organisation_id, role) do update set ended_at = null, since = excluded.since`)
}

/** The administrators of an organisation, held until the transaction ends, so that two cannot take the role from each other at once. */
export async function lockAdministrators(tx: Tx, organisationId: OrganisationId): Promise<AccountId[]> {
  const rows = await tx.rows(
    z.object({ account_id: idColumn<'account'>() }),
    sql`
    select m.account_id from access.membership m join access.account a on a.id = m.account_id
    where m.organisation_id = ${organisationId} and m.role = 'administrator' and m.ended_at is null and a.disabled_at is null
    order by m.account_id
    for update of m`,
  )
  return rows.map((row) => row.account_id)
}

/** Takes a role back. */
export async function endMembership(
  tx: Tx,
  given: { accountId: string; organisationId: string; role: Role; at: Instant },
): Promise<number> {
  return tx.run(sql`
    update access.membership set ended_at = ${given.at}
    where account_id = ${given.accountId} and organisation_id = ${given.organisationId} and role = ${given.role} and ended_at is null`)
}

/** The organisations an account acts for, in order of name. */
export async function organisationsOfAccount(tx: Tx, accountId: string): Promise<OrganisationId[]> {
  const rows = await tx.rows(
    z.object({ id: idColumn<'organisation'>() }),
    sql`
    select distinct o.id, o.name from access.membership m join access.organisation o on o.id = m.organisation_id
    where m.account_id = ${accountId} and m.ended_at is null order by o.name`,
  )
  return rows.map((row) => row.id)
}

/** The organisations in which an account has or had a role. */
export async function organisationsEver(tx: Tx, accountId: string): Promise<OrganisationId[]> {
  const rows = await tx.rows(
    z.object({ id: idColumn<'organisation'>() }),
    sql`select distinct organisation_id as id from access.membership where account_id = ${accountId}`,
  )
  return rows.map((row) => row.id)
}

/** True when the installation has an administrator, so that the first start's link is not made again. */
export async function hasAdministrator(tx: Tx): Promise<boolean> {
  const row = await tx.one(
    z.object({ found: z.boolean() }),
    sql`select exists (select 1 from access.membership where role = 'administrator' and ended_at is null) as found`,
  )
  return row.found
}

/** Ties an account to the citizen it belongs to. */
export async function insertCitizen(tx: Tx, accountId: AccountId, personId: PersonId): Promise<void> {
  await tx.run(sql`insert into access.citizen (account_id, person_id) values (${accountId}, ${personId})`)
}

/** The account a citizen signs in with; null while there is none. */
export async function accountOfPerson(tx: Tx, personId: string): Promise<AccountId | null> {
  const row = await tx.one(z.object({ id: nullable(idColumn<'account'>()) }), sql`select access.account_of_person(${personId}) as id`)
  return row.id
}

/** Takes name, address and password from an erased citizen's sign-in, and closes it. */
export async function eraseSignIn(tx: Tx, personId: string): Promise<void> {
  await tx.run(sql`select access.erase_citizen(${personId})`)
}
