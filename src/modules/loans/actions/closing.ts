import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { HumanId } from '#kernel/actor.ts'
import type { Tx } from '#platform/db/database.ts'
import { closeTasks } from '#modules/notices/index.ts'
import { programmeVersion, reasonOf } from '#modules/programmes/index.ts'
import { type ClosingKind, type ClosingRefusal as DomainRefusal, refusedClosing } from '../domain/closing.ts'
import { type EventRefusal, replayLoan } from '../domain/engine/index.ts'
import { type Loan, settingsOf } from '../domain/loan.ts'
import { type RecordedEvent, moneyLog } from '../domain/recorded-event.ts'
import { insertClosing, openClosing, saveClosing, saveNotified } from '../store/closings.ts'
import { enter, logFor } from './enter.ts'
import { writeHandOverDropped, writeHandOverNotice, writeRecall, writeRemission } from './life-letters.ts'
import { tellOfLoan } from './tell.ts'
import { type StepCommand, type TakeStepRefusal, alreadyDone, lockedFor } from './take-step.ts'

/** A step in closing a claim. Deciding is by another human than proposing. */
export type ClosingStep =
  | { kind: 'propose_closing'; closing: ClosingKind; reason: string; words: string }
  | { kind: 'drop_closing'; words: string }
  | { kind: 'write_off' | 'remit' | 'hand_over'; words: string }
  | { kind: 'recall'; words: string }

/** Why the claim was not closed. */
export type ClosingRefusal = TakeStepRefusal | DomainRefusal | EventRefusal

/**
 * Proposes, drops or decides that a claim is written off, remitted or handed over, or calls a handed-over claim back. Write-off keeps
 * the claim, remission ends it, hand-over moves it: three things that are kept apart. A hand-over is told to the debtor when proposed and
 * is not carried out before ten days have passed (DOMAIN 2.5: notice to every liable debtor before); when it is dropped, that is told too.
 */
export async function stepClosing(tx: Tx, command: StepCommand & { step: ClosingStep }): Promise<Result<true, ClosingRefusal>> {
  const { actor, step, on } = command
  const locked = await lockedFor(tx, command, step.kind)
  if (!locked.ok) return alreadyDone(tx, command, locked)
  assert(actor.kind === 'staff', 'a claim is closed by staff')
  const { loan, agreed } = locked.value
  const recorded = await logFor(tx, command)
  if (recorded === null) return ok(true)
  const open = await openClosing(tx, loan.id)
  const standing = replayLoan(settingsOf(loan), moneyLog(recorded), on)
  assert(standing.ok, 'what stands in the log can be replayed')
  const refusal = refusedClosing({ step, open, standing: standing.value, by: actor.humanId, borrower: loan.borrowerHuman, on })
  if (refusal !== null) return refuse(refusal)
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  if (step.kind === 'propose_closing' && reasonOf(version, 'write_off', step.reason) === null) return refuse({ kind: 'no_such_reason' })
  const entered = await carryOut(tx, command, { loan, recorded, humanId: actor.humanId })
  if (!entered.ok) return entered
  await tellOf(tx, command, loan)
  const given = { ...command, loan, version, standing: standing.value, words: step.words }
  if (step.kind === 'propose_closing' && step.closing === 'hand_over') await writeHandOverNotice(tx, { ...given, reason: step.reason })
  if (step.kind === 'drop_closing' && open?.kind === 'hand_over') await writeHandOverDropped(tx, given)
  if (step.kind === 'remit') await writeRemission(tx, given)
  if (step.kind === 'recall') await writeRecall(tx, given)
  return ok(true)
}

async function carryOut(
  tx: Tx,
  command: StepCommand & { step: ClosingStep },
  given: { loan: Loan; recorded: readonly RecordedEvent[]; humanId: HumanId },
): Promise<Result<unknown, EventRefusal>> {
  const { step, on, requestId } = command
  const { loan, recorded, humanId } = given
  const body = step.kind === 'write_off' || step.kind === 'remit' ? ({ kind: step.kind } as const) : null
  const reason = step.kind === 'propose_closing' ? step.reason : null
  const payload = step.kind === 'propose_closing' ? { closing: step.closing } : {}
  const entered = await enter(tx, command, recorded, { loan, name: step.kind, on, body, payload, reason, words: step.words })
  if (!entered.ok) return entered
  if (step.kind === 'propose_closing') {
    await insertClosing(tx, { id: requestId, loanId: loan.id, kind: step.closing, reason: step.reason, by: humanId, on })
    if (step.closing === 'hand_over') await saveNotified(tx, loan.id, on)
  } else if (step.kind !== 'recall')
    await saveClosing(tx, loan.id, { by: humanId, on, outcome: step.kind === 'drop_closing' ? 'dropped' : 'done' })
  return entered
}

async function tellOf(tx: Tx, { step, at }: StepCommand & { step: ClosingStep }, loan: Loan): Promise<void> {
  if (step.kind === 'recall') return
  if (step.kind !== 'propose_closing') {
    await closeTasks(tx, { subject: { noun: 'loan', id: loan.id }, kind: 'loan_closing_proposed', at })
    return
  }
  await tellOfLoan(tx, loan, { kind: 'loan_closing_proposed', at })
  if (step.closing === 'hand_over') await tellOfLoan(tx, loan, { kind: 'loan_hand_over_notified', at })
}
