import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { mayEver } from '#modules/access/index.ts'
import { closeTasks } from '#modules/notices/index.ts'
import { type ProgrammeVersion, reasonOf, programmeVersion } from '#modules/programmes/index.ts'
import { loanActions } from '../actions.ts'
import { type LimitRefusal, answerBy, overLimit } from '../domain/deferral-limits.ts'
import { type Deferral, type EventRefusal, type LoanState, tryEvent } from '../domain/engine/index.ts'
import { type Loan, type SecondPersonRefusal, settingsOf } from '../domain/loan.ts'
import { type RecordedEvent, type Wish, moneyLog } from '../domain/recorded-event.ts'
import { type Entry, enter, logFor } from './enter.ts'
import { writeDeferral, writeDeferralRefusal, writeDeferralUndone } from './life-letters.ts'
import { tellOfLoan } from './tell.ts'
import { type StepCommand, type TakeStepRefusal, alreadyDone, lockedFor } from './take-step.ts'

/**
 * A step of a deferral: asked for, granted, refused, or a granted one taken back. `words` are the borrower's or the decision's; `answers`
 * names the open request that whoever decides has seen, null when there was none: a request is decided once, also by two at once. `wish` says
 * whose wish a deferral without a request is.
 */
export type DeferralStep =
  | { kind: 'ask_deferral'; deferral: Deferral; words: string }
  | { kind: 'defer'; answers: string | null; wish: Wish; deferral: Deferral; reason: string; words: string }
  | { kind: 'refuse_deferral'; answers: string | null; words: string }
  | { kind: 'undo_deferral'; eventId: string; words: string | null }

/** Why the deferral's step was not taken. */
export type DeferralRefusal =
  | TakeStepRefusal
  | SecondPersonRefusal
  | LimitRefusal
  | EventRefusal
  | { kind: 'nothing_asked_for' }
  | { kind: 'asked_already' }
  | { kind: 'answered_meanwhile' }

/** The request for deferral that nobody has answered; null when there is none. */
export function openRequest(events: readonly RecordedEvent[]): RecordedEvent | null {
  const last = events.findLast((event) => ['ask_deferral', 'defer', 'refuse_deferral'].includes(event.name))
  return last?.name === 'ask_deferral' ? last : null
}

/**
 * Asks for a deferral, decides one, or takes one back. The adviser may grant within the limits; beyond them the lender's approver
 * decides. What is asked for is tried on the plan at once, so that nobody asks for what cannot be. Granting enters no money.
 */
export async function stepDeferral(tx: Tx, command: StepCommand & { step: DeferralStep }): Promise<Result<true, DeferralRefusal>> {
  const { actor, step } = command
  const locked = await lockedFor(tx, command, step.kind)
  if (!locked.ok) return alreadyDone(tx, command, locked)
  assert(actor.kind !== 'system', 'a human takes the step')
  const { loan, agreed } = locked.value
  const recorded = await logFor(tx, command)
  if (recorded === null) return ok(true)
  if (step.kind !== 'ask_deferral' && loan.borrowerHuman === actor.humanId)
    return refuse({ kind: 'second_person_required', because: 'borrower' })
  const refusal = refusedNow(command, loan, recorded)
  if (refusal !== null) return refuse(refusal)
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  if (step.kind === 'defer' && reasonOf(version, 'deferral', step.reason) === null) return refuse({ kind: 'no_such_reason' })
  const entered = await enter(tx, command, recorded, entryOf(command, loan, recorded))
  if (!entered.ok) return entered
  await tellOf(tx, command, loan, recorded)
  await writeOf(tx, command, { loan, version, recorded, change: entered.value })
  return ok(true)
}

