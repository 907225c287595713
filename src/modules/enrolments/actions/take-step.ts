import type { Actor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import { type Id, parseId } from '#kernel/ids.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import { type NotPermitted, authorize } from '#modules/access/index.ts'
import { type Agreement, agreement, openStates } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { type NoActingConsent, actFor, closePart, hearSupportBasis, supportBasisCodes } from '#modules/people/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { PlaceCommand } from '../domain/command.ts'
import { decide, didNotAppear } from '../domain/decide.ts'
import { type Enrolment, type EnrolmentId, enrolmentFrom } from '../domain/enrolment.ts'
import { aheadOf } from '../domain/line.ts'
import type { PlaceRefusal } from '../domain/refusal.ts'
import type { RunEvent } from '../domain/run-event.ts'
import { type Run, apply, ballOfRun } from '../domain/run.ts'
import type { StepWish } from '../domain/wish.ts'
import { openAgenda } from '../store/agenda.ts'
import { enrolmentsOf, lockEnrolment, lockLine, saveAgreementOf, saveStanding } from '../store/enrolments.ts'
import { isRecorded, saveEvent } from '../store/events.ts'
import { type HoldRefusal, holdPlace } from './hold-place.ts'
import type { EnrolmentPorts } from './ports.ts'
import { type ReasonRefusal, judgeReason } from './reason.ts'
import { stand } from './stand.ts'
import { sendStepLetter } from './step-letter.ts'
import { transferFacts } from './transfer.ts'
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
export type StepRefusal = NotPermitted | { kind: 'no_such_enrolment' } | PlaceRefusal | ReasonRefusal | NoActingConsent | HoldRefusal

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
  const acted = await answerFor(tx, before, request)
  if (!acted.ok) return acted
  const facts = await withFacts(tx, ports, { before, agreed, today: dayOf(at) }, request)
  if (!facts.ok) return facts
  const command = facts.value
  const decision = decide(before.run, command, dayOf(at))
  if (!decision.ok) return decision
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  const reason =
    actor.kind === 'system' ? ok(null) : judgeReason(version, wish.step, { reason: request.reason ?? '', words: request.words ?? '' })
  if (!reason.ok) return reason
  const said = { request, words: spokenWords(command, request), reason: reason.value }
  const first = await save(tx, before, decision.value, said)
  if (first.ok || command.step !== 'reopen' || command.orWait !== true)
    return done(tx, ports, agreed, before, { saved: first, event: decision.value, ...said })
  // No place is free: a refused hold wrote nothing, so the run may come back with a right of return instead.
  const waiting = decide(before.run, { ...command, placeFree: false }, dayOf(at))
  if (!waiting.ok) return waiting
  return done(tx, ports, agreed, before, { saved: await save(tx, before, waiting.value, said), event: waiting.value, ...said })
}

// The answer to an offer is the citizen's; staff give it in their name, on their consent.
async function answerFor(tx: Tx, before: Enrolment, { actor, wish, at }: StepRequest): Promise<Result<true, NoActingConsent>> {
  if (wish.step !== 'accept' && wish.step !== 'decline' && wish.step !== 'turn_down') return ok(true)
  const { personId, id: subjectId } = before
  return actFor(tx, { actor, personId, cover: 'place', action: actions[wish.step], subjectId, at })
}

/** A step as it was asked for, with the reason and the sentence to keep. */
type Said = { request: StepRequest; words: string; reason: string | null }

const endedBefore: readonly RunEvent['name'][] = ['end_after_first', 'end_early', 'record_death']

