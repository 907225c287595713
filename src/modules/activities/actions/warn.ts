import type { CitizenActor, StaffActor, SystemActor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import { type Db, type Tx, nobody } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { authorize, organisations } from '#modules/access/index.ts'
import { type Agreement, agreement, agreementsOf } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { type Enrolment, enrolmentsOf } from '#modules/enrolments/index.ts'
import { closeTasks, tellAll, unanswered } from '#modules/notices/index.ts'
import { activityActions } from '../actions.ts'
import { isPausedOn } from '../domain/paused.ts'
import { unansweredDays, warningsFrom } from '../domain/warnings.ts'
import {
  type RaisedWarning,
  type WarningId,
  attendanceOf,
  insertWarning,
  openWarnings,
  saveAnswer,
  saveClosed,
  saveTold,
  warningById,
  warningsToTell,
} from '../store/warnings.ts'
import { phaseOfRun } from './plan-session.ts'
import type { ActivityPorts } from './ports.ts'

/** Days the citizen has to answer before staff are told. */
export const answerDays = 5

/**
 * Raises what the rules find, asks each citizen kindly, and tells staff of what was answered or left unanswered. Whoever is on
 * pause is left in peace. May be run any number of times; answers how many things it did.
 */
export async function warnDue(db: Db, ports: ActivityPorts, today: Day, at: Instant): Promise<number> {
  let done = 0
  for (const { id: organisationId } of await db.read(nobody(today), (tx) => organisations(tx))) {
    const actor: SystemActor = { kind: 'system', job: 'activities.due', organisationId }
    assert(authorize(actor, activityActions.warn, {}).ok, 'warnings are raised by a job')
    done += await db.transaction(contextOf(actor, today), async (tx) => {
      let did = 0
      for (const agreed of await agreementsOf(tx, organisationId))
        if (agreed.parties.provider === organisationId) did += await warnUnder(tx, ports, agreed, { today, at })
      return did
    })
  }
  return done
}

type Moment = { today: Day; at: Instant }

async function warnUnder(tx: Tx, ports: ActivityPorts, agreed: Agreement, { today, at }: Moment): Promise<number> {
  let did = 0
  const attendance = await attendanceOf(tx, agreed.id)
  for (const run of await enrolmentsOf(tx, agreed.id)) {
    if (phaseOfRun(run) === null || isPausedOn(run.pauses, today)) continue
    did += await warnOf(tx, ports, agreed, run, { today, at, attendance: attendance.get(run.id) ?? [] })
  }
  for (const raised of await warningsToTell(tx, agreed.id, today)) {
    await tellStaff(tx, agreed, raised, at)
    did += 1
  }
  return did
}

async function warnOf(
  tx: Tx,
  ports: ActivityPorts,
  agreed: Agreement,
  run: Enrolment,
  { today, at, attendance }: Moment & { attendance: { on: Day; absent: boolean }[] },
): Promise<number> {
  const waiting = await unanswered(tx, run.personId, at.subtract({ hours: 24 * unansweredDays }))
  const facts = {
    attendance,
    unanswered: { count: waiting.count, oldest: waiting.oldest === null ? null : dayOf(waiting.oldest) },
    overdueSteps: await ports.overdueSteps(tx, run.id, today),
    today,
  }
  // One question of a kind at a time: who has not been followed up is not asked again because a month or a day has passed.
  const asked = new Set((await openWarnings(tx, run.id)).map(({ warning }) => warning.rule))
  let raised = 0
  for (const warning of warningsFrom(facts).filter(({ rule }) => !asked.has(rule))) {
    const id = await insertWarning(tx, run, { warning, answerBy: today.add({ days: answerDays }), at })
    if (id === null) continue
    const { personId, caseNumber } = run
    // A message, not a task: an early warning must not itself become something unanswered.
    const subject = { noun: 'warning', id }
    await tellAll(tx, {
      kind: 'how_is_it_going',
      parties: agreed.parties,
      subject,
      href: `/me/questions/${id}`,
      personId,
      caseNumber,
      at,
    })
    raised += 1
  }
  return raised
}

async function tellStaff(tx: Tx, agreed: Agreement, { id, enrolmentId, personId, caseNumber }: RaisedWarning, at: Instant): Promise<void> {
  const subject = { noun: 'warning', id }
  const href = `/enrolments/${enrolmentId}/owed`
  await tellAll(tx, { kind: 'absence', parties: agreed.parties, subject, href, personId, caseNumber, at })
  await saveTold(tx, id, at)
}

/** Why an answer is not kept, in order of precedence. */
export type AnswerRefusal = NotPermitted | { kind: 'no_such_warning' } | { kind: 'warning_closed' }

/** The citizen answers in words; a second answer changes nothing. */
export async function answerWarning(
  tx: Tx,
  { actor, id, words, at }: { actor: CitizenActor; id: WarningId; words: string; at: Instant },
): Promise<Result<true, AnswerRefusal>> {
  const permit = authorize(actor, activityActions.answer_warning, { personId: actor.personId })
  if (!permit.ok) return permit
  const found = await warningById(tx, id)
  if (found === null || found.personId !== actor.personId) return refuse({ kind: 'no_such_warning' })
  if (found.closedAt !== null) return refuse({ kind: 'warning_closed' })
  if (found.answeredAt !== null) return ok(true)
  await saveAnswer(tx, found, words, at)
  const on = { noun: 'warning', id }
  await recordChange(tx, { actor, action: activityActions.answer_warning, on, personId: actor.personId, at })
  return ok(true)
}

/** Staff have followed a warning up; its tasks close. */
export async function closeWarning(
  tx: Tx,
  { actor, id, at }: { actor: StaffActor; id: WarningId; at: Instant },
): Promise<Result<RaisedWarning, AnswerRefusal>> {
  const found = await warningById(tx, id)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return refuse({ kind: 'no_such_warning' })
  const permit = authorize(actor, activityActions.close_warning, { parties: agreed.parties })
  if (!permit.ok) return permit
  if (found.closedAt !== null) return ok(found)
  await saveClosed(tx, id, actor.accountId, at)
  const on = { noun: 'warning', id }
  await closeTasks(tx, { subject: on, at })
  await recordChange(tx, {
    actor,
    action: activityActions.close_warning,
    on,
    personId: found.personId,
    codes: { rule: found.warning.rule },
    at,
  })
  return ok(found)
}
