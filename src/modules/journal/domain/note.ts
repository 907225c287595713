import type { OrganisationId } from '#kernel/actor.ts'
import { type OutOfReach, outOfReach } from '#kernel/day-reach.ts'
import { type Day, isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'

/** A note's identity. */
export type NoteId = Id<'note'>

/** What kind of fact is noted. */
export const noteKinds = [
  'conversation',
  'phone_call',
  'information',
  'professional_view',
  'arrangement',
  'attempt_to_reach',
  'other',
] as const
/** One of the kinds. */
export type NoteKind = (typeof noteKinds)[number]

/** Why a note is not written. `not_yours`: another organisation wrote it. `unchanged`: the correction says what stands already. */
export type NoteRefusal = { kind: 'day_in_future' } | OutOfReach | { kind: 'not_yours' } | { kind: 'unchanged' }

/** A note is of what has happened, so its day is today or earlier, and no slip of the pen. */
export function mayNote({ on, today }: { on: Day; today: Day }): Result<true, NoteRefusal> {
  if (isBefore(today, on)) return refuse({ kind: 'day_in_future' })
  const out = outOfReach(on, 'happened', today)
  return out === null ? ok(true) : refuse(out)
}

/** A note is corrected by the organisation that wrote it, to something else than it says. */
export function mayCorrect(
  standing: { organisationId: OrganisationId; on: Day; words: string },
  wish: { organisationId: OrganisationId; on: Day; words: string; today: Day },
): Result<true, NoteRefusal> {
  if (standing.organisationId !== wish.organisationId) return refuse({ kind: 'not_yours' })
  if (standing.on.equals(wish.on) && standing.words === wish.words) return refuse({ kind: 'unchanged' })
  return mayNote(wish)
}
