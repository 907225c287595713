import { type OutOfReach, outOfReach } from '#kernel/day-reach.ts'
import { type Day, isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'

/** A representation's identity. */
export type RepresentativeId = Id<'representative'>

/** On what basis somebody acts: guardianship (værgemålsloven), power of attorney, party representative or companion (forvaltningsloven § 8). */
export const representativeBases = ['guardianship', 'power_of_attorney', 'party_representative', 'companion'] as const
/** For what: everything, money only, or to come along to meetings. */
export const representativeScopes = ['everything', 'economy', 'meetings'] as const

/** Somebody who acts for a person; `until` is the last day, null while it lasts. */
export type Representative = {
  id: RepresentativeId
  name: string
  address: string | null
  phone: string | null
  basis: (typeof representativeBases)[number]
  scope: (typeof representativeScopes)[number]
  from: Day
  until: Day | null
  /** Copies of letters go to them. */
  copies: boolean
}

/** Why a representation is not recorded. A companion comes along and does not act, so gets no copies and only meetings. */
export type RepresentativeRefusal =
  | { kind: 'out_of_reach'; field: 'from' | 'until'; day: OutOfReach }
  | { kind: 'days_turned' }
  | { kind: 'address_missing' }
  | { kind: 'companion_acts' }

/** Whether a representation can be recorded as it is told. */
export function mayRepresent(told: Omit<Representative, 'id'>, today: Day): Result<true, RepresentativeRefusal> {
  const from = outOfReach(told.from, 'appointed', today)
  if (from !== null) return refuse({ kind: 'out_of_reach', field: 'from', day: from })
  const until = told.until === null ? null : outOfReach(told.until, 'appointedUntil', today)
  if (until !== null) return refuse({ kind: 'out_of_reach', field: 'until', day: until })
  if (told.until !== null && isBefore(told.until, told.from)) return refuse({ kind: 'days_turned' })
  if (told.basis === 'companion' && (told.scope !== 'meetings' || told.copies)) return refuse({ kind: 'companion_acts' })
  return told.copies && (told.address ?? '').trim() === '' ? refuse({ kind: 'address_missing' }) : ok(true)
}

/** Why one who acts gets no sign-in: a companion acts for nobody, what is over opens nothing, the address has a sign-in already. */
export type SignInRefusal = { kind: 'companion_acts' } | { kind: 'representation_over' } | { kind: 'email_in_use' }

/** Whether a representation can have a sign-in on a day; one that begins later can be invited before it opens. */
export function maySignIn({ basis, until }: Pick<Representative, 'basis' | 'until'>, today: Day): Result<true, SignInRefusal> {
  if (basis === 'companion') return refuse({ kind: 'companion_acts' })
  return until !== null && isBefore(until, today) ? refuse({ kind: 'representation_over' }) : ok(true)
}

/** True when a representation, or a part in a person, holds on the day: both its ends do. */
export function holdsOn({ from, until }: Pick<Representative, 'from' | 'until'>, on: Day): boolean {
  return !isBefore(on, from) && (until === null || !isBefore(until, on))
}
