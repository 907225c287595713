import type { StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { newId } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { enrolmentsByIds } from '#modules/enrolments/index.ts'
import { phaseOf, programmeVersion } from '#modules/programmes/index.ts'
import { activityActions } from '../actions.ts'
import { type ClassTemplate, classDates } from '../domain/class-dates.ts'
import { type Conflict, conflictsOf } from '../domain/conflicts.ts'
import { isPausedOn } from '../domain/paused.ts'
import { type ClassId, bookingsOn, insertClass } from '../store/classes.ts'
import { type NewSession, insertParticipant, insertSession } from '../store/sessions.ts'
import { phaseOfRun } from './plan-session.ts'
import { tellPeople, tellTeachers } from './tell-people.ts'

/** A class to make from a template; `requestId` is its identity, so that a double click makes one. */
export type ClassPlan = {
  agreementId: Id<'agreement'>
  phase: 'qualifying' | 'main'
  activity: string
  label: string
  template: ClassTemplate
  startsAt: Temporal.PlainTime
  minutes: number
  place: string
  teacherId: Id<'account'>
  enrolmentIds: readonly string[]
  requestId: ClassId
}

/** Why no class was made, in order of precedence. */
export type ClassRefusal =
  | { kind: 'no_such_agreement' }
  | NotPermitted
  | { kind: 'no_such_activity' }
  | { kind: 'individual_takes_one' }
  | { kind: 'not_under_the_agreement'; caseNumber: string }
  | { kind: 'not_in_the_phase'; caseNumber: string }

/** A run that is expected and cannot come to every session: those after its phase's end, and the days on which it stands still. */
export type Missing = { enrolmentId: string; phaseEndsOn: Day; after: number; pausedOn: Day[] }

/** The sessions a class would have, what they would be in the way of, and who could not come to all of them. Nothing is kept. */
export async function planClass(
  tx: Tx,
  plan: ClassPlan,
): Promise<{ sessions: NewSession[]; skipped: Day[]; conflicts: Conflict[]; missing: Missing[] }> {
  const { days, skipped } = classDates(plan.template)
  const { agreementId, phase, activity, startsAt, minutes, place, teacherId, requestId } = plan
  const sessions = days.map(
    (on, index): NewSession => ({
      id: newId<'session'>(),
      agreementId,
      activity,
      phase,
      on,
      startsAt,
      minutes,
      place,
      teacherId,
      classId: requestId,
      classNo: index + 1,
    }),
  )
  const wanted = sessions.map((session) => ({ ...session, enrolmentIds: plan.enrolmentIds }))
  return { sessions, skipped, conflicts: conflictsOf(wanted, await bookingsOn(tx, days)), missing: await missingOf(tx, plan, days) }
}

async function missingOf(tx: Tx, { phase, enrolmentIds }: ClassPlan, days: readonly Day[]): Promise<Missing[]> {
  return (await enrolmentsByIds(tx, [...enrolmentIds])).flatMap((run) => {
    const phaseEndsOn = run.phases.find(({ code }) => code === phase)?.endsOn
    if (phaseEndsOn === undefined) return []
    const after = days.filter((on) => isBefore(phaseEndsOn, on)).length
    const pausedOn = days.filter((on) => isPausedOn(run.pauses, on))
    return after + pausedOn.length === 0 ? [] : [{ enrolmentId: run.id, phaseEndsOn, after, pausedOn }]
  })
}

type Expected = Awaited<ReturnType<typeof enrolmentsByIds>>

/** The runs a class expects, each under its agreement and in its phase; refused when one is not, before its dates are shown and when it is made. */
export async function expectedAt(
  tx: Tx,
  { agreementId, phase, enrolmentIds }: Pick<ClassPlan, 'agreementId' | 'phase' | 'enrolmentIds'>,
): Promise<Result<Expected, Extract<ClassRefusal, { caseNumber: string }>>> {
  const runs = await enrolmentsByIds(tx, [...enrolmentIds])
  const elsewhere = runs.find((run) => run.agreementId !== agreementId)
  if (elsewhere !== undefined) return refuse({ kind: 'not_under_the_agreement', caseNumber: elsewhere.caseNumber })
  const outside = runs.find((run) => phaseOfRun(run) !== phase)
  return outside === undefined ? ok(runs) : refuse({ kind: 'not_in_the_phase', caseNumber: outside.caseNumber })
}

/** Makes a class with all its sessions and expects the runs named at each. A class may begin without anybody: they join later. */
export async function makeClass(
  tx: Tx,
  command: { actor: StaffActor; plan: ClassPlan; at: Instant },
): Promise<Result<ClassId, ClassRefusal>> {
  const { actor, plan, at } = command
  const agreed = await agreement(tx, plan.agreementId)
  if (agreed === null) return refuse({ kind: 'no_such_agreement' })
  const permit = authorize(actor, activityActions.plan, { parties: agreed.parties })
  if (!permit.ok) return permit
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  const activity = phaseOf(version, plan.phase)?.activities.find((one) => one.code === plan.activity)
  if (activity === undefined) return refuse({ kind: 'no_such_activity' })
  if (activity.kind === 'individual') return refuse({ kind: 'individual_takes_one' })
  const expected = await expectedAt(tx, plan)
  if (!expected.ok) return expected
  const runs = expected.value
  const made = await insertClass(tx, { ...plan, ...plan.template, id: plan.requestId, accountId: actor.accountId, at })
  if (!made) return ok(plan.requestId)
  for (const session of (await planClass(tx, plan)).sessions) {
    await insertSession(tx, session)
    for (const run of runs) await insertParticipant(tx, session.id, run)
  }
  const subject = { noun: 'class', id: plan.requestId } as const
  await tellPeople(tx, { kind: 'session_planned', subject, people: runs, parties: agreed.parties, at })
  await tellTeachers(tx, { subject, actor, given: [plan.teacherId], changed: [], at })
  const codes = { activity: plan.activity, sessions: plan.template.count }
  await recordChange(tx, { actor, action: activityActions.plan, on: subject, codes, at })
  return ok(plan.requestId)
}
