import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { saveMetCondition } from '../store/tranches.ts'
import { enter, logFor } from './enter.ts'
import { type StepCommand, type TakeStepRefusal, alreadyDone, lockedFor } from './take-step.ts'

/** Which condition was shown, and by what paper. */
export type Met = { tranche: number; n: number; voucher: string }

/** Marks a tranche's condition as met; the payout asks again. Refuses a condition that is not there or was met before. */
export async function meetCondition(
  tx: Tx,
  command: StepCommand & { met: Met },
): Promise<Result<true, TakeStepRefusal | { kind: 'no_such_condition' }>> {
  const locked = await lockedFor(tx, command, 'meet_condition')
  if (!locked.ok) return alreadyDone(tx, command, locked)
  const recorded = await logFor(tx, command)
  if (recorded === null) return ok(true)
  const { actor, on, met } = command
  assert(actor.kind === 'staff', 'a condition is seen by staff')
  const { loan } = locked.value
  if (!(await saveMetCondition(tx, loan.id, { ...met, on, by: actor.humanId }))) return refuse({ kind: 'no_such_condition' })
  const entered = await enter(tx, command, recorded, { loan, name: 'meet_condition', on, body: null, payload: { tranche: met.tranche } })
  assert(entered.ok, 'a condition moves no money')
  return ok(true)
}
