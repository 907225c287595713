import type { StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { type ActionRef, authorize } from '#modules/access/index.ts'
import { type Agreement, agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { activityActions } from '../actions.ts'
import type { Asker, ChangeReason } from '../domain/change.ts'
import { isTeachingDay, movedDays } from '../domain/class-dates.ts'
import { type Conflict, conflictsOf } from '../domain/conflicts.ts'
import { bookingsOf, bookingsOn, classById, isChanged, saveChange, sessionsOfClass } from '../store/classes.ts'
import { type Session, type SessionId, participants, session } from '../store/sessions.ts'
import { type AffectedPerson, affectedBy } from './affected-by.ts'
import { teachersIn } from './teachers.ts'
import { tellPeople, tellTeachers } from './tell-people.ts'

/** Where a session is moved to, and whether later ones of its class go along. `teacherId` gives them to another; left out, each keeps its own. */
export type Move = {
  on: Day
  startsAt: Temporal.PlainTime
  place: string
  teacherId?: Id<'account'>
  scope: 'one' | 'later'
}

/** Where a session is and where it goes; `passedOver` are the closed days on the way there. */
export type MoveRow = {
  before: Session
  after: Pick<Session, 'on' | 'startsAt' | 'place' | 'teacherId'>
  passedOver: Day[]
  changes: boolean
}

/** What a move would do: each session before and after, who is affected and how, what it would be in the way of. */
export type MovePlan = { agreed: Agreement; rows: MoveRow[]; people: AffectedPerson[]; conflicts: Conflict[] }

/** Why a session is neither moved nor cancelled, in order of precedence. */
export type ChangeRefusal =
  | { kind: 'no_such_session' }
  | NotPermitted
  | { kind: 'session_cancelled' }
  | { kind: 'already_registered' }
  | { kind: 'in_the_past' }
  | { kind: 'no_such_teacher' }
  | { kind: 'on_a_holiday' }
  | { kind: 'before_the_one_before' }
  | { kind: 'nothing_changes' }

type Ground = { found: Session; agreed: Agreement }

async function groundOf(tx: Tx, actor: StaffActor, action: ActionRef, id: SessionId): Promise<Result<Ground, ChangeRefusal>> {
  const found = await session(tx, id, true)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return refuse({ kind: 'no_such_session' })
  const permit = authorize(actor, action, { parties: agreed.parties })
  return permit.ok ? ok({ found, agreed }) : permit
}

/** Whether a session can be moved and cancelled at all. */
export function whyFixed({
  cancelledAt,
  tookPlace,
}: Pick<Session, 'cancelledAt' | 'tookPlace'>): Result<true, { kind: 'session_cancelled' } | { kind: 'already_registered' }> {
  if (cancelledAt !== null) return refuse({ kind: 'session_cancelled' })
  return tookPlace === null ? ok(true) : refuse({ kind: 'already_registered' })
}

/** What a move would do, for its preview; the move itself does exactly this. */
export async function planMove(
  tx: Tx,
  { actor, sessionId, move, today }: { actor: StaffActor; sessionId: SessionId; move: Move; today: Day },
): Promise<Result<MovePlan, ChangeRefusal>> {
  const ground = await groundOf(tx, actor, activityActions.move, sessionId)
  if (!ground.ok) return ground
  const { found, agreed } = ground.value
  const fixed = whyFixed(found)
  if (!fixed.ok) return fixed
  if (isBefore(move.on, today)) return refuse({ kind: 'in_the_past' })
  if (!(await mayTeach(tx, actor, found, move))) return refuse({ kind: 'no_such_teacher' })
  if (!isTeachingDay(move.on)) return refuse({ kind: 'on_a_holiday' })
  const whole = found.classId === null ? [found] : await sessionsOfClass(tx, found.classId, true)
  const later = whole.filter((one) => one.cancelledAt === null && one.tookPlace === null && isBefore(found.on, one.on))
  const previous = whole.findLast((one) => one.cancelledAt === null && isBefore(one.on, found.on))
  if (move.scope === 'later' && previous !== undefined && !isBefore(previous.on, move.on)) return refuse({ kind: 'before_the_one_before' })
  const made = found.classId === null ? null : await classById(tx, found.classId)
  const rows = moveRows(move.scope === 'later' ? [found, ...later] : [found], move, made ?? { weekdays: [], everyWeeks: 1 })
  if (rows[0]?.changes !== true) return refuse({ kind: 'nothing_changes' })
  const moving = rows.filter(({ changes }) => changes)
  const bookings = await bookingsOf(
    tx,
    moving.map(({ before }) => before),
  )
  const wanted = bookings.map((booking, index) => ({ ...booking, ...moving[index]?.after }))
  // What stays where it is may be in the way too, of the same class or not.
  const taken = await bookingsOn(
    tx,
    moving.map(({ after }) => after.on),
  )
  const conflicts = conflictsOf(
    wanted,
    taken.filter((other) => !moving.some(({ before }) => before.id === other.id)),
  )
  return ok({ agreed, rows, people: await affectedBy(tx, moving, conflicts), conflicts })
}

/** True when nobody else is to teach it, or somebody who teaches in the actor's organisation. */
async function mayTeach(tx: Tx, actor: StaffActor, found: Session, { teacherId }: Move): Promise<boolean> {
  if (teacherId === undefined || teacherId === found.teacherId) return true
  return (await teachersIn(tx, actor.organisationId)).some(({ accountId }) => accountId === teacherId)
}

/** Where each goes. A time, a place or a teacher that is not changed for the first is not changed for those that follow: each keeps its own. */
function moveRows(moving: readonly Session[], move: Move, rhythm: Parameters<typeof movedDays>[2]): MoveRow[] {
  const [first] = moving
  const days = movedDays(
    moving.map(({ on }) => on),
    move.on,
    rhythm,
  )
  return moving.map((before, index) => {
    const { on = before.on, passedOver = [] } = days[index] ?? {}
    const startsAt = first !== undefined && move.startsAt.equals(first.startsAt) ? before.startsAt : move.startsAt
    const place = move.place === first?.place ? before.place : move.place
    const teacherId = move.teacherId === undefined || move.teacherId === first?.teacherId ? before.teacherId : move.teacherId
    const stays = on.equals(before.on) && startsAt.equals(before.startsAt) && place === before.place && teacherId === before.teacherId
    return { before, after: { on, startsAt, place, teacherId }, passedOver, changes: !stays }
  })
}

/** Moves a session, or it and the later ones of its class, and tells who is affected. The same request twice moves once. */
export async function moveSession(
  tx: Tx,
  command: {
    actor: StaffActor
    sessionId: SessionId
    move: Move
    askedBy: Asker
    reason: ChangeReason
    requestId: string
    today: Day
    at: Instant
  },
): Promise<Result<number, ChangeRefusal>> {
  const { actor, sessionId, move, askedBy, reason, requestId, at } = command
  const ground = await groundOf(tx, actor, activityActions.move, sessionId)
  if (!ground.ok) return ground
  if (await isChanged(tx, sessionId, requestId)) return ok(0)
  const planned = await planMove(tx, command)
  if (!planned.ok) return planned
  const { people, agreed } = planned.value
  const rows = planned.value.rows.filter(({ changes }) => changes)
  for (const { before, after } of rows)
    await saveChange(tx, { requestId, before, to: after, askedBy, reason, accountId: actor.accountId, at })
  const classId = rows[0]?.before.classId ?? null
  const subject =
    classId === null || move.scope === 'one' ? { noun: 'session' as const, id: sessionId } : { noun: 'class' as const, id: classId }
  // Whoever comes at the same time to the same place hears only that somebody else receives them.
  const stays = rows.every(
    ({ before, after }) => before.on.equals(after.on) && before.startsAt.equals(after.startsAt) && before.place === after.place,
  )
  await tellPeople(tx, { kind: stays ? 'session_teacher' : 'session_moved', subject, people, parties: agreed.parties, at })
  const given = rows.flatMap(({ before, after }) => (after.teacherId === before.teacherId ? [] : [after.teacherId]))
  await tellTeachers(tx, { subject, actor, given, changed: rows.map(({ before }) => before.teacherId), at })
  const codes = { asked_by: askedBy, reason, sessions: rows.length }
  await recordChange(tx, { actor, action: activityActions.move, on: { noun: 'session', id: sessionId }, codes, at })
  return ok(rows.length)
}

/** Cancels a session beforehand; nobody is absent from it, and those expected are told. */
export async function cancelSession(
  tx: Tx,
  command: { actor: StaffActor; sessionId: SessionId; askedBy: Asker; reason: ChangeReason; requestId: string; at: Instant },
): Promise<Result<true, ChangeRefusal>> {
  const { actor, sessionId, askedBy, reason, requestId, at } = command
  const ground = await groundOf(tx, actor, activityActions.cancel, sessionId)
  if (!ground.ok) return ground
  if (await isChanged(tx, sessionId, requestId)) return ok(true)
  const { found, agreed } = ground.value
  const fixed = whyFixed(found)
  if (!fixed.ok) return fixed
  await saveChange(tx, { requestId, before: found, to: null, askedBy, reason, accountId: actor.accountId, at })
  const subject = { noun: 'session', id: sessionId } as const
  const people = await participants(tx, sessionId)
  await tellPeople(tx, { kind: 'session_cancelled', subject, people, parties: agreed.parties, at })
  await tellTeachers(tx, { subject, actor, given: [], changed: [found.teacherId], at })
  await recordChange(tx, { actor, action: activityActions.cancel, on: subject, codes: { asked_by: askedBy, reason }, at })
  return ok(true)
}