async function done(
  tx: Tx,
  ports: EnrolmentPorts,
  agreed: Agreement,
  before: Enrolment,
  { saved, event, ...said }: { saved: Result<Enrolment, HoldRefusal>; event: RunEvent } & Said,
): Promise<Result<Enrolment, HoldRefusal>> {
  if (!saved.ok) return saved
  const now = saved.value.agreementId === agreed.id ? agreed : await agreement(tx, saved.value.agreementId)
  assert(now !== null, 'a run goes on under an agreement its parties can see')
  const { request } = said
  await afterwards(tx, now, before, saved.value, { event, request })
  await sendStepLetter(tx, { ...said, actor: request.actor, agreed: now, before, run: saved.value, event }, request.at)
  const { id: enrolmentId, personId } = saved.value
  if (endedBefore.includes(event.name)) await ports.runEnded?.(tx, { enrolmentId, personId, at: request.at })
  if (event.name === 'record_check' && event.business === 'ceased')
    await ports.businessClosed?.(tx, { actor: request.actor, enrolmentId, on: event.on, months: event.month, at: request.at })
  return saved
}

/** The facts a rule needs that no person types: how many stand before in line, what is owed, whether the plan is approved. */
async function withFacts(
  tx: Tx,
  ports: EnrolmentPorts,
  { before, agreed, today }: { before: Enrolment; agreed: Agreement; today: Day },
  { wish, reason }: StepRequest,
): Promise<Result<PlaceCommand, PlaceRefusal>> {
  if (wish.step === 'offer') {
    await lockLine(tx, before.agreementId)
    return ok({ ...wish, ahead: aheadOf(before, await enrolmentsOf(tx, before.agreementId), wish.startOn) })
  }
  if (wish.step === 'never_start') return ok({ ...wish, absent: reason === didNotAppear })
  if (wish.step === 'close_list') return ok({ ...wish, agreementOver: !openStates.includes(agreed.state) })
  if (wish.step === 'transfer') return transferFacts(tx, agreed, wish)
  if (wish.step === 'record_check' && wish.basis !== null && !(await supportBasisCodes(tx, today)).some(({ code }) => code === wish.basis))
    return refuse({ kind: 'check_incomplete', field: 'basis' })
  if (wish.step !== 'pass_gate') return ok(wish)
  const missing = (await ports.owed(tx, before.id)).filter((owed) => owed.missing > 0)
  return ok({ ...wish, missing, planApproved: await ports.planApproved(tx, before.id) })
}

/** The sentence to keep: a skipped line and an open gate bring their own. */
function spokenWords(command: PlaceCommand, request: StepRequest): string {
  if (command.step === 'offer') return command.ahead > 0 ? command.skipReason.trim() : ''
  if (command.step === 'pass_gate') return command.despite.trim()
  return (request.words ?? '').trim()
}

async function save(tx: Tx, before: Enrolment, event: RunEvent, { request, words, reason }: Said): Promise<Result<Enrolment, HoldRefusal>> {
  const { actor, at } = request
  const run = apply(before.run, event)
  const held = await holdPlace(tx, before, { before: before.run, after: run, at })
  if (!held.ok) return held
  const placeNumber = held.value
  const agreementId = event.name === 'transfer' ? knownId<'agreement'>(event.agreementId) : before.agreementId
  if (agreementId !== before.agreementId) await saveAgreementOf(tx, before.id, agreementId)
  await saveEvent(tx, before.id, event, { actor, reason, words, run, placeNumber, requestId: request.requestId ?? null, at })
  const after = enrolmentFrom({ ...before, agreementId, placeNumber, ballSince: ballSince(before, run, dayOf(at)) }, [
    ...before.events,
    event,
  ])
  const [next] = await openAgenda(tx, before.id, run)
  await saveStanding(tx, before.id, run, { on: dayOf(at), at, nextDueOn: next?.on ?? null, placeNumber })
  return ok(after)
}

function knownId<Noun extends string>(text: string): Id<Noun> {
  const id = parseId<Noun>(text)
  assert(id !== null, 'an id that was recorded is one')
  return id
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
  await stand(tx, after, agreed, at)
  await tellOfStep(tx, { agreed, before, after, event, at })
  if (event.name === 'record_check' && event.basis !== null) {
    const heard = await hearSupportBasis(tx, { actor, personId: after.personId, code: event.basis, on: event.on, at })
    assert(heard.ok || heard.refusal.kind === 'no_such_person', 'a check tells a support basis that is valid on its day')
  }
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
