import type { StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { type Enrolment, enrolment, gateUntil } from '#modules/enrolments/index.ts'
import { phaseOf, programmeVersion } from '#modules/programmes/index.ts'
import { activityActions } from '../actions.ts'
import type { OwedActivity } from '../domain/attendance.ts'
import { type Offer, catchUp } from '../domain/catch-up.ts'
import { bookingsOf } from '../store/classes.ts'
import { type Session, type SessionId, comingSessions, insertParticipant, participants, session } from '../store/sessions.ts'
import { owedOf, phaseOfRun } from './plan-session.ts'
import { tellPeople } from './tell-people.ts'

/**
 * What a run still owes of one activity, what is planned of it in time, what is planned for after the last day and does not help, what
 * could be joined, and how much must be planned anew.
 */
export type CatchUpLine = { owed: OwedActivity; planned: Session[]; late: Session[]; proposals: Session[]; short: number }

/** The last day on which a session of the phase helps: the phase's own, at the gate the gate's; null where none is known. */
export function lastDayToCatchUp(run: Enrolment): Day | null {
  const phase = phaseOfRun(run)
  return run.state === 'gate' ? gateUntil(run.run) : (run.phases.find(({ code }) => code === phase)?.endsOn ?? null)
}

/** A plan to catch up, from the sessions that are still to come before the phase ends. */
export async function catchUpPlan(tx: Tx, run: Enrolment, today: Day): Promise<CatchUpLine[]> {
  const phase = phaseOfRun(run)
  const owed = await owedOf(tx, run.id)
  if (phase === null) return []
  const coming = await comingSessions(tx, run.agreementId, today)
  const bookings = await bookingsOf(tx, coming)
  const isOwn = (id: string) => bookings.some((one) => one.id === id && one.enrolmentIds.includes(run.id))
  const own = coming.filter(({ id }) => isOwn(id))
  const until = lastDayToCatchUp(run)
  const isLate = ({ on }: Session) => until !== null && isBefore(until, on)
  const version = await versionOf(tx, run.agreementId)
  const grouped = new Set((phaseOf(version, phase)?.activities ?? []).filter(({ kind }) => kind !== 'individual').map(({ code }) => code))
  const offers = coming
    .filter((one) => one.phase === phase && grouped.has(one.activity) && !isOwn(one.id) && !isLate(one))
    .map((one): Offer => ({ ...one, enrolmentIds: [] }))
  const planned = (code: string) => own.filter((one) => one.activity === code && one.phase === phase)
  const inTime = (code: string) => planned(code).filter((one) => !isLate(one))
  const lacks = owed.map(({ code, missing }) => ({ code, missing, planned: inTime(code).length }))
  const plan = catchUp(
    lacks,
    offers,
    own.map((one) => ({ ...one, enrolmentIds: [] })),
  )
  return owed.map((line) => {
    const found = plan.find(({ code }) => code === line.code)
    const ids = new Set((found?.proposals ?? []).map(({ id }) => id))
    const proposals = coming.filter(({ id }) => ids.has(id))
    return { owed: line, planned: inTime(line.code), late: planned(line.code).filter(isLate), proposals, short: found?.short ?? 0 }
  })
}

async function versionOf(tx: Tx, agreementId: Id<'agreement'>) {
  const agreed = await agreement(tx, agreementId)
  if (agreed === null) throw new Error('A run that can be seen has an agreement that can be seen')
  return programmeVersion(tx, agreed.programmeVersionId)
}

/** Why nobody was added, in order of precedence. */
export type JoinRefusal =
  | { kind: 'no_such_session' }
  | NotPermitted
  | { kind: 'session_cancelled' }
  | { kind: 'already_registered' }
  | { kind: 'individual_takes_one' }
  | { kind: 'not_in_the_phase'; caseNumber: string }

/** Expects a further run at a session that is still to be registered, and tells the citizen. Twice is once. */
export async function joinSession(
  tx: Tx,
  command: { actor: StaffActor; sessionId: SessionId; enrolmentId: Id<'enrolment'>; today: Day; at: Instant },
): Promise<Result<true, JoinRefusal>> {
  const { actor, sessionId, enrolmentId, at } = command
  const found = await session(tx, sessionId, true)
  const run = await enrolment(tx, enrolmentId)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null || run === null || run.agreementId !== found.agreementId) return refuse({ kind: 'no_such_session' })
  const permit = authorize(actor, activityActions.plan, { parties: agreed.parties })
  if (!permit.ok) return permit
  if (found.cancelledAt !== null) return refuse({ kind: 'session_cancelled' })
  if (found.tookPlace !== null) return refuse({ kind: 'already_registered' })
  const there = await participants(tx, sessionId)
  if (there.some((one) => one.enrolmentId === enrolmentId)) return ok(true)
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  const kind = phaseOf(version, found.phase)?.activities.find(({ code }) => code === found.activity)?.kind
  if (kind === 'individual' && there.length > 0) return refuse({ kind: 'individual_takes_one' })
  if (phaseOfRun(run) !== found.phase) return refuse({ kind: 'not_in_the_phase', caseNumber: run.caseNumber })
  await insertParticipant(tx, sessionId, run)
  const subject = { noun: 'session', id: sessionId } as const
  if (isBefore(command.today, found.on))
    await tellPeople(tx, { kind: 'session_planned', subject, people: [run], parties: agreed.parties, at })
  const codes = { step: 'joined', case_number: run.caseNumber }
  await recordChange(tx, { actor, action: activityActions.plan, on: subject, personId: run.personId, codes, at })
  return ok(true)
}
