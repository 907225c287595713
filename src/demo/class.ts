import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import {
  type RegisterCommand,
  type Session,
  makeClass,
  moveSession,
  registerAttendance,
  sessionsOfClass,
} from '#modules/activities/index.ts'
import type { EnrolmentId } from '#modules/enrolments/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { type Play, act } from './play.ts'

type Outcome = RegisterCommand['lines'][number]['outcome']
type DemoClass = { activity: string; label: string; from: string; weekday: number; count: number; startsAt: string; people: EnrolmentId[] }

/** Søren makes a class over real dates; holidays are passed over. */
export async function course(play: Play, made: DemoClass): Promise<Session[]> {
  const { db, clock, stage } = play
  const actor = stage.actors.soeren
  const { activity, label, from, weekday, count, startsAt, people } = made
  const plan = {
    agreementId: stage.agreementId,
    phase: 'qualifying' as const,
    activity,
    label,
    template: { from: day(from), weekdays: [weekday], everyWeeks: 1, count },
    startsAt: Temporal.PlainTime.from(startsAt),
    minutes: 180,
    place: 'Erhvervshuset, Næstved',
    teacherId: actor.accountId,
    enrolmentIds: people,
    requestId: newId<'class'>(),
  }
  const classId = await act(db, clock, actor, (tx) => makeClass(tx, { actor, plan, at: clock.now() }))
  return db.read(contextOf(actor, clock.today()), (tx) => sessionsOfClass(tx, classId))
}

/** Søren registers a session of a class on its day, with what was done. */
export async function taught(
  play: Play,
  session: Session | undefined,
  given: { enrolmentId: EnrolmentId; outcome: Outcome; done: string },
): Promise<void> {
  if (session === undefined) throw new Error('The class has fewer sessions than the play tells of')
  await play.moveTo(session.on.toString())
  const { db, clock, stage } = play
  const actor = stage.actors.soeren
  const lines = [
    { enrolmentId: given.enrolmentId, outcome: given.outcome, reason: given.outcome === 'absent' ? ('illness' as const) : null },
  ]
  const words = { done: given.done, next: '' }
  const register = { sessionId: session.id, requestId: newId(), words, version: session.version, tookPlace: true, lines }
  await act(db, clock, actor, (tx) => registerAttendance(tx, { actor, ...register, today: clock.today(), at: clock.now() }))
}

/** Søren moves a session of a class, because the room is taken. */
export async function moved(play: Play, session: Session | undefined, on: string): Promise<void> {
  if (session === undefined) throw new Error('The class has fewer sessions than the play tells of')
  const { db, clock, stage } = play
  const actor = stage.actors.soeren
  const move = { on: day(on), startsAt: session.startsAt, place: session.place, scope: 'one' as const }
  const command = { actor, sessionId: session.id, move, askedBy: 'venue' as const, reason: 'room' as const, requestId: newId() }
  await act(db, clock, actor, (tx) => moveSession(tx, { ...command, today: clock.today(), at: clock.now() }))
}