function refusedNow(command: StepCommand & { step: DeferralStep }, loan: Loan, recorded: readonly RecordedEvent[]): DeferralRefusal | null {
  const { step, actor } = command
  const asked = openRequest(recorded)
  const log = moneyLog(recorded)
  if ('answers' in step && step.answers !== (asked?.id ?? null)) return { kind: 'answered_meanwhile' }
  switch (step.kind) {
    case 'ask_deferral': {
      if (asked !== null) return { kind: 'asked_already' }
      const event = { id: command.requestId, on: command.on, kind: 'defer', deferral: step.deferral } as const
      const tried = tryEvent(settingsOf(loan), log, event, command.on)
      return tried.ok ? null : tried.refusal
    }
    case 'defer':
      return actor.kind === 'staff' && mayEver(actor, loanActions.approve) ? null : overLimit(step.deferral, log)
    case 'refuse_deferral':
      return asked === null ? { kind: 'nothing_asked_for' } : null
    case 'undo_deferral': {
      const target = recorded.find((event) => event.id === step.eventId)
      return target?.name === 'defer' ? null : { kind: 'no_such_event', eventId: step.eventId }
    }
  }
}

function entryOf(command: StepCommand & { step: DeferralStep }, loan: Loan, recorded: readonly RecordedEvent[]): Entry {
  const { step, on } = command
  const common = { loan, name: step.kind, words: step.words }
  switch (step.kind) {
    case 'ask_deferral':
      return { ...common, on, body: null, payload: { deferral: plain(step.deferral) } }
    case 'defer': {
      const answered = openRequest(recorded)
      const payload = {
        deferral: plain(step.deferral),
        wish: wishOf(step.wish, answered),
        ...(answered === null ? {} : { event: answered.id }),
      }
      return { ...common, on, body: { kind: 'defer', deferral: step.deferral }, payload, reason: step.reason }
    }
    case 'refuse_deferral':
      return { ...common, on, body: null, payload: { event: openRequest(recorded)?.id } }
    case 'undo_deferral': {
      const day = recorded.find((event) => event.id === step.eventId)?.on ?? on
      return { ...common, on: day, body: { kind: 'undo', eventId: step.eventId }, payload: { event: step.eventId } }
    }
  }
}

/** Whoever has a request before them answers the borrower's wish. */
function wishOf(said: Wish, answered: RecordedEvent | null): Wish {
  return answered === null ? said : 'borrower'
}

function plain(deferral: Deferral): object {
  return Object.fromEntries(
    Object.entries(deferral).map(([key, value]) => [key, value instanceof Temporal.PlainDate ? value.toString() : value]),
  )
}

type Decided = {
  loan: Loan
  version: ProgrammeVersion
  recorded: readonly RecordedEvent[]
  change: { before: LoanState; after: LoanState } | null
}

/** Every decision of a deferral is a letter, written in the same transaction. */
async function writeOf(tx: Tx, command: StepCommand & { step: DeferralStep }, decided: Decided): Promise<void> {
  const { step } = command
  const { change, recorded } = decided
  const given = { ...command, ...decided }
  if (step.kind === 'refuse_deferral') await writeDeferralRefusal(tx, { ...given, words: step.words })
  if (change === null) return
  if (step.kind === 'undo_deferral') await writeDeferralUndone(tx, { ...given, ...change })
  if (step.kind !== 'defer') return
  const request = openRequest(recorded)
  const asked = request?.payload.deferral
  const asAsked = asked === undefined || JSON.stringify(asked) === JSON.stringify(step.deferral)
  await writeDeferral(tx, {
    ...given,
    ...change,
    ...step,
    answers: wishOf(step.wish, request) === 'lender' ? 'nothing' : asAsked ? 'asked' : 'other',
  })
}

async function tellOf(
  tx: Tx,
  { step, on, at }: StepCommand & { step: DeferralStep },
  loan: Loan,
  recorded: readonly RecordedEvent[],
): Promise<void> {
  if (step.kind === 'ask_deferral') {
    // Within the adviser's limits the approver has nothing to do.
    const beyond = overLimit(step.deferral, moneyLog(recorded)) !== null
    const only = beyond ? {} : { only: ['financial_adviser'] as const }
    return tellOfLoan(tx, loan, { kind: 'loan_deferral_asked', at, dueOn: answerBy(on), ...only })
  }
  await closeTasks(tx, { subject: { noun: 'loan', id: loan.id }, kind: 'loan_deferral_asked', at })
  await tellOfLoan(tx, loan, { kind: step.kind === 'refuse_deferral' ? 'loan_deferral_refused' : 'loan_deferred', at })
}
