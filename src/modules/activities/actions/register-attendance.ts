import type { StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, isBefore } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { activityActions } from '../actions.ts'
import { type Attendance, type AttendanceRefusal, type RegisterContent, checkRegister, sameContent } from '../domain/attendance.ts'
import { saveRegister, savedByRequest } from '../store/registers.ts'
import { type SessionId, participants, session } from '../store/sessions.ts'
import { pausedRuns } from './paused-runs.ts'

/** A whole register; `version` is the one that was read, so that nobody is overwritten unseen. */
export type RegisterCommand = RegisterContent & {
  actor: StaffActor
  sessionId: SessionId
  version: number
  /** The page's own id: the same page sent twice is one saving. */
  requestId: string
  today: Day
  at: Instant
}

/** Why a register was not saved, in order of precedence. */
export type RegisterRefusal =
  | { kind: 'no_such_session' }
  | NotPermitted
  | { kind: 'session_cancelled' }
  | { kind: 'not_held_yet' }
  | { kind: 'saved_by_another' }
  | { kind: 'all_on_pause' }
  | { kind: 'register_incomplete' }
  | AttendanceRefusal

/** Saves a register, for the first time or again; whoever is on pause that day has no line and is not absent, and with all of them on pause it was not held. The same request twice is one saving. */
export async function registerAttendance(tx: Tx, command: RegisterCommand): Promise<Result<true, RegisterRefusal>> {
  const { actor, sessionId, lines, at } = command
  const found = await session(tx, sessionId, true)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return refuse({ kind: 'no_such_session' })
  const permit = authorize(actor, activityActions.register, { parties: agreed.parties })
  if (!permit.ok) return permit
  // Sent twice it counts once; sent again with other words it is a register read at an old version.
  const before = await savedByRequest(tx, sessionId, command.requestId)
  if (before !== null && sameContent(before, command)) return ok(true)
  if (found.cancelledAt !== null) return refuse({ kind: 'session_cancelled' })
  if (isBefore(command.today, found.on)) return refuse({ kind: 'not_held_yet' })
  if (found.version !== command.version) return refuse({ kind: 'saved_by_another' })
  const listed = (await participants(tx, sessionId)).map((person) => person.enrolmentId)
  const paused = await pausedRuns(tx, listed, found.on)
  const expected = listed.filter((id) => !paused.has(id))
  if (command.tookPlace && listed.length > 0 && expected.length === 0) return refuse({ kind: 'all_on_pause' })
  if (command.tookPlace && !isWhole(expected, lines)) return refuse({ kind: 'register_incomplete' })
  const wrong = command.tookPlace ? checkRegister(lines) : null
  if (wrong !== null) return refuse(wrong)
  const saved = await saveRegister(tx, { ...command, accountId: actor.accountId })
  assert(saved, 'the session is locked at the version that was read')
  await recordChange(tx, {
    actor,
    action: activityActions.register,
    on: { noun: 'session', id: sessionId },
    codes: { took_place: command.tookPlace },
    at,
  })
  return ok(true)
}

// Somebody left out would count as neither present nor absent.
function isWhole(expected: readonly string[], lines: readonly Attendance[]): boolean {
  const named = new Set(lines.map((line) => line.enrolmentId))
  return named.size === lines.length && named.size === expected.length && expected.every((id) => named.has(id))
}
