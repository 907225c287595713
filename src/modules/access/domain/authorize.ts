import type { Actor, OrganisationId, PersonId } from '#kernel/actor.ts'
import type { ActionRef, NotPermitted, Parties, Permit, Position } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { withinScope } from './representation.ts'

/** What an action is about, as far as permission goes. */
export type Resource = { parties?: Parties; ownerId?: OrganisationId; personId?: PersonId }

/** Names a module's actions and those who may do each: the one table that routes, actions and the access matrix read. */
export function defineActions<const Table extends Record<string, readonly Permit[]>>(
  module: string,
  table: Table,
): { readonly [Name in keyof Table]: ActionRef } {
  const named = Object.entries(table).map(([name, permits]) => [name, { name: `${module}.${name}`, permits }])
  return Object.fromEntries(named) as { readonly [Name in keyof Table]: ActionRef }
}

/** First line of every action: may this actor do this to this? Asks role and the organisation's position, never a page. */
export function authorize(actor: Actor, action: ActionRef, resource: Resource): Result<true, NotPermitted> {
  const allowed = inScope(actor, action) && action.permits.some((permit) => fits(actor, permit, resource))
  return allowed ? ok(true) : refuse({ kind: 'not_permitted', action: action.name })
}

/** May the actor do the action to anything at all? For routes and menus; the action itself asks exactly. */
export function mayEver(actor: Actor, action: ActionRef): boolean {
  if (!inScope(actor, action)) return false
  return action.permits.some((permit) => {
    if (permit === 'self') return actor.kind === 'citizen'
    if (permit === 'system') return actor.kind === 'system'
    return actor.kind === 'staff' && actor.roles.includes(permit.role)
  })
}

// Whoever acts for a citizen may what the citizen may, within the scope of the representation.
function inScope(actor: Actor, action: ActionRef): boolean {
  return actor.kind !== 'citizen' || actor.scope === undefined || withinScope(actor.scope, action.name)
}

function fits(actor: Actor, permit: Permit, resource: Resource): boolean {
  if (permit === 'system') return actor.kind === 'system'
  if (permit === 'self') return actor.kind === 'citizen' && resource.personId !== undefined && actor.personId === resource.personId
  if (actor.kind !== 'staff' || !actor.roles.includes(permit.role)) return false
  return stands(actor.organisationId, permit.as, resource)
}

function stands(organisationId: OrganisationId, position: Position, { parties, ownerId }: Resource): boolean {
  switch (position) {
    case 'any':
      return true
    case 'own':
      return ownerId === organisationId
    case 'acting_job_centre':
      return parties?.actingJobCentre === organisationId
    case 'provider':
      return parties?.provider === organisationId
    case 'purchaser':
      return parties?.purchaser === organisationId
    case 'lender':
      return parties?.lender === organisationId
  }
}
