import type { StaffActor } from '#kernel/actor.ts'
import { type Instant, dayOf, isBefore } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type NotPermitted, authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { type LessonRefusal, aboutNobody } from '../domain/lesson.ts'
import type { MeetingId } from '../domain/meeting.ts'
import { saveEvent } from '../store/events.ts'
import { meeting, saveMinutes } from '../store/meetings.ts'

/** Why minutes are not written. Like lessons they are seen by all parties, so they name no citizen. */
export type MinutesRefusal = NotPermitted | { kind: 'no_such_meeting' } | { kind: 'not_held_yet' } | LessonRefusal

/** Writes the minutes of a meeting that has begun; they can be written again, each time with its event. */
export async function writeMinutes(
  tx: Tx,
  { actor, meetingId, minutes, at }: { actor: StaffActor; meetingId: MeetingId; minutes: string; at: Instant },
): Promise<Result<true, MinutesRefusal>> {
  const found = await meeting(tx, meetingId)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return refuse({ kind: 'no_such_meeting' })
  const permitted = authorize(actor, actions.write_minutes, { parties: agreed.parties })
  if (!permitted.ok) return permitted
  if (isBefore(dayOf(at), found.heldOn)) return refuse({ kind: 'not_held_yet' })
  const clean = aboutNobody(minutes)
  if (!clean.ok) return clean
  await saveMinutes(tx, meetingId, { minutes, by: actor.accountId, at })
  await saveEvent(tx, { noun: 'meeting', id: meetingId, agreementId: agreed.id, name: 'write_minutes' }, actor, at)
  await recordChange(tx, { actor, action: actions.write_minutes, on: { noun: 'meeting', id: meetingId }, at })
  return ok(true)
}
