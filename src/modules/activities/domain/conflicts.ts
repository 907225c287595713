import type { Day } from '#kernel/days.ts'

/** A session as far as it takes up people, a teacher and a room. */
export type Booking = {
  id: string
  on: Day
  startsAt: Temporal.PlainTime
  minutes: number
  place: string
  teacherId: string
  enrolmentIds: readonly string[]
}

/** What two sessions cannot both have, in order of weight. */
export type ConflictKind = 'person' | 'teacher' | 'room'

/** Two sessions at the same time that share something; `enrolmentIds` are the runs in both. */
export type Conflict = { booking: Booking; other: Booking; kinds: ConflictKind[]; enrolmentIds: string[] }

/** Every pair of a wanted session and another one that cannot both be held. A session is never in conflict with itself. */
export function conflictsOf(wanted: readonly Booking[], others: readonly Booking[]): Conflict[] {
  return wanted.flatMap((booking) => others.flatMap((other) => conflictOf(booking, other) ?? []))
}

function conflictOf(booking: Booking, other: Booking): Conflict | null {
  if (booking.id === other.id || !overlap(booking, other)) return null
  const enrolmentIds = booking.enrolmentIds.filter((id) => other.enrolmentIds.includes(id))
  const kinds: ConflictKind[] = []
  if (enrolmentIds.length > 0) kinds.push('person')
  if (booking.teacherId === other.teacherId) kinds.push('teacher')
  if (sameRoom(booking.place, other.place)) kinds.push('room')
  return kinds.length === 0 ? null : { booking, other, kinds, enrolmentIds }
}

/** True when the two share a minute; one that ends as the other begins does not. A session may run past midnight. */
function overlap(a: Booking, b: Booking): boolean {
  const [start, otherStart] = [startOf(a), startOf(b)]
  const before = Temporal.PlainDateTime.compare(start, otherStart.add({ minutes: b.minutes })) < 0
  return before && Temporal.PlainDateTime.compare(otherStart, start.add({ minutes: a.minutes })) < 0
}

function startOf({ on, startsAt }: Booking): Temporal.PlainDateTime {
  return on.toPlainDateTime(startsAt)
}

function sameRoom(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase('da') === b.trim().toLocaleLowerCase('da')
}
