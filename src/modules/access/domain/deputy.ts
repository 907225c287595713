import type { AccountId, OrganisationId, Role } from '#kernel/actor.ts'
import { type Day, isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'

/** A deputyship's identity. */
export type DeputyId = Id<'deputy'>

/** A colleague who stands in for an absent one; `until` is the last day, included. */
export type Deputy = {
  id: DeputyId
  organisationId: OrganisationId
  absentId: AccountId
  deputyId: AccountId
  from: Day
  until: Day
}

/** Why nobody is named: days turned or over, the same one, no role that can do the work, absent themselves, one named already. */
export type DeputyRefusal =
  | { kind: 'days_turned' }
  | { kind: 'days_over' }
  | { kind: 'same_person' }
  | { kind: 'no_fitting_role' }
  | { kind: 'deputy_absent'; from: Day; until: Day }
  | { kind: 'stands_in'; from: Day; until: Day }
  | { kind: 'deputy_already'; from: Day; until: Day }

const leading: readonly Role[] = ['job_centre_lead', 'programme_manager']

/** True for those who lead the work of an authority: they hand over and name deputies for others. */
export function leads(roles: readonly Role[]): boolean {
  return roles.some((role) => leading.includes(role))
}

type Told = Omit<Deputy, 'id' | 'organisationId'> & { absentRoles: readonly Role[]; deputyRoles: readonly Role[] }

/**
 * Whether a deputy can be named. The deputy acts with rights of their own alone, so they need a role the absent one has, or lead. `known`
 * are the deputyships of the organisation. Nobody stands in while absent, and there is one deputy at a time.
 */
export function mayStandIn(told: Told, known: readonly Deputy[], today: Day): Result<true, DeputyRefusal> {
  if (told.absentId === told.deputyId) return refuse({ kind: 'same_person' })
  if (isBefore(told.until, told.from)) return refuse({ kind: 'days_turned' })
  if (isBefore(told.until, today)) return refuse({ kind: 'days_over' })
  if (!told.deputyRoles.some((role) => told.absentRoles.includes(role)) && !leads(told.deputyRoles))
    return refuse({ kind: 'no_fitting_role' })
  const overlapping = known.filter((one) => !isBefore(one.until, told.from) && !isBefore(told.until, one.from))
  const found = (is: (one: Deputy) => boolean) => overlapping.find(is)
  const already = found((one) => one.absentId === told.absentId)
  if (already !== undefined) return refuse({ kind: 'deputy_already', from: already.from, until: already.until })
  const away = found((one) => one.absentId === told.deputyId)
  if (away !== undefined) return refuse({ kind: 'deputy_absent', from: away.from, until: away.until })
  const standing = found((one) => one.deputyId === told.absentId)
  return standing === undefined ? ok(true) : refuse({ kind: 'stands_in', from: standing.from, until: standing.until })
}
