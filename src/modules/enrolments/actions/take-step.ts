import type { Actor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import { type NotPermitted, authorize } from '#modules/access/index.ts'
import { type Agreement, agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { closePart } from '#modules/people/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { PlaceCommand } from '../domain/command.ts'
import { decide } from '../domain/decide.ts'
import { type Enrolment, type EnrolmentId, enrolmentFrom } from '../domain/enrolment.ts'
import { beforeInLine } from '../domain/line.ts'
import type { PlaceRefusal } from '../domain/refusal.ts'
import type { RunEvent } from '../domain/run-event.ts'
import { type Run, apply, ballOfRun } from '../domain/run.ts'
import type { StepWish } from '../domain/wish.ts'
import { openAgenda } from '../store/agenda.ts'
import { enrolmentsOf, lockEnrolment, lockLine, saveStanding } from '../store/enrolments.ts'
import { isRecorded, saveEvent } from '../store/events.ts'
import { type HoldRefusal, holdPlace } from './hold-place.ts'
import type { EnrolmentPorts } from './ports.ts'
import { type ReasonRefusal, judgeReason } from './reason.ts'
import { tellOfStep } from './tell.ts'

/**
 * A step somebody wants to take in a run. `reason` is a code of the programme's list, `words` a sentence; both may be empty.
 * `requestId` was made with the form: given twice, the step is taken once.
 */
export type StepRequest = {
  actor: Actor
  enrolmentId: EnrolmentId
  wish: StepWish
  reason?: string
  words?: string
  requestId?: string
  at: Instant
}

/** Why a step is not taken. */
export type StepRefusal = NotPermitted | { kind: 'no_such_enrolment' } | PlaceRefusal | ReasonRefusal | HoldRefusal

/**
 * Takes one step of the Place machine: the run is locked, the step decided, the place made to follow, the event kept with
 * where it led, and those told who are to be told, all in one transaction. A refusal leaves nothing behind.
 */
export async function takeStep(tx: Tx, ports: EnrolmentPorts, request: StepRequest): Promise<Result<Enrolment, StepRefusal>> {
  const { actor, wish, at } = request
  const before = await lockEnrolment(tx, request.enrolmentId)
  if (before === null) return refuse({ kind: 'no_such_enrolment' })
  const agreed = await agreement(tx, before.agreementId)
  assert(agreed !== null, 'whoever sees a run is a party of its agreement')
  const permitted = authorize(actor, actions[wish.step], { parties: agreed.parties, personId: before.personId })
  if (!permitted.ok) return permitted
  if (request.requestId !== undefined && (await isRecorded(tx, before.id, request.requestId))) return ok(before)
  const command = await withFacts(tx, ports, before, wish)
  const decision = decide(before.run, command, dayOf(at))
  if (!decision.ok) return decision
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  const reason =
    actor.kind === 'system' ? ok(null) : judgeReason(version, wish.step, { reason: request.reason ?? '', words: request.words ?? '' })
  if (!reason.ok) return reason
  const saved = await save(tx, before, decision.value, { request, words: spokenWords(command, request), reason: reason.value })
  if (!saved.ok) return saved
  await afterwards(tx, agreed, before, saved.value, { event: decision.value, request })
  return saved
}

/** The facts a rule needs that no person types: how many stand before in line, what is owed, whether the plan is approved. */
async function withFacts(tx: Tx, ports: EnrolmentPorts, before: Enrolment, wish: StepWish): Promise<PlaceCommand> {
  if (wish.step === 'offer') {
    await lockLine(tx, before.agreementId)
    const waiting = (await enrolmentsOf(tx, before.agreementId)).filter((other) => other.state === 'waiting' && other.id !== before.id)
    const place = { ...before.run, caseNumber: before.caseNumber }
    const ahead = waiting.filter((other) => beforeInLine({ ...other.run, caseNumber: other.caseNumber }, place) < 0).length
    return { ...wish, ahead }
  }
  if (wish.step !== 'pass_gate') return wish
  const missing = (await ports.owed(tx, before.id)).filter((owed) => owed.missing > 0)
  return { ...wish, missing, planApproved: await ports.planApproved(tx, before.id) }
}

/** The sentence to keep: a skipped line and an open gate bring their own. */
function spokenWords(command: PlaceCommand, request: StepRequest): string {
  if (command.step === 'offer') return command.ahead > 0 ? command.skipReason.trim() : ''
  if (command.step === 'pass_gate') return command.despite.trim()
  return (request.words ?? '').trim()
}

async function save(
  tx: Tx,
  before: Enrolment,
  event: RunEvent,
  { request, words, reason }: { request: StepRequest; words: string; reason: string | null },
): Promise<Result<Enrolment, HoldRefusal>> {
  const { actor, at } = request
  const run = apply(before.run, event)
  const held = await holdPlace(tx, before, { before: before.run, after: run, at })
  if (!held.ok) return held
  const placeNumber = held.value
  await saveEvent(tx, before.id, event, { actor, reason, words, run, placeNumber, requestId: request.requestId ?? null, at })
  const after = enrolmentFrom({ ...before, placeNumber, ballSince: ballSince(before, run, dayOf(at)) }, [...before.events, event])
  const [next] = await openAgenda(tx, before.id, run)
  await saveStanding(tx, before.id, run, { on: dayOf(at), at, nextDueOn: next?.on ?? null, placeNumber })
  return ok(after)
}

function ballSince(before: Enrolment, run: Run, today: Day): Day {
  return before.ball === ballOfRun(run) ? before.ballSince : today
}

async function afterwards(
  tx: Tx,
  agreed: Agreement,
  before: Enrolment,
  after: Enrolment,
  { event, request }: { event: RunEvent; request: StepRequest },
): Promise<void> {
  const { actor, at } = request
  await tellOfStep(tx, { agreed, before, after, event, at })
  await recordChange(tx, {
    actor,
    action: actions[event.name],
    on: { noun: 'enrolment', id: after.id },
    personId: after.personId,
    codes: { state: after.state, on: event.on.toString() },
    at,
  })
  if (after.state !== 'closed') return
  for (const organisationId of [agreed.parties.actingJobCentre, agreed.parties.provider])
    await closePart(tx, { personId: after.personId, organisationId, lastDay: dayOf(at), why: 'enrolment' })
}
