import type { AccountId, OrganisationId, PersonId, Role, StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { realClock } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { recordChange } from '#modules/audit/index.ts'
import { accessActions } from '../actions.ts'
import { authorize } from '../domain/authorize.ts'
import {
  accountByEmail,
  accountOfPerson,
  endMembership,
  insertAccount,
  insertCitizen,
  insertMembership,
  lockAdministrators,
  organisationsEver,
  organisationsOfAccount,
  staff,
} from '../store/accounts.ts'
import { setDemand } from '../store/organisations.ts'
import { linkColleague } from '../store/outside.ts'
import { makeInvitation } from '../store/invitations.ts'

/** Adds a member of staff in a role, without asking anyone: for the first start, a pilot's cast and tests. Answers the link's secret. */
export async function addStaff(
  tx: Tx,
  given: { name: string; email: string; organisationId: OrganisationId; roles: readonly Role[]; at: Instant },
): Promise<{ accountId: AccountId; token: string }> {
  const known = await accountByEmail(tx, given.email)
  const { accountId } = known ?? (await insertAccount(tx, given))
  for (const role of given.roles) await insertMembership(tx, { accountId, organisationId: given.organisationId, role, at: given.at })
  return { accountId, token: await makeInvitation(tx, accountId, realClock.now()) }
}

/** Why nobody was invited: the e-mail address is that of a citizen, or of staff elsewhere, whose sign-in a new link would take over. */
export type InviteRefusal = NotPermitted | { kind: 'known_elsewhere' } | { kind: 'known_here'; name: string; roles: readonly Role[] }

/**
 * The administrator invites a colleague into a role of their own organisation; answers the secret of the one-time link. An address that a
 * colleague has already is refused with who it is until `evenKnown`: a slip in the address would give somebody else the role.
 */
export async function inviteStaff(
  tx: Tx,
  given: { actor: StaffActor; name: string; email: string; role: Role; evenKnown: boolean; at: Instant },
): Promise<Result<{ token: string }, InviteRefusal>> {
  const { actor, at } = given
  const permit = authorize(actor, accessActions.invite, { ownerId: actor.organisationId })
  if (!permit.ok) return permit
  const known = await accountByEmail(tx, given.email)
  if (known !== null) {
    if (!(await isOursToInvite(tx, actor.organisationId, known.accountId))) return refuse({ kind: 'known_elsewhere' })
    if (!given.evenKnown) {
      const held = (await staff(tx, actor)).find(({ accountId }) => accountId === known.accountId)
      return refuse({ kind: 'known_here', name: known.name, roles: held?.roles ?? [] })
    }
  }
  const { accountId, token } = await addStaff(tx, { ...given, organisationId: actor.organisationId, roles: [given.role] })
  await recordChange(tx, { actor, action: accessActions.invite, on: { noun: 'account', id: accountId }, codes: { role: given.role }, at })
  return ok({ token })
}

// A new link takes every older way in away, so it is made for nobody but one's own colleagues and those yet unknown.
async function isOursToInvite(tx: Tx, organisationId: OrganisationId, accountId: AccountId): Promise<boolean> {
  const held = await organisationsEver(tx, accountId)
  return held.length > 0 && held.every((each) => each === organisationId)
}

/** Why a colleague's outside sign-in was not linked. */
export type LinkRefusal = NotPermitted | { kind: 'linked_already' } | { kind: 'not_ours' }

/** The administrator links what a provider calls a colleague; only of the own organisation, and of one with no role elsewhere. */
export async function linkStaff(
  tx: Tx,
  given: { actor: StaffActor; accountId: AccountId; issuer: string; subject: string; at: Instant },
): Promise<Result<true, LinkRefusal>> {
  const { actor, accountId, at } = given
  const permit = authorize(actor, accessActions.link_staff, { ownerId: actor.organisationId })
  if (!permit.ok) return permit
  const held = await organisationsOfAccount(tx, accountId)
  if (held.length !== 1 || held[0] !== actor.organisationId) return refuse({ kind: 'not_ours' })
  if (!(await linkColleague(tx, { ...given, at: realClock.now() }))) return refuse({ kind: 'linked_already' })
  await recordChange(tx, { actor, action: accessActions.link_staff, on: { noun: 'account', id: accountId }, at })
  return ok(true)
}

/** The administrator demands two factors of the organisation's staff at sign-in, or no longer. */
export async function demandSecondFactor(
  tx: Tx,
  given: { actor: StaffActor; demanded: boolean; at: Instant },
): Promise<Result<true, NotPermitted>> {
  const { actor, demanded, at } = given
  const permit = authorize(actor, accessActions.demand_second_factor, { ownerId: actor.organisationId })
  if (!permit.ok) return permit
  await setDemand(tx, demanded)
  const on = { noun: 'organisation', id: actor.organisationId }
  await recordChange(tx, { actor, action: accessActions.demand_second_factor, on, codes: { demanded }, at })
  return ok(true)
}

/** Why a role was not taken back: without an administrator nobody could invite one again. */
export type EndRoleRefusal = NotPermitted | { kind: 'last_administrator' }

/** The administrator takes a role back in their own organisation; never the last administrator's. */
export async function endRole(
  tx: Tx,
  given: { actor: StaffActor; accountId: AccountId; role: Role; at: Instant },
): Promise<Result<true, EndRoleRefusal>> {
  const { actor, at } = given
  const permit = authorize(actor, accessActions.end_role, { ownerId: actor.organisationId })
  if (!permit.ok) return permit
  if (given.role === 'administrator') {
    const held = await lockAdministrators(tx, actor.organisationId)
    if (held.every((each) => each === given.accountId)) return refuse({ kind: 'last_administrator' })
  }
  await endMembership(tx, { ...given, organisationId: actor.organisationId })
  await recordChange(tx, {
    actor,
    action: accessActions.end_role,
    on: { noun: 'account', id: given.accountId },
    codes: { role: given.role },
    at,
  })
  return ok(true)
}

/** Invites a citizen to their own pages; the same account again when there is one. Answers the secret of the one-time link. */
export async function inviteCitizen(
  tx: Tx,
  given: { actor: StaffActor; personId: PersonId; name: string; email: string; at: Instant },
): Promise<Result<{ accountId: AccountId; token: string }, NotPermitted>> {
  const { actor, personId, at } = given
  const permit = authorize(actor, accessActions.invite_citizen, {})
  if (!permit.ok) return permit
  let accountId = await accountOfPerson(tx, personId)
  if (accountId === null) {
    accountId = (await insertAccount(tx, given)).accountId
    await insertCitizen(tx, accountId, personId)
  }
  await recordChange(tx, { actor, action: accessActions.invite_citizen, on: { noun: 'account', id: accountId }, personId, at })
  return ok({ accountId, token: await makeInvitation(tx, accountId, realClock.now()) })
}
