import type { Day } from '#kernel/days.ts'
import { isBefore } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { openCharges } from '../domain/arrears-clock.ts'
import type { EventRefusal } from '../domain/engine/index.ts'
import type { Loan } from '../domain/loan.ts'
import { type Entry, enter, logFor } from './enter.ts'
import { type StepCommand, type TakeStepRefusal, alreadyDone, lockedFor } from './take-step.ts'

/** What is done to the lateness of a claim: a reminder's fee is let go, the arrears clock stands still (`until` counts again), or it runs again today. */
export type ArrearsStep =
  | { kind: 'waive'; chargeId: string; words: string }
  | { kind: 'arrears_pause'; from: Day; until: Day | null; words: string }
  | { kind: 'arrears_resume'; words: string }

/** Why it was not done. */
export type ArrearsRefusal = TakeStepRefusal | EventRefusal | { kind: 'day_in_the_future' }

/** Waives a fee, or stops or starts the arrears clock. Only a fee's unpaid part is let go; the debt itself never changes here. */
export async function stepArrears(tx: Tx, command: StepCommand & { step: ArrearsStep }): Promise<Result<true, ArrearsRefusal>> {
  const { step, on } = command
  const locked = await lockedFor(tx, command, step.kind)
  if (!locked.ok) return alreadyDone(tx, command, locked)
  const recorded = await logFor(tx, command)
  if (recorded === null) return ok(true)
  if (step.kind === 'arrears_pause' && isBefore(on, step.from)) return refuse({ kind: 'day_in_the_future' })
  if (step.kind === 'waive' && !openCharges(recorded).some((charge) => charge.id === step.chargeId))
    return refuse({ kind: 'no_such_charge', eventId: command.requestId })
  const entered = await enter(tx, command, recorded, entryOf(step, locked.value.loan, on))
  return entered.ok ? ok(true) : entered
}

function entryOf(step: ArrearsStep, loan: Loan, on: Day): Entry {
  const common = { loan, name: step.kind, on, words: step.words }
  switch (step.kind) {
    case 'waive':
      return { ...common, body: { kind: 'waive', chargeId: step.chargeId }, payload: { event: step.chargeId } }
    case 'arrears_pause':
      return {
        ...common,
        on: step.from,
        body: { kind: 'arrears_pause', until: step.until },
        payload: { until: step.until?.toString() ?? null },
      }
    case 'arrears_resume':
      return { ...common, body: { kind: 'arrears_resume' } }
  }
}
