import { type Day, isBefore } from '#kernel/days.ts'
import type { Tx } from '#platform/db/database.ts'
import { enrolmentsByIds } from '#modules/enrolments/index.ts'
import type { Booking, Conflict } from '../domain/conflicts.ts'
import { isPausedOn } from '../domain/paused.ts'
import { type Participant, type Session, participants } from '../store/sessions.ts'

/**
 * Somebody whose sessions are moved: what else they have at the new times, the new days on which they stand still, and the end of
 * their phase where a new day lies after it.
 */
export type AffectedPerson = Participant & { elsewhere: Booking[]; pausedOn: Day[]; phaseEndsOn: Day | null }

/** Everybody who is expected at what is moved, each once, with what the move means to them. */
export async function affectedBy(
  tx: Tx,
  moving: readonly { before: Session; after: { on: Day } }[],
  conflicts: readonly Conflict[],
): Promise<AffectedPerson[]> {
  const days = new Map<string, { person: Participant; on: Day[] }>()
  for (const { before, after } of moving)
    for (const person of await participants(tx, before.id)) {
      const known = days.get(person.enrolmentId)
      days.set(person.enrolmentId, { person, on: [...(known?.on ?? []), after.on] })
    }
  const phase = moving[0]?.before.phase
  const runs = new Map((await enrolmentsByIds(tx, [...days.keys()])).map((run) => [String(run.id), run]))
  return [...days.values()].map(({ person, on }) => {
    const run = runs.get(person.enrolmentId)
    const endsOn = run?.phases.find(({ code }) => code === phase)?.endsOn ?? null
    return {
      ...person,
      elsewhere: conflicts.flatMap(({ other, enrolmentIds }) => (enrolmentIds.includes(person.enrolmentId) ? [other] : [])),
      pausedOn: on.filter((one) => run !== undefined && isPausedOn(run.pauses, one)),
      phaseEndsOn: endsOn !== null && on.some((one) => isBefore(endsOn, one)) ? endsOn : null,
    }
  })
}
