import type { StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf, isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { type Enrolment, enrolment, enrolmentsOf } from '#modules/enrolments/index.ts'
import { phaseOf, programmeVersion } from '#modules/programmes/index.ts'
import { activityActions } from '../actions.ts'
import { type Conflict, conflictsOf } from '../domain/conflicts.ts'
import { type OwedActivity, owedFrom } from '../domain/attendance.ts'
import { bookingsOn } from '../store/classes.ts'
import { type SessionId, attendedBy, insertParticipant, insertSession } from '../store/sessions.ts'
import { tellPeople } from './tell-people.ts'

/** A session to plan; `requestId` is its identity, so that a double click plans one. `enrolmentIds` names who is expected. */
export type SessionPlan = {
  agreementId: Id<'agreement'>
  phase: 'qualifying' | 'main'
  activity: string
  on: Day
  startsAt: Temporal.PlainTime
  minutes: number
  place: string
  enrolmentIds: readonly string[]
  requestId: SessionId
}

/** What a planned session would be in the way of. */
export async function planConflicts(tx: Tx, plan: SessionPlan, teacherId: string): Promise<Conflict[]> {
  return conflictsOf([{ ...plan, id: plan.requestId, teacherId }], await bookingsOn(tx, [plan.on]))
}

/** Why nothing was planned, in order of precedence. */
export type PlanRefusal =
  | { kind: 'no_such_agreement' }
  | NotPermitted
  | { kind: 'no_such_activity' }
  | { kind: 'nobody_expected' }
  | { kind: 'individual_takes_one' }
  | { kind: 'not_in_the_phase'; caseNumber: string }

/** The phase a run is in for its sessions: the gate still counts as the first one; null when it is in none. */
export function phaseOfRun(run: Pick<Enrolment, 'state'>): 'qualifying' | 'main' | null {
  if (run.state === 'qualifying' || run.state === 'gate') return 'qualifying'
  return run.state === 'main' ? 'main' : null
}

/** Plans a session and expects the runs named; each must be in the session's phase. */
export async function planSession(
  tx: Tx,
  command: { actor: StaffActor; plan: SessionPlan; at: Instant },
): Promise<Result<SessionId, PlanRefusal>> {
  const { actor, plan, at } = command
  const agreed = await agreement(tx, plan.agreementId)
  if (agreed === null) return refuse({ kind: 'no_such_agreement' })
  const permit = authorize(actor, activityActions.plan, { parties: agreed.parties })
  if (!permit.ok) return permit
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  const activity = phaseOf(version, plan.phase)?.activities.find((one) => one.code === plan.activity)
  if (activity === undefined) return refuse({ kind: 'no_such_activity' })
  const runs = (await enrolmentsOf(tx, plan.agreementId)).filter((run) => plan.enrolmentIds.includes(run.id))
  if (runs.length === 0) return refuse({ kind: 'nobody_expected' })
  if (activity.kind === 'individual' && runs.length > 1) return refuse({ kind: 'individual_takes_one' })
  const outside = runs.find((run) => phaseOfRun(run) !== plan.phase)
  if (outside !== undefined) return refuse({ kind: 'not_in_the_phase', caseNumber: outside.caseNumber })
  if (!(await insertSession(tx, { ...plan, id: plan.requestId, teacherId: actor.accountId, classId: null, classNo: null })))
    return ok(plan.requestId)
  for (const run of runs) await insertParticipant(tx, plan.requestId, run)
  const subject = { noun: 'session', id: plan.requestId } as const
  // A session written down afterwards, or held at once, is no news to whoever was there.
  if (isBefore(dayOf(at), plan.on)) await tellPeople(tx, { kind: 'session_planned', subject, people: runs, parties: agreed.parties, at })
  await recordChange(tx, { actor, action: activityActions.plan, on: subject, codes: { activity: plan.activity }, at })
  return ok(plan.requestId)
}

/** What a run still owes of the phase it is in: the answer to the question the gate asks. Nothing outside of a phase. */
export async function owedOf(tx: Tx, enrolmentId: Id<'enrolment'>): Promise<OwedActivity[]> {
  const run = await enrolment(tx, enrolmentId)
  const phase = run === null ? null : phaseOfRun(run)
  const agreed = run === null ? null : await agreement(tx, run.agreementId)
  if (phase === null || agreed === null) return []
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  return owedFrom(phaseOf(version, phase)?.activities ?? [], await attendedBy(tx, enrolmentId, phase))
}
