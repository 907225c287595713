import type { AccountId, OrganisationId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'

/** A meeting's identity. */
export type MeetingId = Id<'meeting'>

/** Who takes part, and for which organisation. */
export type Participant = { accountId: AccountId; organisationId: OrganisationId }

/** A meeting of the three parties; `minutes` is null until they are written. `startsAt` is a Danish time of day, `09:30`. */
export type Meeting = {
  id: MeetingId
  agreementId: Id<'agreement'>
  heldOn: Day
  startsAt: string
  place: string
  agenda: string
  minutes: string | null
  minutesBy: string | null
  minutesAt: Instant | null
  participants: readonly Participant[]
}

/** Why a meeting cannot be planned. */
export type MeetingRefusal = { kind: 'no_participants' } | { kind: 'not_a_party'; accountId: AccountId }
